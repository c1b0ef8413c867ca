#!/usr/bin/env bash
# rollback.sh: permission-set ReleaseManager of account 123456789012
# Suggestion 3e78afea6144e6c1. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

subject='ReleaseManager'
subject_arn='arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6'
here="$(cd "$(dirname "$0")" && pwd)"
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

# is_known FILE KNOWN...: whether FILE is one of the documents; "absent" means that nothing is there.
is_known() {
  local now="$1" known
  shift
  for known in "$@"; do
    if [[ $known == absent ]]; then
      if [[ ! -s $now ]]; then return 0; fi
    elif [[ -s $now ]] && same "$now" "$known"; then
      return 0
    fi
  done
  return 1
}

expect() {
  local what="$1"
  shift
  if ! is_known "$work/now.json" "$@"; then differs "$what is not what this plan was made from"; fi
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

# only_if STATE COMMAND...: whether the quarantine was in force decides.
only_if() {
  local state="$1"
  shift
  if [[ $quarantine == "$state" ]]; then "$@"; fi
}

recall_quarantine() {
  local note
  quarantine=''
  for note in "$here/quarantine-note.undone.txt" "$here/quarantine-note.txt"; do
    if [[ -e $note ]]; then quarantine="$(cat "$note")"; fi
  done
  if [[ -z $quarantine ]]; then
    differs 'quarantine-note.txt is not beside this script, so whether there was a quarantine is not known'
    quarantine=not-quarantined
  fi
}

forget_quarantine() {
  if [[ $mode == change && -e $here/quarantine-note.txt ]]; then
    mv "$here/quarantine-note.txt" "$here/quarantine-note.undone.txt"
  fi
}

look_up_set_policy() {
  look_up "$work/now.json" sso-admin get-inline-policy-for-permission-set "--instance-arn=$1" "--permission-set-arn=$2" --query=InlinePolicy --output=text
  case "$(tr -d '[:space:]' <"$work/now.json")" in '' | None) : >"$work/now.json" ;; esac
}

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
}

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
}

write_documents() {
cat >"$work/document-1.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Release",
      "Effect": "Allow",
      "Action": [
        "ecs:DescribeServices",
        "ecs:UpdateService"
      ],
      "Resource": "*"
    },
    {
      "Sid": "Images",
      "Effect": "Allow",
      "Action": [
        "ecr:SetRepositoryPolicy",
        "ecr:DeleteRepository"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-2.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Release",
      "Effect": "Allow",
      "Action": [
        "ecs:DescribeServices",
        "ecs:UpdateService"
      ],
      "Resource": "*"
    },
    {
      "Sid": "Images",
      "Effect": "Allow",
      "Action": [
        "ecr:SetRepositoryPolicy",
        "ecr:DeleteRepository"
      ],
      "Resource": "*"
    },
    {
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": [
        "ecr:DeleteRepository",
        "ecr:SetRepositoryPolicy"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-3.json" <<'IAM_DRIFT_DOCUMENT'
{"Version":"2012-10-17","Statement":[{"Sid":"Release","Effect":"Allow","Action":["ecs:DescribeServices","ecs:UpdateService"],"Resource":"*"},{"Sid":"Images","Effect":"Allow","Action":["ecr:SetRepositoryPolicy","ecr:DeleteRepository"],"Resource":"*"}]}
IAM_DRIFT_DOCUMENT
cat >"$work/document-4.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Release",
      "Effect": "Allow",
      "Action": [
        "ecs:DescribeServices",
        "ecs:UpdateService"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-5.json" <<'IAM_DRIFT_DOCUMENT'
{"Version":"2012-10-17","Statement":[{"Sid":"Release","Effect":"Allow","Action":["ecs:DescribeServices","ecs:UpdateService"],"Resource":"*"},{"Sid":"Images","Effect":"Allow","Action":["ecr:SetRepositoryPolicy","ecr:DeleteRepository"],"Resource":"*"},{"Sid":"IamDriftQuarantine20261031","Effect":"Deny","Action":["ecr:DeleteRepository","ecr:SetRepositoryPolicy"],"Resource":"*"}]}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  # put the inline policy of permission set ReleaseManager
  put_permission_set_inline_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6' "$work/document-3.json" "$work/document-1.json" "$work/document-2.json"
  # bring permission set ReleaseManager to all accounts that it is provisioned to
  provision_permission_set 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6'
}

step_remove() {
  # read whether the quarantine was in force
  recall_quarantine
  # where the quarantine is in force: put the inline policy of permission set ReleaseManager
  only_if quarantined put_permission_set_inline_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6' "$work/document-5.json" "$work/document-1.json" "$work/document-2.json" "$work/document-4.json"
  # where there is no quarantine: put the inline policy of permission set ReleaseManager
  only_if not-quarantined put_permission_set_inline_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6' "$work/document-3.json" "$work/document-1.json" "$work/document-2.json" "$work/document-4.json"
  # bring permission set ReleaseManager to all accounts that it is provisioned to
  provision_permission_set 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-3b2facef88bfd6f6'
  forget_quarantine
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash rollback.sh STEP [--check] [--force]
Undoes one step of the plan. Of several steps done, undo the last one first.

  quarantine  Deny what is to be removed, for the time being
              - put the inline policy of permission set ReleaseManager
              - bring permission set ReleaseManager to all accounts that it is provisioned to
  remove      Remove
              - read whether the quarantine was in force
              - where the quarantine is in force: put the inline policy of permission set ReleaseManager
              - where there is no quarantine: put the inline policy of permission set ReleaseManager
              - bring permission set ReleaseManager to all accounts that it is provisioned to

  --check  only look whether it could be done, and say what would be
  --force  go on where something is there that the plan was not made from
IAM_DRIFT_USAGE
}

perform() {
  case $step in
    quarantine) step_quarantine ;;
    remove) step_remove ;;
  esac
}

for word in "$@"; do
  case $word in
    --check) only_check=yes ;;
    --force) force=yes ;;
    quarantine | remove)
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

command -v aws >/dev/null || fail 'the AWS CLI (aws) is not here'
command -v jq >/dev/null || command -v python3 >/dev/null || fail 'neither jq nor python3 is here'
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
write_documents

look_up "$work/name" sso-admin describe-permission-set --instance-arn='arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' "--permission-set-arn=$subject_arn" --query=PermissionSet.Name --output=text
if [[ "$(cat "$work/name")" != "$subject" ]]; then fail "these credentials see no permission set $subject, $subject_arn"; fi

# First all is looked at, then all is changed.
perform
if [[ $only_check == yes ]]; then
  say 'nothing was changed'
  exit 0
fi
mode=change
perform
say "done: $step"
