# Undo of "Remove": arn:aws:iam::111122223333:role/github-deploy
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
# A quarantine that was in force before is not brought back: apply that again where it is wanted.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.
#
# Without the former state, delete arn:aws:iam::111122223333:policy/github-deploy-least-privilege by hand.

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

resource "aws_iam_role_policy_attachment" "github-deploy_AdministratorAccess" {
  role       = "github-deploy"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_iam_role_policy_attachments_exclusive.github-deploy
  id = "github-deploy"
}

resource "aws_iam_role_policy_attachments_exclusive" "github-deploy" {
  role_name   = "github-deploy"
  policy_arns = [aws_iam_role_policy_attachment.github-deploy_AdministratorAccess.policy_arn]
}
