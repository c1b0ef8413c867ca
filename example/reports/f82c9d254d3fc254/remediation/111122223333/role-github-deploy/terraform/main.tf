# Remove: arn:aws:iam::111122223333:role/github-deploy
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

resource "aws_iam_policy" "github-deploy-least-privilege" {
  name        = "github-deploy-least-privilege"
  path        = "/"
  description = "What github-deploy needs, in place of wider policies"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "application-autoscaling:DeleteScalingPolicy",
          "application-autoscaling:DeleteScheduledAction",
          "application-autoscaling:DeregisterScalableTarget",
          "application-autoscaling:DescribeScalableTargets",
          "application-autoscaling:DescribeScalingActivities",
          "application-autoscaling:DescribeScalingPolicies",
          "application-autoscaling:DescribeScheduledActions",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteVpcEndpoints",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeTags",
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchDeleteImage",
          "ecr:BatchGetImage",
          "ecr:BatchGetRepositoryScanningConfiguration",
          "ecr:BatchImportUpstreamImage",
          "ecr:DescribeImageReplicationStatus",
          "ecr:DescribeImageScanFindings",
          "ecr:DescribeImageSigningStatus",
          "ecr:DescribeImages",
          "ecr:DescribePullThroughCacheRules",
          "ecr:DescribeRepositories",
          "ecr:GetAuthorizationToken",
          "ecr:GetDownloadUrlForLayer",
          "ecr:GetImageCopyStatus",
          "ecr:GetLifecyclePolicy",
          "ecr:GetLifecyclePolicyPreview",
          "ecr:GetRepositoryPolicy",
          "ecr:ListImages",
          "ecr:ListPullTimeUpdateExclusions",
          "ecr:ListTagsForResource",
          "ecr:PutImage",
          "ecr:PutImageScanningConfiguration",
          "ecr:PutImageTagMutability",
          "ecr:ReplicateImage",
          "ecr:UpdateImageStorageClass",
          "ecs:AllowVendedLogDeliveryForResource",
          "ecs:DeleteDaemonTaskDefinition",
          "ecs:DeleteTaskDefinitions",
          "ecs:DeregisterTaskDefinition",
          "ecs:DescribeDaemonTaskDefinition",
          "ecs:DescribeServices",
          "ecs:DescribeTaskDefinition",
          "ecs:DiscoverPollEndpoint",
          "ecs:ListClusters",
          "ecs:ListDaemonTaskDefinitions",
          "ecs:ListDaemons",
          "ecs:ListServices",
          "ecs:ListServicesByNamespace",
          "ecs:ListTagsForResource",
          "ecs:ListTaskDefinitionFamilies",
          "ecs:ListTaskDefinitions",
          "ecs:Poll",
          "ecs:PutSystemLogEvents",
          "ecs:RegisterTaskDefinition",
          "ecs:StartTelemetrySession",
          "ecs:SubmitAttachmentStateChanges",
          "ecs:SubmitContainerStateChange",
          "ecs:SubmitTaskStateChange",
          "ecs:TagResource",
          "ecs:UntagResource",
          "ecs:UpdateService",
          "glue:BatchGetPartition",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTableVersions",
          "glue:UpdateTable",
          "iam:PassRole",
          "kms:DescribeKey",
          "kms:ListGrants",
          "kms:RetireGrant",
          "kms:RevokeGrant",
          "lakeformation:GetDataAccess",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:UpdateLogDelivery",
          "sns:Publish",
          "ssm:DeleteParameter",
          "tag:*",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "github-deploy_github-deploy-least-privilege" {
  role       = "github-deploy"
  policy_arn = aws_iam_policy.github-deploy-least-privilege.arn

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_iam_role_policy_attachments_exclusive.github-deploy
  id = "github-deploy"
}

resource "aws_iam_role_policy_attachments_exclusive" "github-deploy" {
  role_name   = "github-deploy"
  policy_arns = [aws_iam_role_policy_attachment.github-deploy_github-deploy-least-privilege.policy_arn]
}
