# CloudFormation defines arn:aws:iam::111122223333:role/tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z, in the stack tidewater-thumbnails, as HandlerRole. Change it there: the stack would undo what this file does.
#
# Remove: arn:aws:iam::111122223333:role/tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z
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
  to = aws_iam_role_policy.tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z_HandlerPolicy
  id = "tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z:HandlerPolicy"
}

resource "aws_iam_role_policy" "tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z_HandlerPolicy" {
  name = "HandlerPolicy"
  role = "tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Objects"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
        ]
        Resource = "arn:aws:s3:::tidewater-thumbnails/*"
      },
      {
        Sid      = "Bucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::tidewater-thumbnails"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z
  id = "tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z"
}

resource "aws_iam_role_policies_exclusive" "tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z" {
  role_name    = "tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z"
  policy_names = [aws_iam_role_policy.tidewater-thumbnails-HandlerRole-1K9X2M4P7Q0Z_HandlerPolicy.name]
}
