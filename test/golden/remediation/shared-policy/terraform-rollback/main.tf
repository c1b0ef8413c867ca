# Undo of "Remove what nobody used": arn:aws:iam::111122223333:policy/team/shared
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.
#
# Not done by this file, but by the command-line plan: bring back the document of version v2 of arn:aws:iam::111122223333:policy/team/shared, under a new id and not as the default.

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
          "sqs:*",
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
