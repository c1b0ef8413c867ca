# Terraform defines arn:aws:iam::111122223333:role/ci/ci-deploy as module.ci["eu"].aws_iam_role.deploy[0]. Edit that resource in its own code, with what stands below for it; do not apply it from here.
#
# Undo of "Remove what nobody used": arn:aws:iam::111122223333:role/ci/ci-deploy
# To undo it, return that code to what it was.

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy" "ci-deploy_old" {
  name = "old"
  role = "ci-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["iam:*"]
        Resource = "*"
      },
    ]
  })
}

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy" "ci-deploy_deploy" {
  name = "deploy"
  role = "ci-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["s3:*"]
        Resource = "arn:aws:s3:::artifacts/$${aws:username}/*"
      },
    ]
  })
}

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy_attachment" "ci-deploy_AdministratorAccess" {
  role       = "ci-deploy"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy_attachments_exclusive" "ci-deploy" {
  role_name = "ci-deploy"
  policy_arns = [
    aws_iam_role_policy_attachment.ci-deploy_AdministratorAccess.policy_arn,
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
  ]
  depends_on = [
    aws_iam_role_policy.ci-deploy_old,
    aws_iam_role_policy.ci-deploy_deploy,
  ]
}
