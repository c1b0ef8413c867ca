/** The bash functions that delete for good. What hangs on a principal is listed when it is deleted, not when the plan was made. */
export const deletionFunctions: Readonly<Record<string, string>> = {
  refuse_if_used: `
# refuse_if_used WHAT FILE: FILE has moments of use.
refuse_if_used() {
  local at
  while IFS= read -r at; do
    if [[ $at > $made_at ]]; then differs "$1 was used at $at, after this plan was made"; fi
  done < <(words "$2")
}`,
  delete_policies_of: `
delete_policies_of() {
  local kind="$1" holder="$2" item
  look_up "$work/list" iam "list-$kind-policies" "--$kind-name=$holder" '--query=PolicyNames' --output=text
  while IFS= read -r item; do
    change iam "delete-$kind-policy" "--$kind-name=$holder" "--policy-name=$item"
  done < <(words "$work/list")
  look_up "$work/list" iam "list-attached-$kind-policies" "--$kind-name=$holder" '--query=AttachedPolicies[].PolicyArn' --output=text
  while IFS= read -r item; do
    change iam "detach-$kind-policy" "--$kind-name=$holder" "--policy-arn=$item"
  done < <(words "$work/list")
}`,
  delete_role: `
# delete_role ROLE INSTANCE-PROFILE...: the profiles themselves stay, empty.
delete_role() {
  local role="$1" item profile is_told
  shift
  look_up "$work/role" iam get-role "--role-name=$role" --query=Role.Arn --output=text
  if [[ ! -s $work/role ]]; then
    already "delete role $role"
    return
  fi
  look_up "$work/used" iam get-role "--role-name=$role" --query=Role.RoleLastUsed.LastUsedDate --output=text
  refuse_if_used "role $role" "$work/used"
  look_up "$work/profiles" iam list-instance-profiles-for-role "--role-name=$role" '--query=InstanceProfiles[].InstanceProfileName' --output=text
  while IFS= read -r item; do
    is_told=no
    for profile in "$@"; do if [[ $profile == "$item" ]]; then is_told=yes; fi; done
    if [[ $is_told == no ]]; then differs "role $role is in the instance profile $item now"; fi
  done < <(words "$work/profiles")
  begin "delete role $role" || return 0
  while IFS= read -r item; do
    change iam remove-role-from-instance-profile "--instance-profile-name=$item" "--role-name=$role"
  done < <(words "$work/profiles")
  delete_policies_of role "$role"
  change iam delete-role "--role-name=$role"
}`,
  look_up_use_of_user: `
look_up_use_of_user() {
  local user="$1" key
  look_up "$work/used" iam get-user "--user-name=$user" --query=User.PasswordLastUsed --output=text
  look_up "$work/list" iam list-access-keys "--user-name=$user" '--query=AccessKeyMetadata[].AccessKeyId' --output=text
  while IFS= read -r key; do
    look_up "$work/key" iam get-access-key-last-used "--access-key-id=$key" --query=AccessKeyLastUsed.LastUsedDate --output=text
    cat "$work/key" >>"$work/used"
  done < <(words "$work/list")
}`,
  delete_each: `
# delete_each USER LIST-COMMAND QUERY DELETE-COMMAND OPTION
delete_each() {
  local item
  look_up "$work/list" iam "$2" "--user-name=$1" "--query=$3" --output=text
  while IFS= read -r item; do
    change iam "$4" "--user-name=$1" "--$5=$item"
  done < <(words "$work/list")
}`,
  delete_user: `
delete_user() {
  local user="$1" item
  look_up "$work/user" iam get-user "--user-name=$user" --query=User.Arn --output=text
  if [[ ! -s $work/user ]]; then
    already "delete user $user"
    return
  fi
  look_up_use_of_user "$user"
  refuse_if_used "user $user" "$work/used"
  begin "delete user $user" || return 0
  look_up "$work/profile" iam get-login-profile "--user-name=$user" --query=LoginProfile.UserName --output=text
  if [[ -s $work/profile ]]; then change iam delete-login-profile "--user-name=$user"; fi
  delete_each "$user" list-groups-for-user 'Groups[].GroupName' remove-user-from-group group-name
  delete_each "$user" list-access-keys 'AccessKeyMetadata[].AccessKeyId' delete-access-key access-key-id
  delete_each "$user" list-signing-certificates 'Certificates[].CertificateId' delete-signing-certificate certificate-id
  delete_each "$user" list-ssh-public-keys 'SSHPublicKeys[].SSHPublicKeyId' delete-ssh-public-key ssh-public-key-id
  delete_each "$user" list-service-specific-credentials 'ServiceSpecificCredentials[].ServiceSpecificCredentialId' delete-service-specific-credential service-specific-credential-id
  look_up "$work/devices" iam list-mfa-devices "--user-name=$user" '--query=MFADevices[].SerialNumber' --output=text
  while IFS= read -r item; do
    change iam deactivate-mfa-device "--user-name=$user" "--serial-number=$item"
    case $item in arn:*:mfa/*) change iam delete-virtual-mfa-device "--serial-number=$item" ;; esac
  done < <(words "$work/devices")
  delete_policies_of user "$user"
  change iam delete-user "--user-name=$user"
}`,
  delete_group: `
delete_group() {
  local group="$1" item
  look_up "$work/members" iam get-group "--group-name=$group" --query=Group.Arn --output=text
  if [[ ! -s $work/members ]]; then
    already "delete group $group"
    return
  fi
  begin "delete group $group" || return 0
  look_up "$work/members" iam get-group "--group-name=$group" '--query=Users[].UserName' --output=text
  while IFS= read -r item; do
    change iam remove-user-from-group "--group-name=$group" "--user-name=$item"
  done < <(words "$work/members")
  delete_policies_of group "$group"
  change iam delete-group "--group-name=$group"
}`,
  delete_policy: `
# delete_policy ARN: only of what nobody has by now.
delete_policy() {
  local arn="$1" item
  look_up_policy "$arn"
  if [[ ! -s $work/now.json ]]; then
    already "delete policy $arn"
    return
  fi
  begin "delete policy $arn" || return 0
  look_up "$work/list" iam get-policy "--policy-arn=$arn" '--query=Policy.[AttachmentCount, PermissionsBoundaryUsageCount]' --output=text
  while IFS= read -r item; do
    if [[ $item != 0 ]]; then fail "policy $arn is still attached, or somebody's boundary"; fi
  done < <(words "$work/list")
  look_up "$work/list" iam list-policy-versions "--policy-arn=$arn" '--query=Versions[?!IsDefaultVersion].VersionId' --output=text
  while IFS= read -r item; do
    change iam delete-policy-version "--policy-arn=$arn" "--version-id=$item"
  done < <(words "$work/list")
  change iam delete-policy "--policy-arn=$arn"
}`,
};
