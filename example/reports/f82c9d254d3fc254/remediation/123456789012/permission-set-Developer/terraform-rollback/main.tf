# Undo of "Remove": arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b
# Best put in the place of terraform/main.tf, with its state: then Terraform also deletes the policies that it created.
# Alone it brings back the same documents and attachments; a policy that was created stays, attached to nobody.
# A managed policy gets its former document as a new version: AWS gives no version id twice.
#
# Not done by this file, but by the command-line plan: where there is no quarantine: delete the inline policy of permission set Developer.

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

resource "aws_ssoadmin_managed_policy_attachment" "Developer_PowerUserAccess" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b"
  managed_policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"

  lifecycle {
    create_before_destroy = true
  }
}
