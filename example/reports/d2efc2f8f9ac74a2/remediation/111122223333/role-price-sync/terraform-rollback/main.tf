# Undo of "Remove": arn:aws:iam::111122223333:role/price-sync
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
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

resource "aws_iam_role_policy" "price-sync_IamDriftQuarantine-20261012" {
  name = "IamDriftQuarantine-20261012"
  role = "price-sync"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "IamDriftQuarantine20261012"
        Effect = "Deny"
        Action = [
          "lambda:UpdateFunctionCode",
          "s3:DeleteBucket",
          "secretsmanager:PutSecretValue",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_iam_role_policy.price-sync_sync
  id = "price-sync:sync"
}

resource "aws_iam_role_policy" "price-sync_sync" {
  name = "sync"
  role = "price-sync"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Prices"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
        ]
        Resource = "arn:aws:s3:::tidewater-prices/*"
      },
      {
        Sid      = "Setup"
        Effect   = "Allow"
        Action   = "s3:DeleteBucket"
        Resource = "arn:aws:s3:::tidewater-prices"
      },
      {
        Sid    = "Supplier"
        Effect = "Allow"
        Action = [
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
        ]
        Resource = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prices/*"
      },
      {
        Sid      = "SelfUpdate"
        Effect   = "Allow"
        Action   = "lambda:UpdateFunctionCode"
        Resource = "arn:aws:lambda:us-east-1:111122223333:function:price-*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}
