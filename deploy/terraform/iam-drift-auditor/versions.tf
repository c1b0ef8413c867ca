# Written by tools/write-permissions.ts from what iam-drift calls; docs/permissions.md says what each action is for.

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.0"
    }
  }
}
