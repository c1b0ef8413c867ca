# Deny what is to be removed, for the time being: arn:aws:iam::111122223333:role/checkout-api
# To undo it: `terraform destroy` in this folder takes away what it added, and nothing else.

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

resource "aws_iam_role_policy" "checkout-api_IamDriftQuarantine-20261031" {
  name = "IamDriftQuarantine-20261031"
  role = "checkout-api"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "IamDriftQuarantine20261031"
        Effect = "Deny"
        Action = [
          "lambda:CreateFunction",
          "lambda:UpdateFunctionCode",
          "s3:*Accelerate*",
          "s3:*Account*",
          "s3:*Acl",
          "s3:*Analytics*",
          "s3:*Attributes",
          "s3:*Bucket",
          "s3:*BucketPolicy*",
          "s3:*BucketPublic*",
          "s3:*BucketTagging",
          "s3:*CORS",
          "s3:*Controls",
          "s3:*EncryptionConfiguration",
          "s3:*Hold",
          "s3:*InventoryConfiguration",
          "s3:*Job",
          "s3:*Lifecycle*",
          "s3:*Logging",
          "s3:*Metrics*",
          "s3:*Multipart*",
          "s3:*Notification",
          "s3:*ObjectLock*",
          "s3:*ObjectTagging",
          "s3:*Payment",
          "s3:*ReplicationConfiguration",
          "s3:*Retention",
          "s3:*Tiering*",
          "s3:*Torrent",
          "s3:*Version",
          "s3:*VersionTagging",
          "s3:*Versioning",
          "s3:*Website",
          "s3:CreateAccessPoint",
          "s3:DeleteAccessPoint",
          "s3:DeleteAccessPointPolicy",
          "s3:DeleteObject",
          "s3:GetAccessPoint",
          "s3:GetAccessPointPolicy",
          "s3:GetAccessPointPolicyStatus",
          "s3:GetBucketLocation",
          "s3:GetObject",
          "s3:ListAccessPoints",
          "s3:ListAllMyBuckets",
          "s3:ListBucket*",
          "s3:ListJobs",
          "s3:ObjectOwnerOverrideToBucketOwner",
          "s3:PutAccessPointPolicy",
          "s3:RestoreObject",
          "s3:UpdateJob*",
          "secretsmanager:*Regions*",
          "secretsmanager:*Replication*",
          "secretsmanager:*Resource*",
          "secretsmanager:*Secret",
          "secretsmanager:GetRandomPassword",
          "secretsmanager:List*",
          "secretsmanager:Put*",
          "secretsmanager:Update*",
          "sqs:*Attributes",
          "sqs:*MessageMove*",
          "sqs:*Permission",
          "sqs:*Queue",
          "sqs:ListQueues",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}
