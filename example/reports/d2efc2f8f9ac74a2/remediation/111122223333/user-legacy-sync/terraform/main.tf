# Remove: arn:aws:iam::111122223333:user/legacy-sync
# Where the quarantine is in force, this ends it; then `terraform destroy` in terraform-quarantine.
# To undo it: put terraform-rollback/main.tf in the place of this file, keep the state, and apply again.
# Never `terraform destroy` here: that would not undo it.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.72.1"
    }
  }
}

provider "aws" {
  allowed_account_ids = ["111122223333"]
}

import {
  to = aws_iam_user_policy.legacy-sync_everything
  id = "legacy-sync:everything"
}

resource "aws_iam_user_policy" "legacy-sync_everything" {
  name = "everything"
  user = "legacy-sync"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "ec2:*AccountVpc*",
          "ec2:*Application*",
          "ec2:*Cancellation*",
          "ec2:*IpamRoute*",
          "ec2:*IpamRouting*",
          "ec2:*Odb*",
          "ec2:*PoolPermission",
          "ec2:*Registry*",
          "ec2:*ResourcePolicy",
          "ec2:*TableEntry",
          "ec2:*TablePermission",
          "ec2:*Watermark",
          "ec2:*Web*",
          "ec2:Attach*To*",
          "ec2:DescribeLocalGatewayRouteTablePermissions",
          "ec2:Detach*From*",
          "ec2:GetIpamDiscoveredRoutes",
          "ec2:ImportByoipCidrToIpam",
          "ec2:Inject*",
          "ec2:ModifyVpcEndpointPayerResponsibility",
          "ec2:PauseVolumeIO",
          "ec2:ReplaceImageInstanceTypeSpecification",
          "ec2:SendSpotInstanceInterruptions",
          "ec2:StartInstances",
          "ec2:StopInstances",
          "ec2:ValidateSecurityGroupQuotasForInterface",
          "glue:*GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTableVersions",
          "glue:UpdateTable",
          "iam:PassRole",
          "kms:CreateGrant",
          "lakeformation:GetDataAccess",
          "logs:*LogDelivery",
          "logs:ListLogDeliveries",
          "s3-object-lambda:*",
          "s3-outposts:*",
          "s3:*Abac",
          "s3:*Annotation",
          "s3:*For*",
          "s3:*Grant",
          "s3:*Grants*",
          "s3:*JobTagging",
          "s3:*Lens*",
          "s3:*Region*",
          "s3:*Replication",
          "s3:*Resource",
          "s3:*Table*",
          "s3:GetDataAccess",
          "s3:ListObject*",
          "s3:PutAccessPointPublicAccessBlock",
          "s3:Replicate*",
          "s3:UpdateObjectEncryption",
          "sns:Publish",
        ]
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::tidewater-warehouse"
      },
      {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::tidewater-warehouse/*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_user_policy_attachments_exclusive.legacy-sync
  id = "legacy-sync"
}

resource "aws_iam_user_policy_attachments_exclusive" "legacy-sync" {
  user_name   = "legacy-sync"
  policy_arns = []
  depends_on  = [aws_iam_user_policy.legacy-sync_everything]
}
