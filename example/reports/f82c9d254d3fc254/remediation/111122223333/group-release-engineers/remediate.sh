#!/usr/bin/env bash
# remediate.sh: group release-engineers of account 111122223333
# Suggestion db328bbf1ba58536. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

account='111122223333'
subject_arn='arn:aws:iam::111122223333:group/release-engineers'
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

# words FILE: the words of an answer as text, one a line.
words() { tr '\t' '\n' <"$1" | { grep -v -x -e None -e '' || true; }; }

is_listed() {
  local word
  while IFS= read -r word; do
    if [[ $word == "$1" ]]; then return 0; fi
  done < <(words "$2")
  return 1
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

look_up_attached() {
  look_up "$work/attached" iam "list-attached-$1-policies" "--$1-name=$2" '--query=AttachedPolicies[].PolicyArn' --output=text
}

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

# only_if STATE COMMAND...: whether the quarantine was in force decides.
only_if() {
  local state="$1"
  shift
  if [[ $quarantine == "$state" ]]; then "$@"; fi
}

has_sid() { [[ -s $work/now.json ]] && plain "$work/now.json" | grep -F -e "\"Sid\":\"$1\"" >/dev/null; }

is_quarantined() {
  case $1 in
    inline)
      look_up_inline_policy "$2" "$3" "$4"
      [[ -s $work/now.json ]]
      ;;
    managed)
      look_up_attached "$2" "$3"
      is_listed "$4" "$work/attached"
      ;;
    version)
      look_up_policy "$2"
      has_sid "$3"
      ;;
    permission_set)
      look_up_set_policy "$2" "$3"
      has_sid "$4"
      ;;
  esac
}

note_quarantine() {
  if [[ $mode == check ]]; then
    if [[ -e $here/quarantine-note.txt ]]; then
      quarantine="$(cat "$here/quarantine-note.txt")"
    elif is_quarantined "$@"; then
      quarantine=quarantined
    else
      quarantine=not-quarantined
    fi
    say "noted: $quarantine"
    return
  fi
  printf '%s\n' "$quarantine" >"$here/quarantine-note.txt"
  rm -f "$here/quarantine-note.undone.txt"
}

look_up_set_policy() {
  look_up "$work/now.json" sso-admin get-inline-policy-for-permission-set "--instance-arn=$1" "--permission-set-arn=$2" --query=InlinePolicy --output=text
  case "$(tr -d '[:space:]' <"$work/now.json")" in '' | None) : >"$work/now.json" ;; esac
}

write_documents() {
cat >"$work/document-1.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": "ecr:SetRepositoryPolicy",
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
      "Sid": "ShareImages",
      "Effect": "Allow",
      "Action": "ecr:SetRepositoryPolicy",
      "Resource": "arn:aws:ecr:*:111122223333:repository/*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-3.json" <<'IAM_DRIFT_DOCUMENT'
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
}

step_quarantine() {
  # put the inline policy IamDriftQuarantine-20261031 of group release-engineers
  put_inline_policy group 'release-engineers' 'IamDriftQuarantine-20261031' "$work/document-1.json" "$work/document-1.json" absent
}

step_watch() {
  say "nothing is changed in this step"
}

step_remove() {
  # look whether the quarantine is in force, and write it down
  note_quarantine inline group 'release-engineers' 'IamDriftQuarantine-20261031'
  # make a new default version of arn:aws:iam::111122223333:policy/release-tools
  create_policy_version 'arn:aws:iam::111122223333:policy/release-tools' 'v1' "$work/document-3.json" "$work/document-2.json" "$work/document-3.json"
  # where the quarantine is in force: delete the inline policy IamDriftQuarantine-20261031 of group release-engineers
  only_if quarantined delete_inline_policy group 'release-engineers' 'IamDriftQuarantine-20261031' "$work/document-1.json" absent
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash remediate.sh STEP [--check] [--force] [--now]
Performs one step of the plan.

  quarantine  Deny what is to be removed, for the time being
              - put the inline policy IamDriftQuarantine-20261031 of group release-engineers
  watch       Watch for refusals
              - nothing is changed
  remove      Remove
              - look whether the quarantine is in force, and write it down
              - make a new default version of arn:aws:iam::111122223333:policy/release-tools
              - where the quarantine is in force: delete the inline policy IamDriftQuarantine-20261031 of group release-engineers

  --check  only look whether it could be done, and say what would be
  --force  go on where something is there that the plan was not made from
  --now    do not wait for the date
IAM_DRIFT_USAGE
}

perform() {
  case $step in
    quarantine) step_quarantine ;;
    watch) step_watch ;;
    remove) step_remove ;;
  esac
}

for word in "$@"; do
  case $word in
    --check) only_check=yes ;;
    --force) force=yes ;;
    --now) ;;
    quarantine | watch | remove)
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
