# Remove: arn:aws:iam::444455556666:role/preview-builder
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
  allowed_account_ids = ["444455556666"]
}

import {
  to = aws_iam_role_policy.preview-builder_preview
  id = "preview-builder:preview"
}

resource "aws_iam_role_policy" "preview-builder_preview" {
  name = "preview"
  role = "preview-builder"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "lambda:ListFunctions"
        Resource = "*"
      },
      {
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
        ]
        Resource = "arn:aws:s3:::tidewater-previews/*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.preview-builder
  id = "preview-builder"
}

resource "aws_iam_role_policies_exclusive" "preview-builder" {
  role_name    = "preview-builder"
  policy_names = [aws_iam_role_policy.preview-builder_preview.name]
}
