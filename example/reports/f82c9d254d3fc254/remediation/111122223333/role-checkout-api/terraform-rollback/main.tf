# Undo of "Remove": arn:aws:iam::111122223333:role/checkout-api
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
# A quarantine that was in force before is not brought back: apply that again where it is wanted.
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
          "s3:*",
          "sqs:*",
          "secretsmanager:*",
          "lambda:CreateFunction",
          "lambda:UpdateFunctionCode",
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
