# Undo of "Remove\u000a"what" ${nobody} used": arn:aws:iam::111122223333:user/eve"\u000a}${path.root}*/#
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.
#
# Not done by this file, but by the command-line plan: turn on the access keys of user eve"\u000a}${path.root}*/# that were turned off.

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

import {
  to = aws_iam_user_policy.eve_____path_root_____a_b
  id = "eve\"\u000a}$${path.root}*/#:a b"
}

resource "aws_iam_user_policy" "eve_____path_root_____a_b" {
  name = "a b"
  user = "eve\"\u000a}$${path.root}*/#"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["iam:*"]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_group_policy.iam_9___for___a_b
  id = "9%%{ for }:a b"
}

resource "aws_iam_group_policy" "iam_9___for___a_b" {
  name  = "a b"
  group = "9%%{ for }"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["iam:*"]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_group_policy.iam_9___for___a_b_2
  id = "9%%{_for_}:a b"
}

resource "aws_iam_group_policy" "iam_9___for___a_b_2" {
  name  = "a b"
  group = "9%%{_for_}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["iam:*"]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_group_policy_attachment" "iam_9___for___ReadOnlyAccess" {
  group      = "9%%{ for }"
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"

  lifecycle {
    create_before_destroy = true
  }
}
