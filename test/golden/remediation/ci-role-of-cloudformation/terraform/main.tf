# CloudFormation defines arn:aws:iam::111122223333:role/ci/ci-deploy, in the stack pipelines, as DeployRole. Change it there: the stack would undo what this file does.
#
# Remove what nobody used: arn:aws:iam::111122223333:role/ci/ci-deploy
# Not before 2026-12-21.
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

resource "aws_iam_policy" "ci-deploy-AdministratorAccess" {
  name        = "ci-deploy-AdministratorAccess"
  path        = "/iam-drift/"
  description = "What ci-deploy used of \"AdministratorAccess\""
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["ec2:DescribeInstances"]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_iam_role_policy.ci-deploy_deploy
  id = "ci-deploy:deploy"
}

resource "aws_iam_role_policy" "ci-deploy_deploy" {
  name = "deploy"
  role = "ci-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Kept"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
        ]
        Resource = "arn:aws:s3:::artifacts/$${aws:username}/*"
        Condition = {
          "StringEquals" = {
            "aws:PrincipalTag/team" = ["payments"]
          }
          "Bool" = {
            "aws:SecureTransport" = "true"
          }
        }
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role_policy_attachment" "ci-deploy_ci-deploy-AdministratorAccess" {
  role       = "ci-deploy"
  policy_arn = aws_iam_policy.ci-deploy-AdministratorAccess.arn

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_iam_role_policies_exclusive.ci-deploy
  id = "ci-deploy"
}

resource "aws_iam_role_policies_exclusive" "ci-deploy" {
  role_name = "ci-deploy"
  policy_names = [
    aws_iam_role_policy.ci-deploy_deploy.name,
    "logs",
  ]
}

import {
  to = aws_iam_role_policy_attachments_exclusive.ci-deploy
  id = "ci-deploy"
}

resource "aws_iam_role_policy_attachments_exclusive" "ci-deploy" {
  role_name = "ci-deploy"
  policy_arns = [
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    aws_iam_role_policy_attachment.ci-deploy_ci-deploy-AdministratorAccess.policy_arn,
  ]
  depends_on = [aws_iam_role_policy.ci-deploy_deploy]
}
