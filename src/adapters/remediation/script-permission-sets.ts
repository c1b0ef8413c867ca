/** The bash functions that change permission sets of IAM Identity Center. Its instance and region are those of the caller's configuration. */
export const permissionSetFunctions: Readonly<Record<string, string>> = {
  look_up_set_policy: `
look_up_set_policy() {
  look_up "$work/now.json" sso-admin get-inline-policy-for-permission-set "--instance-arn=$1" "--permission-set-arn=$2" --query=InlinePolicy --output=text
  case "$(tr -d '[:space:]' <"$work/now.json")" in '' | None) : >"$work/now.json" ;; esac
}`,
  put_permission_set_inline_policy: `
put_permission_set_inline_policy() {
  local instance="$1" set="$2" file="$3"
  shift 3
  look_up_set_policy "$instance" "$set"
  if is_known "$work/now.json" "$file"; then
    already "put the inline policy of permission set $set"
    return
  fi
  expect "the inline policy of permission set $set" "$@"
  begin "put the inline policy of permission set $set" || return 0
  change sso-admin put-inline-policy-to-permission-set "--instance-arn=$instance" "--permission-set-arn=$set" "--inline-policy=file://$file"
}`,
  delete_permission_set_inline_policy: `
delete_permission_set_inline_policy() {
  local instance="$1" set="$2"
  shift 2
  look_up_set_policy "$instance" "$set"
  if [[ ! -s $work/now.json ]]; then
    already "delete the inline policy of permission set $set"
    return
  fi
  expect "the inline policy of permission set $set" "$@"
  begin "delete the inline policy of permission set $set" || return 0
  change sso-admin delete-inline-policy-from-permission-set "--instance-arn=$instance" "--permission-set-arn=$set"
}`,
  look_up_set_policies: `
look_up_set_policies() {
  look_up "$work/attached" sso-admin list-managed-policies-in-permission-set "--instance-arn=$1" "--permission-set-arn=$2" '--query=AttachedManagedPolicies[].Arn' --output=text
}`,
  attach_permission_set_policy: `
attach_permission_set_policy() {
  local instance="$1" set="$2" arn="$3"
  look_up_set_policies "$instance" "$set"
  if is_listed "$arn" "$work/attached"; then
    already "attach $arn to permission set $set"
    return
  fi
  begin "attach $arn to permission set $set" || return 0
  change sso-admin attach-managed-policy-to-permission-set "--instance-arn=$instance" "--permission-set-arn=$set" "--managed-policy-arn=$arn"
}`,
  detach_permission_set_policy: `
detach_permission_set_policy() {
  local instance="$1" set="$2" arn="$3"
  shift 3
  look_up_set_policies "$instance" "$set"
  if ! is_listed "$arn" "$work/attached"; then
    already "detach $arn from permission set $set"
    return
  fi
  if [[ $# -gt 0 ]]; then
    look_up_policy "$arn"
    expect "policy $arn" "$@"
  fi
  begin "detach $arn from permission set $set" || return 0
  change sso-admin detach-managed-policy-from-permission-set "--instance-arn=$instance" "--permission-set-arn=$set" "--managed-policy-arn=$arn"
}`,
  // A customer's policies are in a permission set by path and name: their documents lie in the accounts, out of reach from here.
  look_up_set_references: `
look_up_set_references() {
  look_up "$work/attached" sso-admin list-customer-managed-policy-references-in-permission-set "--instance-arn=$1" "--permission-set-arn=$2" "--query=CustomerManagedPolicyReferences[].join('', [Path || '/', Name])" --output=text
}`,
  attach_permission_set_reference: `
# attach_permission_set_reference INSTANCE SET PATH-AND-NAME FILE: FILE has both as JSON.
attach_permission_set_reference() {
  look_up_set_references "$1" "$2"
  if is_listed "$3" "$work/attached"; then
    already "attach $3 to permission set $2"
    return
  fi
  begin "attach $3 to permission set $2" || return 0
  change sso-admin attach-customer-managed-policy-reference-to-permission-set "--instance-arn=$1" "--permission-set-arn=$2" "--customer-managed-policy-reference=file://$4"
}`,
  detach_permission_set_reference: `
# detach_permission_set_reference INSTANCE SET PATH-AND-NAME FILE
detach_permission_set_reference() {
  look_up_set_references "$1" "$2"
  if ! is_listed "$3" "$work/attached"; then
    already "detach $3 from permission set $2"
    return
  fi
  begin "detach $3 from permission set $2" || return 0
  change sso-admin detach-customer-managed-policy-reference-from-permission-set "--instance-arn=$1" "--permission-set-arn=$2" "--customer-managed-policy-reference=file://$4"
}`,
  provision_permission_set: `
# provision_permission_set INSTANCE SET: waits until it is done, or ten minutes are over.
provision_permission_set() {
  local request status='' turn
  begin "bring permission set $2 to its accounts" || return 0
  refuse_files "--instance-arn=$1" "--permission-set-arn=$2"
  request="$(aws sso-admin provision-permission-set "--instance-arn=$1" "--permission-set-arn=$2" --target-type=ALL_PROVISIONED_ACCOUNTS --query=PermissionSetProvisioningStatus.RequestId --output=text </dev/null)"
  for ((turn = 0; turn < 200; turn++)); do
    status="$(aws sso-admin describe-permission-set-provisioning-status "--instance-arn=$1" "--provision-permission-set-request-id=$request" --query=PermissionSetProvisioningStatus.Status --output=text </dev/null)"
    if [[ $status != IN_PROGRESS ]]; then break; fi
    sleep 3
  done
  if [[ $status != SUCCEEDED ]]; then fail "permission set $2 did not reach all its accounts: $status"; fi
}`,
};
