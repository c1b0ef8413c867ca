#!/usr/bin/env bash
# rollback.sh: role catalog-loader of account 444455556666
# Suggestion 6e9ceffab283eb8a. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

account='444455556666'
subject_arn='arn:aws:iam::444455556666:role/catalog-loader'
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

look_up_inline_policy() {
  look_up "$work/now.json" iam "get-$1-policy" "--$1-name=$2" "--policy-name=$3" --query=PolicyDocument --output=json
}

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
}

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
}

write_documents() {
cat >"$work/document-1.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": "*",
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
      "Sid": "IamDriftDisabled20261031",
      "Effect": "Deny",
      "Principal": {
        "AWS": "*"
      },
      "Action": [
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "sts:AssumeRoleWithWebIdentity",
        "sts:TagSession"
      ]
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-3.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "lambda.amazonaws.com"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  # delete the inline policy IamDriftQuarantine-20261031 of role catalog-loader
  delete_inline_policy role 'catalog-loader' 'IamDriftQuarantine-20261031' "$work/document-1.json" absent
}

step_disable() {
  # put the trust policy of role catalog-loader
  put_trust_policy 'catalog-loader' "$work/document-3.json" "$work/document-2.json" "$work/document-3.json"
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash rollback.sh STEP [--check] [--force]
Undoes one step of the plan. Of several steps done, undo the last one first.

  quarantine  Deny everything, for the time being
              - delete the inline policy IamDriftQuarantine-20261031 of role catalog-loader
  disable     Let nobody assume the role
              - put the trust policy of role catalog-loader

  --check  only look whether it could be done, and say what would be
  --force  go on where something is there that the plan was not made from
IAM_DRIFT_USAGE
}

perform() {
  case $step in
    quarantine) step_quarantine ;;
    disable) step_disable ;;
  esac
}

for word in "$@"; do
  case $word in
    --check) only_check=yes ;;
    --force) force=yes ;;
    quarantine | disable)
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
mode=change
perform
say "done: $step"
