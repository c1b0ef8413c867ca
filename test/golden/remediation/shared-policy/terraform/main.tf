# Remove what nobody used: arn:aws:iam::111122223333:policy/team/shared
# To undo it: put terraform-rollback/main.tf in the place of this file, keep the state, and apply again.
# Never `terraform destroy` here: that would not undo it.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.
#
# The provider deletes the oldest version of arn:aws:iam::111122223333:policy/team/shared to make room; the command-line plan saves it.

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
  to = aws_iam_policy.shared
  id = "arn:aws:iam::111122223333:policy/team/shared"
}

resource "aws_iam_policy" "shared" {
  name = "shared"
  path = "/team/"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Kept"
        Effect = "Allow"
        Action = [
          "sqs:SendMessage",
          "sns:*",
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
