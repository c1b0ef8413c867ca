# Deny everything, for the time being: arn:aws:iam::777788889999:user/intern-2025
# Not before 2026-11-02.
# To undo it: `terraform destroy` in this folder takes away what it added, and nothing else.
# Nothing was seen using it. Turning it off and deleting it are steps of the command-line plan.

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
  allowed_account_ids = ["777788889999"]
}

resource "aws_iam_user_policy" "intern-2025_IamDriftQuarantine-20261031" {
  name = "IamDriftQuarantine-20261031"
  user = "intern-2025"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "IamDriftQuarantine20261031"
        Effect   = "Deny"
        Action   = "*"
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}
