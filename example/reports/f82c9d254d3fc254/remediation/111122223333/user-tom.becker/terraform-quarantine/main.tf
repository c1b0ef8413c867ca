# Deny everything, for the time being: arn:aws:iam::111122223333:user/tom.becker
# Not before 2027-06-25.
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

resource "aws_iam_user_policy" "tom_becker_IamDriftQuarantine-20261031" {
  name = "IamDriftQuarantine-20261031"
  user = "tom.becker"
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
