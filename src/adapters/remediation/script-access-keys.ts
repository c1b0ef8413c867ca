/** The bash functions that turn access keys off and on again. */
export const accessKeyFunctions: Readonly<Record<string, string>> = {
  deactivate_access_keys: String.raw`
deactivate_access_keys() {
  local user="$1" key
  look_up "$work/keys" iam list-access-keys "--user-name=$user" "--query=AccessKeyMetadata[?Status=='Active'].AccessKeyId" --output=text
  begin "turn off the access keys of user $user" || return 0
  touch "$here/deactivated-access-keys.txt"
  while IFS= read -r key; do
    if ! is_listed "$key" "$here/deactivated-access-keys.txt"; then printf '%s\n' "$key" >>"$here/deactivated-access-keys.txt"; fi
    change iam update-access-key "--user-name=$user" "--access-key-id=$key" --status=Inactive
    say "turned off: $key"
  done < <(words "$work/keys")
}`,
  reactivate_access_keys: String.raw`
reactivate_access_keys() {
  local user="$1" key
  if [[ ! -e $here/deactivated-access-keys.txt ]]; then
    differs 'deactivated-access-keys.txt is not beside this script, so which keys were turned off is not known'
    return
  fi
  look_up "$work/keys" iam list-access-keys "--user-name=$user" '--query=AccessKeyMetadata[].AccessKeyId' --output=text
  begin "turn on the access keys of user $user that were turned off" || return 0
  while IFS= read -r key; do
    if is_listed "$key" "$here/deactivated-access-keys.txt"; then
      change iam update-access-key "--user-name=$user" "--access-key-id=$key" --status=Active
      say "turned on: $key"
    fi
  done < <(words "$work/keys")
  # Keys that are not the user's stay in the list.
  words "$here/deactivated-access-keys.txt" | while IFS= read -r key; do
    if ! is_listed "$key" "$work/keys"; then printf '%s\n' "$key"; fi
  done >"$work/left-off"
  cat "$work/left-off" >"$here/deactivated-access-keys.txt"
}`,
};
