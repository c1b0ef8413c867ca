# Terraform defines arn:aws:iam::111122223333:role/ci/ci-deploy as module.ci["eu"].aws_iam_role.deploy[0]. Edit that resource in its own code, with what stands below for it; do not apply it from here.
#
# Deny what is to go: arn:aws:iam::111122223333:role/ci/ci-deploy
# To undo it, return that code to what it was.

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy" "ci-deploy_iam-drift-quarantine-20261121" {
  name = "iam-drift-quarantine-20261121"
  role = "ci-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "IamDriftQuarantine20261121"
        Effect = "Deny"
        Action = [
          "iam:*",
          "s3:Delete*",
        ]
        Resource = "*"
      },
    ]
  })
}
