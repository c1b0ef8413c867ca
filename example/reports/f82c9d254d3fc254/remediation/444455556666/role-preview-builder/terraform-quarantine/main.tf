# Deny what is to be removed, for the time being: arn:aws:iam::444455556666:role/preview-builder
# To undo it: `terraform destroy` in this folder takes away what it added, and nothing else.

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

resource "aws_iam_role_policy" "preview-builder_IamDriftQuarantine-20261031" {
  name = "IamDriftQuarantine-20261031"
  role = "preview-builder"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "IamDriftQuarantine20261031"
        Effect = "Deny"
        Action = [
          "iam:PassRole",
          "lambda:CreateFunction",
          "lambda:UpdateFunctionCode",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}
