#!/usr/bin/env bash
# rollback.sh: policy job-runner of account 111122223333
# Suggestion 787dd8e1f107cce5. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

account='111122223333'
subject_arn='arn:aws:iam::111122223333:policy/job-runner'
made_at='2026-10-31T06:00:00'
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

# look_up_policy ARN: the default version's id in $version, its document in now.json.
look_up_policy() {
  look_up "$work/version" iam get-policy "--policy-arn=$1" --query=Policy.DefaultVersionId --output=text
  version="$(cat "$work/version")"
  : >"$work/now.json"
  if [[ -n $version ]]; then look_up_version "$1" "$version"; fi
}

look_up_version() {
  look_up "$work/now.json" iam get-policy-version "--policy-arn=$1" "--version-id=$2" --query=PolicyVersion.Document --output=json
}

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
}

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
  if [[ -n $former && $version != "$former" ]] && is_known "$work/now.json" "${@:1:1}"; then
    differs "the default version of $arn is $version, not $former"
  fi
  begin "make a new default version of $arn" || return 0
  change iam create-policy-version "--policy-arn=$arn" "--policy-document=file://$file" --set-as-default
}

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
}

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

write_documents() {
cat >"$work/document-1.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Tasks",
      "Effect": "Allow",
      "Action": [
        "ecs:RunTask",
        "ecs:StopTask",
        "ecs:DescribeTasks"
      ],
      "Resource": "*"
    },
    {
      "Sid": "TaskRoles",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/job-*"
    },
    {
      "Sid": "Schedule",
      "Effect": "Allow",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "arn:aws:secretsmanager:us-east-1:111122223333:secret:jobs/*"
    },
    {
      "Sid": "OldJobs",
      "Effect": "Allow",
      "Action": [
        "lambda:UpdateFunctionCode",
        "lambda:GetFunction"
      ],
      "Resource": "arn:aws:lambda:us-east-1:111122223333:function:job-*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-2.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Tasks",
      "Effect": "Allow",
      "Action": [
        "ecs:RunTask",
        "ecs:StopTask",
        "ecs:DescribeTasks"
      ],
      "Resource": "*"
    },
    {
      "Sid": "TaskRoles",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/job-*"
    },
    {
      "Sid": "Schedule",
      "Effect": "Allow",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "arn:aws:secretsmanager:us-east-1:111122223333:secret:jobs/*"
    },
    {
      "Sid": "OldJobs",
      "Effect": "Allow",
      "Action": [
        "lambda:UpdateFunctionCode",
        "lambda:GetFunction"
      ],
      "Resource": "arn:aws:lambda:us-east-1:111122223333:function:job-*"
    },
    {
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": [
        "lambda:GetFunction",
        "lambda:UpdateFunctionCode"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-3.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Tasks",
      "Effect": "Allow",
      "Action": [
        "ecs:RunTask",
        "ecs:StopTask",
        "ecs:DescribeTasks"
      ],
      "Resource": "*"
    },
    {
      "Sid": "TaskRoles",
      "Effect": "Allow",
      "Action": "iam:PassRole",
      "Resource": "arn:aws:iam::111122223333:role/job-export"
    },
    {
      "Sid": "Schedule",
      "Effect": "Allow",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "arn:aws:secretsmanager:us-east-1:111122223333:secret:jobs/*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  # make v1 the default version of arn:aws:iam::111122223333:policy/job-runner again, and delete the one that took its place
  return_to_version 'arn:aws:iam::111122223333:policy/job-runner' 'v1' "$work/document-2.json"
}

step_remove() {
  # read whether the quarantine was in force
  recall_quarantine
  # make v1 the default version of arn:aws:iam::111122223333:policy/job-runner again, and delete the one that took its place
  return_to_version 'arn:aws:iam::111122223333:policy/job-runner' 'v1' "$work/document-3.json" "$work/document-2.json"
  # where the quarantine is in force: make a new default version of arn:aws:iam::111122223333:policy/job-runner
  only_if quarantined create_policy_version 'arn:aws:iam::111122223333:policy/job-runner' 'v1' "$work/document-2.json" "$work/document-1.json" "$work/document-2.json" "$work/document-3.json"
  forget_quarantine
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash rollback.sh STEP [--check] [--force]
Undoes one step of the plan. Of several steps done, undo the last one first.

  quarantine  Deny what is to be removed, for the time being
              - make v1 the default version of arn:aws:iam::111122223333:policy/job-runner again, and delete the one that took its place
  remove      Remove
              - read whether the quarantine was in force
              - make v1 the default version of arn:aws:iam::111122223333:policy/job-runner again, and delete the one that took its place
              - where the quarantine is in force: make a new default version of arn:aws:iam::111122223333:policy/job-runner

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
