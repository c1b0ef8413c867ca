# Deny what is to be removed, for the time being: arn:aws:iam::111122223333:policy/job-runner
# To undo it: put terraform-quarantine-rollback/main.tf in the place of this file, keep the state, and apply again.
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
  to = aws_iam_policy.job-runner
  id = "arn:aws:iam::111122223333:policy/job-runner"
}

resource "aws_iam_policy" "job-runner" {
  name = "job-runner"
  path = "/"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Tasks"
        Effect = "Allow"
        Action = [
          "ecs:RunTask",
          "ecs:StopTask",
          "ecs:DescribeTasks",
        ]
        Resource = "*"
      },
      {
        Sid      = "TaskRoles"
        Effect   = "Allow"
        Action   = "iam:PassRole"
        Resource = "arn:aws:iam::111122223333:role/job-*"
      },
      {
        Sid      = "Schedule"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:us-east-1:111122223333:secret:jobs/*"
      },
      {
        Sid    = "OldJobs"
        Effect = "Allow"
        Action = [
          "lambda:UpdateFunctionCode",
          "lambda:GetFunction",
        ]
        Resource = "arn:aws:lambda:us-east-1:111122223333:function:job-*"
      },
      {
        Sid    = "IamDriftQuarantine20261031"
        Effect = "Deny"
        Action = [
          "lambda:GetFunction",
          "lambda:UpdateFunctionCode",
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
