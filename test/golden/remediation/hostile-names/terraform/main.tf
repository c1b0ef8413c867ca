# Remove\u000a"what" ${nobody} used: arn:aws:iam::111122223333:user/eve"\u000a}${path.root}*/#
# To undo it: put terraform-rollback/main.tf in the place of this file, keep the state, and apply again.
# Never `terraform destroy` here: that would not undo it.
# What exists is imported. Look through the plan: nothing may be destroyed or replaced.
# A list that gets shorter in it names what is detached or deleted.
#
# Not done by this file, but by the command-line plan: turn off all active access keys of user eve"\u000a}${path.root}*/#, and write down which.

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
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::\u0024$${x}/\u0025%%{y}/\u0024\u0024$${z}/\\\"\u202e\u00e9"
        Condition = {
          "StringLike" = {
            "aws:RequestTag/for\u000a\"$${a}" = "null"
            "for"                             = []
          }
        }
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
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::\u0024$${x}/\u0025%%{y}/\u0024\u0024$${z}/\\\"\u202e\u00e9"
        Condition = {
          "StringLike" = {
            "aws:RequestTag/for\u000a\"$${a}" = "null"
            "for"                             = []
          }
        }
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
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::\u0024$${x}/\u0025%%{y}/\u0024\u0024$${z}/\\\"\u202e\u00e9"
        Condition = {
          "StringLike" = {
            "aws:RequestTag/for\u000a\"$${a}" = "null"
            "for"                             = []
          }
        }
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

import {
  to = aws_iam_group_policy_attachments_exclusive.iam_9___for__
  id = "9%%{ for }"
}

resource "aws_iam_group_policy_attachments_exclusive" "iam_9___for__" {
  group_name  = "9%%{ for }"
  policy_arns = []
  depends_on  = [aws_iam_group_policy.iam_9___for___a_b]
}
