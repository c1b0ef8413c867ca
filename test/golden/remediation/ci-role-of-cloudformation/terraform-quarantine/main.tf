# CloudFormation defines arn:aws:iam::111122223333:role/ci/ci-deploy, in the stack pipelines, as DeployRole. Change it there: the stack would undo what this file does.
#
# Deny what is to go: arn:aws:iam::111122223333:role/ci/ci-deploy
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

resource "aws_iam_role_policy" "ci-deploy_iam-drift-quarantine-20261121" {
  name = "iam-drift-quarantine-20261121"
  role = "ci-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "IamDriftQuarantine20261121"
        Effect = "Deny"
        Action = [
          "iam:*",
          "s3:Delete*",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}
