# Terraform defines arn:aws:iam::111122223333:role/ci/ci-deploy as module.ci["eu"].aws_iam_role.deploy[0]. Edit that resource in its own code, with what stands below for it; do not apply it from here.
#
# Remove what nobody used: arn:aws:iam::111122223333:role/ci/ci-deploy
# To undo it, return that code to what it was.

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or, where that is this policy, its new arguments.
resource "aws_iam_policy" "ci-deploy-AdministratorAccess" {
  name        = "ci-deploy-AdministratorAccess"
  path        = "/iam-drift/"
  description = "What ci-deploy used of \"AdministratorAccess\""
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Kept"
        Effect   = "Allow"
        Action   = ["ec2:DescribeInstances"]
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
        Sid    = "Kept"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
        ]
        Resource = "arn:aws:s3:::artifacts/$${aws:username}/*"
        Condition = {
          "StringEquals" = {
            "aws:PrincipalTag/team" = ["payments"]
          }
          "Bool" = {
            "aws:SecureTransport" = "true"
          }
        }
      },
    ]
  })
}

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy_attachment" "ci-deploy_ci-deploy-AdministratorAccess" {
  role       = "ci-deploy"
  policy_arn = aws_iam_policy.ci-deploy-AdministratorAccess.arn
}

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policies_exclusive" "ci-deploy" {
  role_name = "ci-deploy"
  policy_names = [
    aws_iam_role_policy.ci-deploy_deploy.name,
    "logs",
  ]
}

# Beside module.ci["eu"].aws_iam_role.deploy[0]; or in it, where it has its policies as inline_policy or managed_policy_arns.
resource "aws_iam_role_policy_attachments_exclusive" "ci-deploy" {
  role_name = "ci-deploy"
  policy_arns = [
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    aws_iam_role_policy_attachment.ci-deploy_ci-deploy-AdministratorAccess.policy_arn,
  ]
  depends_on = [aws_iam_role_policy.ci-deploy_deploy]
}
