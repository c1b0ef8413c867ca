# Remove: arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111
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

resource "aws_ssoadmin_permission_set_inline_policy" "AdministratorAccess" {
  instance_arn       = "arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
  permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111"
  inline_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "ec2:AssociateApplicationStatusCheck",
          "ec2:AssociateVerifiedAccessInstanceWebAcl",
          "ec2:AttachApplianceToNatGateway",
          "ec2:AttachImageWatermark",
          "ec2:AttachResourcesToPlacementGroup",
          "ec2:BatchModifyIpamRoutingPolicyRegistrations",
          "ec2:CreateApplicationStatusCheck",
          "ec2:CreateCapacityReservationCancellationQuote",
          "ec2:CreateCoipPoolPermission",
          "ec2:CreateIpamInternetRegistryAssociation",
          "ec2:CreateIpamRoutingPolicyRegistration",
          "ec2:CreateLocalGatewayRouteTablePermission",
          "ec2:CreateOdbNetworkPeering",
          "ec2:CreateTags",
          "ec2:CreateTransitGatewayPolicyTableEntry",
          "ec2:DeleteApplicationStatusCheck",
          "ec2:DeleteCoipPoolPermission",
          "ec2:DeleteIpamInternetRegistryAssociation",
          "ec2:DeleteIpamRoutingPolicyRegistration",
          "ec2:DeleteLocalGatewayRouteTablePermission",
          "ec2:DeleteOdbNetworkPeering",
          "ec2:DeleteResourcePolicy",
          "ec2:DeleteTransitGatewayPolicyTableEntry",
          "ec2:DescribeAccountVpcEncryptionControl",
          "ec2:DescribeApplicationStatus",
          "ec2:DescribeApplicationStatusCheckAssociations",
          "ec2:DescribeApplicationStatusChecks",
          "ec2:DescribeCapacityReservationCancellationQuotes",
          "ec2:DescribeInstances",
          "ec2:DescribeIpamInternetRegistryAssociations",
          "ec2:DescribeLocalGatewayRouteTablePermissions",
          "ec2:DescribeVerifiedAccessInstanceWebAclAssociations",
          "ec2:DetachApplianceFromNatGateway",
          "ec2:DetachImageWatermark",
          "ec2:DetachResourcesFromPlacementGroup",
          "ec2:DisableApplicationStatusCheckSuppression",
          "ec2:DisassociateApplicationStatusCheck",
          "ec2:DisassociateVerifiedAccessInstanceWebAcl",
          "ec2:EnableApplicationStatusCheckSuppression",
          "ec2:EnableIpamInternetRegistryAssociation",
          "ec2:GetIpamDiscoveredRoutes",
          "ec2:GetIpamInternetRegistryAssociationAsns",
          "ec2:GetIpamInternetRegistryAssociationCidrs",
          "ec2:GetIpamRouteOriginAuthorizations",
          "ec2:GetIpamRouteProtectionFindings",
          "ec2:GetIpamRoutingPolicyRegistrationDeltas",
          "ec2:GetIpamRoutingPolicyRegistrations",
          "ec2:GetResourcePolicy",
          "ec2:GetVerifiedAccessInstanceWebAcl",
          "ec2:ImportByoipCidrToIpam",
          "ec2:InjectApiError",
          "ec2:InjectVolumeIOLatency",
          "ec2:ModifyAccountVpcEncryptionControl",
          "ec2:ModifyApplicationStatusCheck",
          "ec2:ModifyIpamRoutingPolicyRegistration",
          "ec2:ModifyOdbNetworkPeering",
          "ec2:ModifyTransitGatewayPolicyTableEntry",
          "ec2:ModifyVpcEndpointPayerResponsibility",
          "ec2:PauseVolumeIO",
          "ec2:PutResourcePolicy",
          "ec2:ReplaceImageInstanceTypeSpecification",
          "ec2:RunInstances",
          "ec2:SendSpotInstanceInterruptions",
          "ec2:ValidateSecurityGroupQuotasForInterface",
          "glue:BatchGetPartition",
          "glue:GetPartition",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTableVersions",
          "glue:UpdateTable",
          "iam:AddUserToGroup",
          "iam:AttachRolePolicy",
          "iam:CreateAccessKey",
          "iam:CreateGroup",
          "iam:CreatePolicyVersion",
          "iam:CreateRole",
          "iam:DeleteCloudFrontPublicKey",
          "iam:DeleteRole",
          "iam:DeleteRolePolicy",
          "iam:GetAccountEmailAddress",
          "iam:GetAccountName",
          "iam:GetAccountProperties",
          "iam:GetCloudFrontPublicKey",
          "iam:GetRoleTemplateVersion",
          "iam:ListCloudFrontPublicKeys",
          "iam:ListRoles",
          "iam:ListSTSRegionalEndpointsStatus",
          "iam:ListUsers",
          "iam:PassRole",
          "iam:PutAccountProperties",
          "iam:PutRolePolicy",
          "iam:SetSTSRegionalEndpointStatus",
          "iam:TagRole",
          "iam:UpdateAccountEmailAddress",
          "iam:UpdateAccountName",
          "iam:UpdateCloudFrontPublicKey",
          "iam:UploadCloudFrontPublicKey",
          "kms:CreateGrant",
          "lakeformation:GetDataAccess",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:UpdateLogDelivery",
          "sns:Publish",
          "sts:AssumeRole",
          "sts:GetCallerIdentity",
          "sts:GetServiceBearerToken",
          "sts:GetSessionToken",
          "sts:SetContext",
          "sts:SetSourceIdentity",
          "sts:TagGetWebIdentityToken",
          "sts:TagSession",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}

import {
  to = aws_ssoadmin_managed_policy_attachments_exclusive.AdministratorAccess
  id = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111,arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
}

resource "aws_ssoadmin_managed_policy_attachments_exclusive" "AdministratorAccess" {
  instance_arn        = "arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6"
  permission_set_arn  = "arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111"
  managed_policy_arns = []
  depends_on          = [aws_ssoadmin_permission_set_inline_policy.AdministratorAccess]
}
