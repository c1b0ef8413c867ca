# Remove: arn:aws:iam::111122223333:role/job-monitor
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

resource "aws_iam_policy" "job-monitor-least-privilege" {
  name        = "job-monitor-least-privilege"
  path        = "/"
  description = "What job-monitor needs, in place of wider policies"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Tasks"
        Effect   = "Allow"
        Action   = "ecs:DescribeTasks"
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "job-monitor_job-monitor-least-privilege" {
  role       = "job-monitor"
  policy_arn = aws_iam_policy.job-monitor-least-privilege.arn

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.job-monitor
  id = "job-monitor"
}

resource "aws_iam_role_policies_exclusive" "job-monitor" {
  role_name    = "job-monitor"
  policy_names = []
}

import {
  to = aws_iam_role_policy_attachments_exclusive.job-monitor
  id = "job-monitor"
}

resource "aws_iam_role_policy_attachments_exclusive" "job-monitor" {
  role_name   = "job-monitor"
  policy_arns = [aws_iam_role_policy_attachment.job-monitor_job-monitor-least-privilege.policy_arn]
}
