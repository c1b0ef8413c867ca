#!/usr/bin/env bash
# remediate.sh: permission-set AdministratorAccess of account 123456789012
# Suggestion 85311fc5ed137323. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

subject='AdministratorAccess'
subject_arn='arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111'
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

look_up_set_policies() {
  look_up "$work/attached" sso-admin list-managed-policies-in-permission-set "--instance-arn=$1" "--permission-set-arn=$2" '--query=AttachedManagedPolicies[].Arn' --output=text
}

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
      "Effect": "Allow",
      "Action": [
        "ec2:AssociateApplicationStatusCheck",
        "ec2:AssociateVerifiedAccessInstanceWebAcl",
        "ec2:AttachApplianceToNatGateway",
        "ec2:AttachImageWatermark",
        "ec2:AttachResourcesToPlacementGroup",
        "ec2:BatchModifyIpamRoutingPolicyRegistrations",
        "ec2:CreateApplicationStatusCheck",
        "ec2:CreateCapacityReservationCancellationQuote",
        "ec2:CreateCoipPoolPermission",
        "ec2:CreateIpamInternetRegistryAssociation",
        "ec2:CreateIpamRoutingPolicyRegistration",
        "ec2:CreateLocalGatewayRouteTablePermission",
        "ec2:CreateOdbNetworkPeering",
        "ec2:CreateTags",
        "ec2:CreateTransitGatewayPolicyTableEntry",
        "ec2:DeleteApplicationStatusCheck",
        "ec2:DeleteCoipPoolPermission",
        "ec2:DeleteIpamInternetRegistryAssociation",
        "ec2:DeleteIpamRoutingPolicyRegistration",
        "ec2:DeleteLocalGatewayRouteTablePermission",
        "ec2:DeleteOdbNetworkPeering",
        "ec2:DeleteResourcePolicy",
        "ec2:DeleteTransitGatewayPolicyTableEntry",
        "ec2:DescribeAccountVpcEncryptionControl",
        "ec2:DescribeApplicationStatus",
        "ec2:DescribeApplicationStatusCheckAssociations",
        "ec2:DescribeApplicationStatusChecks",
        "ec2:DescribeCapacityReservationCancellationQuotes",
        "ec2:DescribeInstances",
        "ec2:DescribeIpamInternetRegistryAssociations",
        "ec2:DescribeLocalGatewayRouteTablePermissions",
        "ec2:DescribeVerifiedAccessInstanceWebAclAssociations",
        "ec2:DetachApplianceFromNatGateway",
        "ec2:DetachImageWatermark",
        "ec2:DetachResourcesFromPlacementGroup",
        "ec2:DisableApplicationStatusCheckSuppression",
        "ec2:DisassociateApplicationStatusCheck",
        "ec2:DisassociateVerifiedAccessInstanceWebAcl",
        "ec2:EnableApplicationStatusCheckSuppression",
        "ec2:EnableIpamInternetRegistryAssociation",
        "ec2:GetIpamDiscoveredRoutes",
        "ec2:GetIpamInternetRegistryAssociationAsns",
        "ec2:GetIpamInternetRegistryAssociationCidrs",
        "ec2:GetIpamRouteOriginAuthorizations",
        "ec2:GetIpamRouteProtectionFindings",
        "ec2:GetIpamRoutingPolicyRegistrationDeltas",
        "ec2:GetIpamRoutingPolicyRegistrations",
        "ec2:GetResourcePolicy",
        "ec2:GetVerifiedAccessInstanceWebAcl",
        "ec2:ImportByoipCidrToIpam",
        "ec2:InjectApiError",
        "ec2:InjectVolumeIOLatency",
        "ec2:ModifyAccountVpcEncryptionControl",
        "ec2:ModifyApplicationStatusCheck",
        "ec2:ModifyIpamRoutingPolicyRegistration",
        "ec2:ModifyOdbNetworkPeering",
        "ec2:ModifyTransitGatewayPolicyTableEntry",
        "ec2:ModifyVpcEndpointPayerResponsibility",
        "ec2:PauseVolumeIO",
        "ec2:PutResourcePolicy",
        "ec2:ReplaceImageInstanceTypeSpecification",
        "ec2:RunInstances",
        "ec2:SendSpotInstanceInterruptions",
        "ec2:ValidateSecurityGroupQuotasForInterface",
        "glue:BatchGetPartition",
        "glue:GetPartition",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTableVersions",
        "glue:UpdateTable",
        "iam:AddUserToGroup",
        "iam:AttachRolePolicy",
        "iam:CreateAccessKey",
        "iam:CreateGroup",
        "iam:CreatePolicyVersion",
        "iam:CreateRole",
        "iam:DeleteCloudFrontPublicKey",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:GetAccountEmailAddress",
        "iam:GetAccountName",
        "iam:GetAccountProperties",
        "iam:GetCloudFrontPublicKey",
        "iam:GetRoleTemplateVersion",
        "iam:ListCloudFrontPublicKeys",
        "iam:ListRoles",
        "iam:ListSTSRegionalEndpointsStatus",
        "iam:ListUsers",
        "iam:PassRole",
        "iam:PutAccountProperties",
        "iam:PutRolePolicy",
        "iam:SetSTSRegionalEndpointStatus",
        "iam:TagRole",
        "iam:UpdateAccountEmailAddress",
        "iam:UpdateAccountName",
        "iam:UpdateCloudFrontPublicKey",
        "iam:UploadCloudFrontPublicKey",
        "kms:CreateGrant",
        "lakeformation:GetDataAccess",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:UpdateLogDelivery",
        "sns:Publish",
        "sts:AssumeRole",
        "sts:GetCallerIdentity",
        "sts:GetServiceBearerToken",
        "sts:GetSessionToken",
        "sts:SetContext",
        "sts:SetSourceIdentity",
        "sts:TagGetWebIdentityToken",
        "sts:TagSession"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-2.json" <<'IAM_DRIFT_DOCUMENT'
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:AssociateApplicationStatusCheck","ec2:AssociateVerifiedAccessInstanceWebAcl","ec2:AttachApplianceToNatGateway","ec2:AttachImageWatermark","ec2:AttachResourcesToPlacementGroup","ec2:BatchModifyIpamRoutingPolicyRegistrations","ec2:CreateApplicationStatusCheck","ec2:CreateCapacityReservationCancellationQuote","ec2:CreateCoipPoolPermission","ec2:CreateIpamInternetRegistryAssociation","ec2:CreateIpamRoutingPolicyRegistration","ec2:CreateLocalGatewayRouteTablePermission","ec2:CreateOdbNetworkPeering","ec2:CreateTags","ec2:CreateTransitGatewayPolicyTableEntry","ec2:DeleteApplicationStatusCheck","ec2:DeleteCoipPoolPermission","ec2:DeleteIpamInternetRegistryAssociation","ec2:DeleteIpamRoutingPolicyRegistration","ec2:DeleteLocalGatewayRouteTablePermission","ec2:DeleteOdbNetworkPeering","ec2:DeleteResourcePolicy","ec2:DeleteTransitGatewayPolicyTableEntry","ec2:DescribeAccountVpcEncryptionControl","ec2:DescribeApplicationStatus","ec2:DescribeApplicationStatusCheckAssociations","ec2:DescribeApplicationStatusChecks","ec2:DescribeCapacityReservationCancellationQuotes","ec2:DescribeInstances","ec2:DescribeIpamInternetRegistryAssociations","ec2:DescribeLocalGatewayRouteTablePermissions","ec2:DescribeVerifiedAccessInstanceWebAclAssociations","ec2:DetachApplianceFromNatGateway","ec2:DetachImageWatermark","ec2:DetachResourcesFromPlacementGroup","ec2:DisableApplicationStatusCheckSuppression","ec2:DisassociateApplicationStatusCheck","ec2:DisassociateVerifiedAccessInstanceWebAcl","ec2:EnableApplicationStatusCheckSuppression","ec2:EnableIpamInternetRegistryAssociation","ec2:GetIpamDiscoveredRoutes","ec2:GetIpamInternetRegistryAssociationAsns","ec2:GetIpamInternetRegistryAssociationCidrs","ec2:GetIpamRouteOriginAuthorizations","ec2:GetIpamRouteProtectionFindings","ec2:GetIpamRoutingPolicyRegistrationDeltas","ec2:GetIpamRoutingPolicyRegistrations","ec2:GetResourcePolicy","ec2:GetVerifiedAccessInstanceWebAcl","ec2:ImportByoipCidrToIpam","ec2:InjectApiError","ec2:InjectVolumeIOLatency","ec2:ModifyAccountVpcEncryptionControl","ec2:ModifyApplicationStatusCheck","ec2:ModifyIpamRoutingPolicyRegistration","ec2:ModifyOdbNetworkPeering","ec2:ModifyTransitGatewayPolicyTableEntry","ec2:ModifyVpcEndpointPayerResponsibility","ec2:PauseVolumeIO","ec2:PutResourcePolicy","ec2:ReplaceImageInstanceTypeSpecification","ec2:RunInstances","ec2:SendSpotInstanceInterruptions","ec2:ValidateSecurityGroupQuotasForInterface","glue:BatchGetPartition","glue:GetPartition","glue:GetPartitions","glue:GetTable","glue:GetTableVersions","glue:UpdateTable","iam:AddUserToGroup","iam:AttachRolePolicy","iam:CreateAccessKey","iam:CreateGroup","iam:CreatePolicyVersion","iam:CreateRole","iam:DeleteCloudFrontPublicKey","iam:DeleteRole","iam:DeleteRolePolicy","iam:GetAccountEmailAddress","iam:GetAccountName","iam:GetAccountProperties","iam:GetCloudFrontPublicKey","iam:GetRoleTemplateVersion","iam:ListCloudFrontPublicKeys","iam:ListRoles","iam:ListSTSRegionalEndpointsStatus","iam:ListUsers","iam:PassRole","iam:PutAccountProperties","iam:PutRolePolicy","iam:SetSTSRegionalEndpointStatus","iam:TagRole","iam:UpdateAccountEmailAddress","iam:UpdateAccountName","iam:UpdateCloudFrontPublicKey","iam:UploadCloudFrontPublicKey","kms:CreateGrant","lakeformation:GetDataAccess","logs:CreateLogDelivery","logs:DeleteLogDelivery","logs:GetLogDelivery","logs:ListLogDeliveries","logs:UpdateLogDelivery","sns:Publish","sts:AssumeRole","sts:GetCallerIdentity","sts:GetServiceBearerToken","sts:GetSessionToken","sts:SetContext","sts:SetSourceIdentity","sts:TagGetWebIdentityToken","sts:TagSession"],"Resource":"*"}]}
IAM_DRIFT_DOCUMENT
cat >"$work/document-3.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  say "nothing is changed in this step"
}

step_watch() {
  say "nothing is changed in this step"
}

step_remove() {
  # put the inline policy of permission set AdministratorAccess
  put_permission_set_inline_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111' "$work/document-2.json" "$work/document-1.json" absent
  # detach arn:aws:iam::aws:policy/AdministratorAccess from permission set AdministratorAccess
  detach_permission_set_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111' 'arn:aws:iam::aws:policy/AdministratorAccess' "$work/document-3.json"
  # bring permission set AdministratorAccess to all accounts that it is provisioned to
  provision_permission_set 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-a1b8e14bdc3da111'
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash remediate.sh STEP [--check] [--force] [--now]
Performs one step of the plan.

  quarantine  No quarantine
              - nothing is changed
  watch       Watch for use
              - nothing is changed
  remove      Remove
              - put the inline policy of permission set AdministratorAccess
              - detach arn:aws:iam::aws:policy/AdministratorAccess from permission set AdministratorAccess
              - bring permission set AdministratorAccess to all accounts that it is provisioned to

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
