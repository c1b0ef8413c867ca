# Remove: arn:aws:iam::111122223333:group/release-engineers
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
  to = aws_iam_policy.release-tools
  id = "arn:aws:iam::111122223333:policy/release-tools"
}

resource "aws_iam_policy" "release-tools" {
  name = "release-tools"
  path = "/"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Release"
        Effect = "Allow"
        Action = [
          "ecs:DescribeServices",
          "ecs:UpdateService",
        ]
        Resource = "*"
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
  to = aws_iam_group_policies_exclusive.release-engineers
  id = "release-engineers"
}

resource "aws_iam_group_policies_exclusive" "release-engineers" {
  group_name   = "release-engineers"
  policy_names = []
}
