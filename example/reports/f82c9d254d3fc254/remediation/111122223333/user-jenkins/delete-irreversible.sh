#!/usr/bin/env bash
# delete-irreversible.sh: user jenkins of account 111122223333
# Suggestion 13d9184f83feef44. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

account='111122223333'
subject='jenkins'
subject_arn='arn:aws:iam::111122223333:user/jenkins'
made_at='2026-10-31T06:00:00'
mode=check
force=no
now=no
only_check=no
step=''

say() { printf '%s\n' "$(printf '%s' "$*" | LC_ALL=C tr '\000-\037\177-\377' '?')" >&2; }

fail() {
  say "error: $*"
  exit 1
}

refuse_files() {
  local word
  for word in "$@"; do
    case $word in
      --*=file://"$work"/*) ;;
      --*=file:* | --*=fileb:* | --*=http:* | --*=https:*) fail "the AWS CLI would take this for an address: $word" ;;
    esac
  done
}

change() {
  refuse_files "$@"
  aws "$@" </dev/null >/dev/null
}

# look_up FILE COMMAND...: writes the answer to FILE; nothing where it does not exist.
look_up() {
  local file="$1"
  shift
  refuse_files "$@"
  if aws "$@" </dev/null >"$file" 2>"$work/errors"; then return; fi
  : >"$file"
  if grep -q -e '(NoSuchEntity)' -e '(ResourceNotFoundException)' "$work/errors"; then return; fi
  say "$(cat "$work/errors")"
  fail 'AWS did not tell what is there now'
}

# words FILE: the words of an answer as text, one a line.
words() { tr '\t' '\n' <"$1" | { grep -v -x -e None -e '' || true; }; }

# plain FILE: a policy document in one writing.
plain() {
  if command -v jq >/dev/null; then
    jq -c -S 'def plain:
      if type == "object" then with_entries(.value |= plain)
      elif type == "array" then map(plain)
        | (if all(.[]; type == "string") then unique else . end)
        | (if length == 1 then .[0] else . end)
      else . end; plain' "$1"
  else
    python3 -c '
import json, sys
def plain(value):
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    if isinstance(value, list):
        items = [plain(item) for item in value]
        if all(isinstance(item, str) for item in items):
            items = sorted(set(items))
        return items[0] if len(items) == 1 else items
    return value
print(json.dumps(plain(json.load(open(sys.argv[1], encoding="utf-8"))), sort_keys=True, separators=(",", ":")))' "$1"
  fi
}

same() {
  plain "$1" >"$work/left" || fail 'a document is no JSON'
  plain "$2" >"$work/right" || fail 'a document is no JSON'
  cmp -s "$work/left" "$work/right"
}

# differs TEXT: what is there is not what the plan knows.
differs() {
  if [[ $force == no ]]; then fail "$1; make a new plan, or repeat with --force"; fi
  if [[ $mode == check ]]; then say "forced: $1"; fi
}

# begin TEXT: says what is done; fails where it is only looked whether it can be.
begin() {
  if [[ $mode == change ]]; then
    say "$1"
    return 0
  fi
  if [[ $only_check == yes ]]; then say "would $1"; fi
  return 1
}

already() { if [[ $mode == change || $only_check == yes ]]; then say "already so: $1"; fi; }

# refuse_if_used WHAT FILE: FILE has moments of use.
refuse_if_used() {
  local at
  while IFS= read -r at; do
    if [[ $at > $made_at ]]; then differs "$1 was used at $at, after this plan was made"; fi
  done < <(words "$2")
}

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
}

look_up_use_of_user() {
  local user="$1" key
  look_up "$work/used" iam get-user "--user-name=$user" --query=User.PasswordLastUsed --output=text
  look_up "$work/list" iam list-access-keys "--user-name=$user" '--query=AccessKeyMetadata[].AccessKeyId' --output=text
  while IFS= read -r key; do
    look_up "$work/key" iam get-access-key-last-used "--access-key-id=$key" --query=AccessKeyLastUsed.LastUsedDate --output=text
    cat "$work/key" >>"$work/used"
  done < <(words "$work/list")
}

# delete_each USER LIST-COMMAND QUERY DELETE-COMMAND OPTION
delete_each() {
  local item
  look_up "$work/list" iam "$2" "--user-name=$1" "--query=$3" --output=text
  while IFS= read -r item; do
    change iam "$4" "--user-name=$1" "--$5=$item"
  done < <(words "$work/list")
}

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
}

write_documents() {
  :
}

step_delete() {
  # delete user jenkins and all that hangs on it
  delete_user 'jenkins'
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash delete-irreversible.sh STEP [--check] [--force] [--now]
Deletes for good. There is no way back: what is made again under the same name has another id.

  delete  Delete the user (not before 2027-08-05)
          - delete user jenkins and all that hangs on it

  --check  only look whether it could be done, and say what would be
  --force  go on where something is there that the plan was not made from
  --now    do not wait for the date
IAM_DRIFT_USAGE
}

perform() {
  case $step in
    delete) step_delete ;;
  esac
}

for word in "$@"; do
  case $word in
    --check) only_check=yes ;;
    --force) force=yes ;;
    --now) now=yes ;;
    delete)
      if [[ -n $step ]]; then fail "one step at a time: $step, then $word"; fi
      step="$word"
      ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
done
if [[ -z $step ]]; then
  usage >&2
  exit 2
fi
not_before=''
case $step in
  delete) not_before='2027-08-05' ;;
esac
if [[ $now == no && $only_check == no && "$(date -u +%Y-%m-%d)" < $not_before ]]; then
  fail "not before $not_before (UTC); repeat with --now to do it all the same"
fi

command -v aws >/dev/null || fail 'the AWS CLI (aws) is not here'
command -v jq >/dev/null || command -v python3 >/dev/null || fail 'neither jq nor python3 is here'
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
write_documents

look_up "$work/caller" sts get-caller-identity '--query=[Account, Arn]' --output=text
IFS=$'\t' read -r caller_account caller_arn <"$work/caller"
if [[ $caller_account != "$account" || $caller_arn != "${subject_arn%%:iam:*}":* ]]; then
  fail "these credentials are of account $caller_account ($caller_arn), and the plan is for account $account"
fi

# First all is looked at, then all is changed.
perform
if [[ $only_check == yes ]]; then
  say 'nothing was changed'
  exit 0
fi
say "This cannot be undone. Type the name to go on: $subject"
IFS= read -r typed || typed=''
if [[ $typed != "$subject" ]]; then fail 'another name was typed; nothing was changed'; fi
mode=change
perform
say "done: $step"
