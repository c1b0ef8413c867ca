# Undo of "Remove": arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6
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

provider "aws" {}

import {
  to = aws_ssoadmin_permission_set_inline_policy.ReleaseManager
  id = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6,arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
}

resource "aws_ssoadmin_permission_set_inline_policy" "ReleaseManager" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6"
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Release"
        Effect = "Allow"
        Action = [
          "ecs:DescribeServices",
          "ecs:UpdateService",
        ]
        Resource = "*"
      },
      {
        Sid    = "Images"
        Effect = "Allow"
        Action = [
          "ecr:SetRepositoryPolicy",
          "ecr:DeleteRepository",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}
