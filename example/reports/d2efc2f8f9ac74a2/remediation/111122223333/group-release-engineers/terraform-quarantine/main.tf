# Deny what is to be removed, for the time being: arn:aws:iam::111122223333:group/release-engineers
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
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_group_policy" "release-engineers_IamDriftQuarantine-20261031" {
  name  = "IamDriftQuarantine-20261031"
  group = "release-engineers"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "IamDriftQuarantine20261031"
        Effect   = "Deny"
        Action   = "ecr:SetRepositoryPolicy"
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}
