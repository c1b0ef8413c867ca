# Written by tools/write-permissions.ts from what iam-drift calls; docs/permissions.md says what each action is for.

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "Auditor"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.auditor_principal_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [var.external_id]
    }
  }
}

resource "aws_iam_role" "auditor" {
  name                 = var.role_name
  description          = "Taken by iam-drift to read who may do what; it changes nothing"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
  tags                 = var.tags
}

data "aws_iam_policy_document" "account" {
  statement {
    sid       = "IamDriftAccount"
    resources = ["*"]

    actions = [
      "access-analyzer:GetFinding",
      "access-analyzer:ListAnalyzers",
      "access-analyzer:ListFindings",
      "account:ListRegions",
      "cloudtrail:DescribeTrails",
      "cloudtrail:GetEventSelectors",
      "cloudtrail:GetTrailStatus",
      "cloudtrail:LookupEvents",
      "eks:DescribeCluster",
      "eks:DescribePodIdentityAssociation",
      "eks:ListClusters",
      "eks:ListPodIdentityAssociations",
      "iam:GenerateCredentialReport",
      "iam:GenerateServiceLastAccessedDetails",
      "iam:GetAccountAuthorizationDetails",
      "iam:GetAccountSummary",
      "iam:GetCredentialReport",
      "iam:GetServiceLastAccessedDetails",
      "iam:ListAccountAliases",
      "iam:ListDelegationRequests",
      "iam:ListOpenIDConnectProviders",
      "iam:ListPolicyTags",
      "iam:ListRoles",
      "iam:ListSAMLProviders",
      "iam:ListServiceSpecificCredentials",
    ]
  }
}

resource "aws_iam_role_policy" "account" {
  name   = "iam-drift-account"
  role   = aws_iam_role.auditor.id
  policy = data.aws_iam_policy_document.account.json
}

data "aws_iam_policy_document" "organization" {
  count = var.read_organization ? 1 : 0

  statement {
    sid       = "IamDriftOrganization"
    resources = ["*"]

    actions = [
      "account:ListRegions",
      "organizations:DescribeOrganization",
      "organizations:DescribePolicy",
      "organizations:ListAccounts",
      "organizations:ListAccountsForParent",
      "organizations:ListOrganizationalUnitsForParent",
      "organizations:ListPolicies",
      "organizations:ListRoots",
      "organizations:ListTagsForResource",
      "organizations:ListTargetsForPolicy",
      "sso:DescribePermissionSet",
      "sso:GetInlinePolicyForPermissionSet",
      "sso:GetPermissionsBoundaryForPermissionSet",
      "sso:ListAccountsForProvisionedPermissionSet",
      "sso:ListCustomerManagedPolicyReferencesInPermissionSet",
      "sso:ListInstances",
      "sso:ListManagedPoliciesInPermissionSet",
      "sso:ListPermissionSets",
    ]
  }
}

resource "aws_iam_role_policy" "organization" {
  count = var.read_organization ? 1 : 0

  name   = "iam-drift-organization"
  role   = aws_iam_role.auditor.id
  policy = data.aws_iam_policy_document.organization[0].json
}

data "aws_iam_policy_document" "logs" {
  count = var.log_bucket_arn == null ? 0 : 1

  statement {
    sid       = "IamDriftLogBucket"
    resources = [var.log_bucket_arn]

    actions = [
      "s3:ListBucket",
    ]
  }

  statement {
    sid       = "IamDriftLogFiles"
    resources = ["${var.log_bucket_arn}/*"]

    actions = [
      "s3:GetObject",
    ]
  }

  dynamic "statement" {
    for_each = var.log_key_arn == null ? [] : [var.log_key_arn]

    content {
      sid       = "IamDriftLogKey"
      resources = [statement.value]

      actions = [
        "kms:Decrypt",
      ]
    }
  }
}

resource "aws_iam_role_policy" "logs" {
  count = var.log_bucket_arn == null ? 0 : 1

  name   = "iam-drift-logs"
  role   = aws_iam_role.auditor.id
  policy = data.aws_iam_policy_document.logs[0].json
}
