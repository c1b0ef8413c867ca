/** The bash functions that write inline and trust policies, and attach and detach managed ones. */
export const policyFunctions: Readonly<Record<string, string>> = {
  look_up_inline_policy: `
look_up_inline_policy() {
  look_up "$work/now.json" iam "get-$1-policy" "--$1-name=$2" "--policy-name=$3" --query=PolicyDocument --output=json
}`,
  put_inline_policy: `
put_inline_policy() {
  local kind="$1" holder="$2" name="$3" file="$4" what="inline policy $3 of $1 $2"
  shift 4
  look_up_inline_policy "$kind" "$holder" "$name"
  if is_known "$work/now.json" "$file"; then
    already "put $what"
    return
  fi
  expect "$what" "$@"
  begin "put $what" || return 0
  change iam "put-$kind-policy" "--$kind-name=$holder" "--policy-name=$name" "--policy-document=file://$file"
}`,
  delete_inline_policy: `
delete_inline_policy() {
  local kind="$1" holder="$2" name="$3" what="inline policy $3 of $1 $2"
  shift 3
  look_up_inline_policy "$kind" "$holder" "$name"
  if [[ ! -s $work/now.json ]]; then
    already "delete $what"
    return
  fi
  expect "$what" "$@"
  begin "delete $what" || return 0
  change iam "delete-$kind-policy" "--$kind-name=$holder" "--policy-name=$name"
}`,
  look_up_attached: `
look_up_attached() {
  look_up "$work/attached" iam "list-attached-$1-policies" "--$1-name=$2" '--query=AttachedPolicies[].PolicyArn' --output=text
}`,
  attach_policy: `
attach_policy() {
  local kind="$1" holder="$2" arn="$3" what="attach $3 to $1 $2"
  look_up_attached "$kind" "$holder"
  if is_listed "$arn" "$work/attached"; then
    already "$what"
    return
  fi
  begin "$what" || return 0
  change iam "attach-$kind-policy" "--$kind-name=$holder" "--policy-arn=$arn"
}`,
  detach_policy: `
# detach_policy KIND HOLDER ARN KNOWN...
detach_policy() {
  local kind="$1" holder="$2" arn="$3" what="detach $3 from $1 $2"
  shift 3
  look_up_attached "$kind" "$holder"
  if ! is_listed "$arn" "$work/attached"; then
    already "$what"
    return
  fi
  if [[ $# -gt 0 ]]; then
    look_up_policy "$arn"
    expect "policy $arn" "$@"
  fi
  begin "$what" || return 0
  change iam "detach-$kind-policy" "--$kind-name=$holder" "--policy-arn=$arn"
}`,
  put_trust_policy: `
put_trust_policy() {
  local role="$1" file="$2"
  shift 2
  look_up "$work/now.json" iam get-role "--role-name=$role" --query=Role.AssumeRolePolicyDocument --output=json
  if is_known "$work/now.json" "$file"; then
    already "put the trust policy of role $role"
    return
  fi
  expect "the trust policy of role $role" "$@"
  begin "put the trust policy of role $role" || return 0
  change iam update-assume-role-policy "--role-name=$role" "--policy-document=file://$file"
}`,
};
