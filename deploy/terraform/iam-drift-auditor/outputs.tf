# Written by tools/write-permissions.ts from what iam-drift calls; docs/permissions.md says what each action is for.

output "role_arn" {
  description = "ARN of the role"
  value       = aws_iam_role.auditor.arn
}
