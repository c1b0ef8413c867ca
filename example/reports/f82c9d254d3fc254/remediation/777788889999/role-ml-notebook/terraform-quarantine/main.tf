# Deny what is to be removed, for the time being: arn:aws:iam::777788889999:role/ml-notebook
# To undo it: `terraform destroy` in this folder takes away what it added, and nothing else.

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
  allowed_account_ids = ["777788889999"]
}

resource "aws_iam_role_policy" "ml-notebook_IamDriftQuarantine-20261031" {
  name = "IamDriftQuarantine-20261031"
  role = "ml-notebook"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "IamDriftQuarantine20261031"
        Effect = "Deny"
        Action = [
          "ec2:*FleetInstances",
          "ec2:*Gateways",
          "ec2:*Images",
          "ec2:*Interfaces",
          "ec2:*Modifications",
          "ec2:*Networks",
          "ec2:*Offerings",
          "ec2:*Policies",
          "ec2:*Pools",
          "ec2:*Reports",
          "ec2:*Scopes",
          "ec2:*States",
          "ec2:*Subnets",
          "ec2:*Tables",
          "ec2:*Tasks",
          "ec2:*Topology",
          "ec2:Describe*Addresses",
          "ec2:Describe*Attribute",
          "ec2:Describe*Attributes",
          "ec2:Describe*Availability*",
          "ec2:Describe*Configurations",
          "ec2:Describe*Connections",
          "ec2:Describe*Endpoints",
          "ec2:Describe*Event*",
          "ec2:Describe*Fleets",
          "ec2:Describe*Format",
          "ec2:Describe*Groups",
          "ec2:Describe*History",
          "ec2:Describe*Hosts",
          "ec2:Describe*Link*",
          "ec2:Describe*Options",
          "ec2:Describe*Prefix*",
          "ec2:Describe*Public*",
          "ec2:Describe*References",
          "ec2:Describe*Requests",
          "ec2:Describe*Reservations",
          "ec2:Describe*Resource*",
          "ec2:Describe*Snapshots",
          "ec2:Describe*Usage*",
          "ec2:Describe*Vpn*",
          "ec2:DescribeAddressTransfers",
          "ec2:DescribeAwsNetworkPerformanceMetricSubscriptions",
          "ec2:DescribeByoipCidrs",
          "ec2:DescribeCapacityBlockStatus",
          "ec2:DescribeCapacityBlocks",
          "ec2:DescribeCapacityManagerDataExports",
          "ec2:DescribeElasticGpus",
          "ec2:DescribeFast*",
          "ec2:DescribeFlowLogs",
          "ec2:DescribeIamInstanceProfileAssociations",
          "ec2:DescribeInstanceCreditSpecifications",
          "ec2:DescribeInstanceImageMetadata",
          "ec2:DescribeInstanceStatus",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeIpamByoasn",
          "ec2:DescribeIpamPoolAllocations",
          "ec2:DescribeIpams",
          "ec2:DescribeKeyPairs",
          "ec2:DescribeLaunch*",
          "ec2:DescribeLocal*Associations",
          "ec2:DescribeNetwork*",
          "ec2:DescribeOutpostLags",
          "ec2:DescribeRegions",
          "ec2:DescribeReserved*",
          "ec2:DescribeRoute*",
          "ec2:DescribeScheduled*",
          "ec2:DescribeSecurity*",
          "ec2:DescribeSnapshotTierStatus",
          "ec2:DescribeSpot*",
          "ec2:DescribeTags",
          "ec2:DescribeTraffic*",
          "ec2:DescribeTransit*",
          "ec2:DescribeTrunkInterfaceAssociations",
          "ec2:DescribeVerifiedAccessInstances",
          "ec2:DescribeVerifiedAccessTrustProviders",
          "ec2:DescribeVolumeStatus",
          "ec2:DescribeVolumes",
          "ec2:DescribeVpcEncryptionControls",
          "ec2:DescribeVpcEndpointAssociations",
          "ec2:DescribeVpcEndpointConnectionNotifications",
          "ec2:DescribeVpcEndpointServicePermissions",
          "ec2:DescribeVpcEndpointServices",
          "s3:*Accelerate*",
          "s3:*Account*",
          "s3:*Acl",
          "s3:*Analytics*",
          "s3:*Attributes",
          "s3:*BucketPolicy*",
          "s3:*BucketPublic*",
          "s3:*BucketTagging",
          "s3:*CORS",
          "s3:*Controls",
          "s3:*EncryptionConfiguration",
          "s3:*InventoryConfiguration",
          "s3:*Job",
          "s3:*Lifecycle*",
          "s3:*Logging",
          "s3:*Metrics*",
          "s3:*Multipart*",
          "s3:*Notification",
          "s3:*ObjectLock*",
          "s3:*Payment",
          "s3:*ReplicationConfiguration",
          "s3:*Tiering*",
          "s3:*Torrent",
          "s3:*Version",
          "s3:*VersionTagging",
          "s3:*Versioning",
          "s3:*Website",
          "s3:BypassGovernanceRetention",
          "s3:CreateAccessPoint",
          "s3:CreateBucket",
          "s3:DeleteAccessPoint",
          "s3:DeleteAccessPointPolicy",
          "s3:DeleteBucket",
          "s3:DeleteObject",
          "s3:DeleteObjectTagging",
          "s3:GetAccessPoint",
          "s3:GetAccessPointPolicy",
          "s3:GetAccessPointPolicyStatus",
          "s3:GetBucketLocation",
          "s3:ListAccessPoints",
          "s3:ListAllMyBuckets",
          "s3:ListBucketVersions",
          "s3:ListJobs",
          "s3:ObjectOwnerOverrideToBucketOwner",
          "s3:PutAccessPointPolicy",
          "s3:PutObject",
          "s3:PutObjectLegalHold",
          "s3:PutObjectRetention",
          "s3:PutObjectTagging",
          "s3:RestoreObject",
          "s3:UpdateJob*",
        ]
        Resource = "*"
      },
    ]
  })

  lifecycle {
    create_before_destroy = true
  }
}
