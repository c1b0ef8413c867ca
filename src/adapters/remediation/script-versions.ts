/** The bash functions that create managed policies and change their versions. */
export const versionFunctions: Readonly<Record<string, string>> = {
  look_up_policy: `
# look_up_policy ARN: the default version's id in $version, its document in now.json.
look_up_policy() {
  look_up "$work/version" iam get-policy "--policy-arn=$1" --query=Policy.DefaultVersionId --output=text
  version="$(cat "$work/version")"
  : >"$work/now.json"
  if [[ -n $version ]]; then look_up_version "$1" "$version"; fi
}`,
  look_up_version: `
look_up_version() {
  look_up "$work/now.json" iam get-policy-version "--policy-arn=$1" "--version-id=$2" --query=PolicyVersion.Document --output=json
}`,
  find_made_version: String.raw`
# find_made_version ARN FILE: in $found the id of a version with this document that is not the default and was made by this plan.
find_made_version() {
  local id at
  found=''
  look_up "$work/versions" iam list-policy-versions "--policy-arn=$1" '--query=Versions[?!IsDefaultVersion].[VersionId,CreateDate]' --output=text
  while IFS=$'\t' read -r id at; do
    if [[ ! $at > $made_at ]]; then continue; fi
    look_up_version "$1" "$id"
    if is_known "$work/now.json" "$2"; then found="$id"; fi
  done <"$work/versions"
}`,
  create_policy: `
create_policy() {
  local arn="$1" name="$2" path="$3" description="$4" file="$5"
  look_up_policy "$arn"
  if [[ -s $work/now.json ]]; then
    if ! same "$work/now.json" "$file"; then fail "the policy $arn is there already, with another document"; fi
    already "create policy $arn"
    return
  fi
  begin "create policy $arn" || return 0
  change iam create-policy "--policy-name=$name" "--path=$path" "--description=$description" "--policy-document=file://$file"
  aws iam wait policy-exists "--policy-arn=$arn" </dev/null
}`,
  delete_created_policy: `
delete_created_policy() {
  local arn="$1"
  shift
  look_up_policy "$arn"
  if [[ ! -s $work/now.json ]]; then
    already "delete policy $arn"
    return
  fi
  expect "policy $arn" "$@"
  begin "delete policy $arn" || return 0
  change iam delete-policy "--policy-arn=$arn"
}`,
  create_policy_version: `
# create_policy_version ARN DEFAULT FILE KNOWN...: DEFAULT is the id of the version with the first KNOWN document.
create_policy_version() {
  local arn="$1" former="$2" file="$3"
  shift 3
  look_up_policy "$arn"
  if [[ ! -s $work/now.json ]]; then fail "there is no policy $arn"; fi
  if same "$work/now.json" "$file"; then
    already "make a new default version of $arn"
    return
  fi
  expect "the default version of $arn" "$@"
  if [[ -n $former && $version != "$former" ]] && is_known "$work/now.json" "\${@:1:1}"; then
    differs "the default version of $arn is $version, not $former"
  fi
  begin "make a new default version of $arn" || return 0
  change iam create-policy-version "--policy-arn=$arn" "--policy-document=file://$file" --set-as-default
}`,
  return_to_version: `
# return_to_version ARN VERSION FILE PAST...: FILE is the default until then; with one of PAST the step is past this.
return_to_version() {
  local arn="$1" id="$2" file="$3" late
  shift 3
  look_up_policy "$arn"
  late="$version"
  if [[ $late == "$id" ]]; then
    already "make $id the default version of $arn"
    find_made_version "$arn" "$file"
    late="$found"
  else
    if is_known "$work/now.json" "$@"; then
      already "make $id the default version of $arn"
      return
    fi
    if ! is_known "$work/now.json" "$file"; then
      differs "the default version of $arn is not the one of this plan"
      late=''
    fi
    look_up_version "$arn" "$id"
    if [[ ! -s $work/now.json ]]; then fail "there is no version $id of $arn any more"; fi
    if begin "make $id the default version of $arn"; then
      change iam set-default-policy-version "--policy-arn=$arn" "--version-id=$id"
    fi
  fi
  if [[ -z $late ]]; then return; fi
  begin "delete version $late of $arn" || return 0
  change iam delete-policy-version "--policy-arn=$arn" "--version-id=$late"
}`,
  delete_policy_version: `
delete_policy_version() {
  local arn="$1" id="$2" file="$3"
  look_up_version "$arn" "$id"
  if [[ -s $work/now.json ]]; then
    expect "version $id of $arn" "$file"
  else
    find_made_version "$arn" "$file"
    if [[ -z $found ]]; then
      already "delete version $id of $arn"
      return
    fi
    id="$found"
  fi
  look_up_policy "$arn"
  if [[ $version == "$id" ]]; then fail "version $id of $arn is the default now"; fi
  begin "delete version $id of $arn" || return 0
  change iam delete-policy-version "--policy-arn=$arn" "--version-id=$id"
}`,
  restore_policy_version: `
restore_policy_version() {
  local arn="$1" id="$2" file="$3"
  look_up_version "$arn" "$id"
  if [[ -s $work/now.json ]]; then
    found="$id"
  else
    find_made_version "$arn" "$file"
  fi
  if [[ -n $found ]]; then
    already "bring back the document of version $id of $arn"
    return
  fi
  begin "bring back the document of version $id of $arn" || return 0
  change iam create-policy-version "--policy-arn=$arn" "--policy-document=file://$file" --no-set-as-default
}`,
};
