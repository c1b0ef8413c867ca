# Remove: arn:aws:iam::111122223333:role/eks-external-secrets
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
  to = aws_iam_role_policy.eks-external-secrets_secrets
  id = "eks-external-secrets:secrets"
}

resource "aws_iam_role_policy" "eks-external-secrets_secrets" {
  name = "secrets"
  role = "eks-external-secrets"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "secretsmanager:GetSecretValue",
          "secretsmanager:DescribeSecret",
        ]
        Resource = "arn:aws:secretsmanager:*:111122223333:secret:*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.eks-external-secrets
  id = "eks-external-secrets"
}

resource "aws_iam_role_policies_exclusive" "eks-external-secrets" {
  role_name    = "eks-external-secrets"
  policy_names = [aws_iam_role_policy.eks-external-secrets_secrets.name]
}
