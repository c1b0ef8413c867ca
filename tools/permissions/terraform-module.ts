import { actionsOf, logActions } from './role-actions.ts';

/** Where the module of the auditor's role stands, from the root of the repository. */
export const moduleFolder = 'deploy/terraform/iam-drift-auditor';

const note =
  '# Written by tools/write-permissions.ts from what iam-drift calls; docs/permissions.md says what each action is for.\n';

/** The files of the module of the auditor's role, by their names. */
export function terraformModule(): Readonly<Record<string, string>> {
  return {
    'main.tf': note + main(),
    'variables.tf': note + variables,
    'outputs.tf': note + outputs,
    'versions.tf': note + versions,
  };
}

function main(): string {
  const { bucket, objects, key } = logActions();
  return `
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
${listOf(actionsOf('account'))}
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
${listOf(actionsOf('organization'))}
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
${listOf(bucket)}
    ]
  }

  statement {
    sid       = "IamDriftLogFiles"
    resources = ["\${var.log_bucket_arn}/*"]

    actions = [
${listOf(objects)}
    ]
  }

  dynamic "statement" {
    for_each = var.log_key_arn == null ? [] : [var.log_key_arn]

    content {
      sid       = "IamDriftLogKey"
      resources = [statement.value]

      actions = [
${listOf(key, 8)}
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
`;
}

const variables = `
variable "auditor_principal_arn" {
  description = "ARN of the user or role that runs iam-drift, and may take this role"
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(user|role)/.+$", var.auditor_principal_arn))
    error_message = "Expected the ARN of a user or role, such as arn:aws:iam::111122223333:role/iam-drift."
  }
}

variable "external_id" {
  description = "A text that iam-drift is configured with too (collect.role.externalId), so that nobody else's request gets this role"
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_+=,.@:/-]{2,1224}$", var.external_id))
    error_message = "Expected 2 to 1224 letters, digits and _+=,.@:/-."
  }
}

variable "role_name" {
  description = "Name of the role, as in collect.role.name"
  type        = string
  default     = "iam-drift-auditor"
}

variable "log_bucket_arn" {
  description = "ARN of the bucket that holds CloudTrail's log files, in the account whose role reads it; null elsewhere"
  type        = string
  default     = null
}

variable "log_key_arn" {
  description = "ARN of the KMS key that the log files are encrypted with; null when there is none"
  type        = string
  default     = null
}

variable "read_organization" {
  description = "true in the management account, or in a delegated administrator's, to find the accounts and read what bounds them"
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of the role"
  type        = map(string)
  default     = { purpose = "iam-drift" }
}
`;

const outputs = `
output "role_arn" {
  description = "ARN of the role"
  value       = aws_iam_role.auditor.arn
}
`;

const versions = `
terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.0"
    }
  }
}
`;

function listOf(actions: readonly string[], indent = 6): string {
  return actions.map((action) => `${' '.repeat(indent)}"${action}",`).join('\n');
}
