# Written by tools/write-permissions.ts from what iam-drift calls; docs/permissions.md says what each action is for.

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
