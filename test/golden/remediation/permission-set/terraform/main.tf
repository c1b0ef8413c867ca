# Remove what nobody used: arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222
# To undo it: put terraform-rollback/main.tf in the place of this file, keep the state, and apply again.
# Never `terraform destroy` here: that would not undo it.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.30.0"
    }
  }
}

provider "aws" {}

import {
  to = aws_ssoadmin_permission_set_inline_policy.Developers
  id = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222,arn:aws:sso:::instance/ssoins-1111111111111111"
}

resource "aws_ssoadmin_permission_set_inline_policy" "Developers" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-1111111111111111"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222"
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Kept"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "ec2:DescribeInstances",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_ssoadmin_managed_policy_attachments_exclusive.Developers
  id = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222,arn:aws:sso:::instance/ssoins-1111111111111111"
}

resource "aws_ssoadmin_managed_policy_attachments_exclusive" "Developers" {
  instance_arn        = "arn:aws:sso:::instance/ssoins-1111111111111111"
  permission_set_arn  = "arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-2222222222222222"
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
  depends_on          = [aws_ssoadmin_permission_set_inline_policy.Developers]
}
