# Deny everything, for the time being: arn:aws:iam::111122223333:role/tmp-orders-backfill
# Not before 2027-08-11.
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
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_role_policy" "tmp-orders-backfill_IamDriftQuarantine-20261031" {
  name = "IamDriftQuarantine-20261031"
  role = "tmp-orders-backfill"
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
