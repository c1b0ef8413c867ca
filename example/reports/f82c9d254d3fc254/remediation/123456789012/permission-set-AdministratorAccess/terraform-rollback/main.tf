# Undo of "Remove": arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
#
# Not done by this file, but by the command-line plan: delete the inline policy of permission set AdministratorAccess.

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

resource "aws_ssoadmin_managed_policy_attachment" "AdministratorAccess_AdministratorAccess" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111"
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"

  lifecycle {
    create_before_destroy = true
  }
}
