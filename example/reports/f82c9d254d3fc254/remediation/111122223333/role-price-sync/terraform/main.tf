# Remove: arn:aws:iam::111122223333:role/price-sync
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
        Sid    = "Supplier"
        Effect = "Allow"
        Action = [
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
        ]
        Resource = "arn:aws:secretsmanager:us-east-1:111122223333:secret:prices/*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.price-sync
  id = "price-sync"
}

resource "aws_iam_role_policies_exclusive" "price-sync" {
  role_name    = "price-sync"
  policy_names = [aws_iam_role_policy.price-sync_sync.name]
}
