# Remove: arn:aws:iam::111122223333:role/reporting
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
  to = aws_iam_policy.reporting
  id = "arn:aws:iam::111122223333:policy/reporting"
}

resource "aws_iam_policy" "reporting" {
  name = "reporting"
  path = "/"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "s3:ListBucket",
          "s3:GetObject",
          "s3:DeleteBucket",
        ]
        Resource = [
          "arn:aws:s3:::tidewater-reports",
          "arn:aws:s3:::tidewater-reports/*",
        ]
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
  to = aws_iam_role_policies_exclusive.reporting
  id = "reporting"
}

resource "aws_iam_role_policies_exclusive" "reporting" {
  role_name    = "reporting"
  policy_names = []
}
