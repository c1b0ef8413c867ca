# Remove: arn:aws:iam::111122223333:role/warehouse-export
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
  to = aws_iam_role_policy.warehouse-export_export
  id = "warehouse-export:export"
}

resource "aws_iam_role_policy" "warehouse-export_export" {
  name = "export"
  role = "warehouse-export"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "arn:aws:s3:::tidewater-exports-out/*"
      },
      {
        Effect   = "Allow"
        Action   = "s3:DeleteBucket"
        Resource = "arn:aws:s3:::tidewater-exports-out"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.warehouse-export
  id = "warehouse-export"
}

resource "aws_iam_role_policies_exclusive" "warehouse-export" {
  role_name    = "warehouse-export"
  policy_names = [aws_iam_role_policy.warehouse-export_export.name]
}
