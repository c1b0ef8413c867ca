# Undo of "Remove": arn:aws:iam::111122223333:role/media-library
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
# A quarantine that was in force before is not brought back: apply that again where it is wanted.
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

import {
  to = aws_iam_role_policy.media-library_bucket
  id = "media-library:bucket"
}

resource "aws_iam_role_policy" "media-library_bucket" {
  name = "bucket"
  role = "media-library"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = "s3:*"
        Resource = [
          "arn:aws:s3:::tidewater-media-library",
          "arn:aws:s3:::tidewater-media-library/*",
        ]
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}
