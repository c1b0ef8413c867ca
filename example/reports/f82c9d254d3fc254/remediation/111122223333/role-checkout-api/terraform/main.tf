# Remove: arn:aws:iam::111122223333:role/checkout-api
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
  to = aws_iam_policy.checkout-api
  id = "arn:aws:iam::111122223333:policy/checkout-api"
}

resource "aws_iam_policy" "checkout-api" {
  name = "checkout-api"
  path = "/"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Carts"
        Effect = "Allow"
        Action = [
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
        ]
        Resource = "arn:aws:dynamodb:*:111122223333:table/checkout-*"
      },
      {
        Sid      = "Orders"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = "arn:aws:sqs:*:111122223333:checkout-*"
      },
      {
        Sid      = "PaymentProvider"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:us-east-1:111122223333:secret:checkout/*"
      },
      {
        Sid    = "IntegrationTests"
        Effect = "Allow"
        Action = [
          "s3:AllowVendedLogDeliveryForResource",
          "s3:AssociateAccessGrantsIdentityCenter",
          "s3:CreateAccessGrant",
          "s3:CreateAccessGrantsInstance",
          "s3:CreateAccessGrantsLocation",
          "s3:CreateAccessPointForObjectLambda",
          "s3:CreateBucketMetadataTableConfiguration",
          "s3:CreateMultiRegionAccessPoint",
          "s3:CreateStorageLensGroup",
          "s3:DeleteAccessGrant",
          "s3:DeleteAccessGrantsInstance",
          "s3:DeleteAccessGrantsInstanceResourcePolicy",
          "s3:DeleteAccessGrantsLocation",
          "s3:DeleteAccessPointForObjectLambda",
          "s3:DeleteAccessPointPolicyForObjectLambda",
          "s3:DeleteBucketMetadataTableConfiguration",
          "s3:DeleteJobTagging",
          "s3:DeleteMultiRegionAccessPoint",
          "s3:DeleteObjectAnnotation",
          "s3:DeleteObjectVersionAnnotation",
          "s3:DeleteStorageLensConfiguration",
          "s3:DeleteStorageLensConfigurationTagging",
          "s3:DeleteStorageLensGroup",
          "s3:DescribeMultiRegionAccessPointOperation",
          "s3:DissociateAccessGrantsIdentityCenter",
          "s3:GetAccessGrant",
          "s3:GetAccessGrantsInstance",
          "s3:GetAccessGrantsInstanceForPrefix",
          "s3:GetAccessGrantsInstanceResourcePolicy",
          "s3:GetAccessGrantsLocation",
          "s3:GetAccessPointConfigurationForObjectLambda",
          "s3:GetAccessPointForObjectLambda",
          "s3:GetAccessPointPolicyForObjectLambda",
          "s3:GetAccessPointPolicyStatusForObjectLambda",
          "s3:GetBucketAbac",
          "s3:GetBucketMetadataTableConfiguration",
          "s3:GetDataAccess",
          "s3:GetJobTagging",
          "s3:GetMultiRegionAccessPoint",
          "s3:GetMultiRegionAccessPointPolicy",
          "s3:GetMultiRegionAccessPointPolicyStatus",
          "s3:GetMultiRegionAccessPointRoutes",
          "s3:GetObjectAnnotation",
          "s3:GetObjectVersionAnnotation",
          "s3:GetObjectVersionAnnotationForReplication",
          "s3:GetObjectVersionForReplication",
          "s3:GetStorageLensConfiguration",
          "s3:GetStorageLensConfigurationTagging",
          "s3:GetStorageLensDashboard",
          "s3:GetStorageLensGroup",
          "s3:InitiateReplication",
          "s3:ListAccessGrants",
          "s3:ListAccessGrantsInstances",
          "s3:ListAccessGrantsLocations",
          "s3:ListAccessPointsForObjectLambda",
          "s3:ListCallerAccessGrants",
          "s3:ListMultiRegionAccessPoints",
          "s3:ListObjectAnnotations",
          "s3:ListObjectVersionAnnotations",
          "s3:ListStorageLensConfigurations",
          "s3:ListStorageLensGroups",
          "s3:ListTagsForResource",
          "s3:PauseReplication",
          "s3:PutAccessGrantsInstanceResourcePolicy",
          "s3:PutAccessPointConfigurationForObjectLambda",
          "s3:PutAccessPointPolicyForObjectLambda",
          "s3:PutAccessPointPublicAccessBlock",
          "s3:PutBucketAbac",
          "s3:PutJobTagging",
          "s3:PutMultiRegionAccessPointPolicy",
          "s3:PutObject",
          "s3:PutObjectAnnotation",
          "s3:PutObjectVersionAnnotation",
          "s3:PutStorageLensConfiguration",
          "s3:PutStorageLensConfigurationTagging",
          "s3:ReplicateDelete",
          "s3:ReplicateObject",
          "s3:ReplicateObjectAnnotation",
          "s3:ReplicateTags",
          "s3:SubmitMultiRegionAccessPointRoutes",
          "s3:TagResource",
          "s3:UntagResource",
          "s3:UpdateAccessGrantsLocation",
          "s3:UpdateBucketMetadataAnnotationTableConfiguration",
          "s3:UpdateBucketMetadataInventoryTableConfiguration",
          "s3:UpdateBucketMetadataJournalTableConfiguration",
          "s3:UpdateObjectEncryption",
          "s3:UpdateStorageLensGroup",
          "secretsmanager:BatchGetSecretValue",
          "secretsmanager:GetSecretValue",
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueUrl",
          "sqs:ListDeadLetterSourceQueues",
          "sqs:ListQueueTags",
          "sqs:ReceiveMessage",
          "sqs:SendMessage",
        ]
        Resource = [
          "arn:aws:s3:::tidewater-checkout-*",
          "arn:aws:sqs:*:111122223333:checkout-*",
          "arn:aws:secretsmanager:us-east-1:111122223333:secret:checkout/*",
          "arn:aws:lambda:us-east-1:111122223333:function:checkout-*",
        ]
      },
      {
        Sid      = "IntegrationTestRoles"
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = "arn:aws:iam::111122223333:role/checkout-*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
    ignore_changes = [
      description,
      tags,
    ]
  }
}

import {
  to = aws_iam_role_policies_exclusive.checkout-api
  id = "checkout-api"
}

resource "aws_iam_role_policies_exclusive" "checkout-api" {
  role_name    = "checkout-api"
  policy_names = []
}
