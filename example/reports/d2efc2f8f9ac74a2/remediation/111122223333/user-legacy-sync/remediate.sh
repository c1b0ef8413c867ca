#!/usr/bin/env bash
# remediate.sh: user legacy-sync of account 111122223333
# Suggestion de91a4407e346768. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

account='111122223333'
subject_arn='arn:aws:iam::111122223333:user/legacy-sync'
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

look_up_attached() {
  look_up "$work/attached" iam "list-attached-$1-policies" "--$1-name=$2" '--query=AttachedPolicies[].PolicyArn' --output=text
}

attach_policy() {
  local kind="$1" holder="$2" arn="$3" what="attach $3 to $1 $2"
  look_up_attached "$kind" "$holder"
  if is_listed "$arn" "$work/attached"; then
    already "$what"
    return
  fi
  begin "$what" || return 0
  change iam "attach-$kind-policy" "--$kind-name=$holder" "--policy-arn=$arn"
}

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
}

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
      "Action": [
        "a2c:*",
        "a4b:*",
        "access-analyzer:*",
        "account-access:*",
        "account:*",
        "acm-pca:*",
        "acm:*",
        "aco-automation:*",
        "action-recommendations:ListRecommendedActions",
        "activate:*",
        "agent-registry:*",
        "agentaccess-mcp:*",
        "aidevops:*",
        "aiops:*",
        "airflow-serverless:*",
        "airflow:*",
        "amplify:*",
        "amplifybackend:*",
        "amplifyuibuilder:*",
        "aoss:*",
        "apigateway:*",
        "app-integrations:*",
        "appconfig:*",
        "appfabric:*",
        "appflow:*",
        "application-autoscaling:*",
        "application-signals-mcp:*",
        "application-signals:*",
        "application-transformation:*",
        "applicationinsights:*",
        "appmesh-preview:*",
        "appmesh:*",
        "apprunner:*",
        "appstream:*",
        "appstudio:*",
        "appsync:*",
        "apptest:*",
        "aps:*",
        "arc-region-switch:*",
        "arc-zonal-shift:*",
        "arsenal:RegisterOnPremisesAgent",
        "artifact:*",
        "athena:*",
        "auditmanager:*",
        "autoscaling-plans:*",
        "autoscaling:*",
        "aws-external-anthropic:*",
        "aws-marketplace-management:*",
        "aws-marketplace:*",
        "aws-portal:*",
        "awsconnector:*",
        "b2bi:*",
        "backup-gateway:*",
        "backup-search:*",
        "backup-storage:*",
        "backup:*",
        "batch:*",
        "bcm-dashboards:*",
        "bcm-data-exports:*",
        "bcm-pricing-calculator:*",
        "bcm-recommended-actions:ListRecommendedActions",
        "bedrock-agentcore:*",
        "bedrock-mantle:*",
        "bedrock-websearch:*",
        "bedrock:*",
        "billing:*",
        "billingconductor:*",
        "braket:*",
        "budgets:*",
        "bugbust:*",
        "cases:*",
        "cassandra:*",
        "ce:*",
        "chatbot:*",
        "chime:*",
        "cleanrooms-ml:*",
        "cleanrooms:*",
        "cloud9:*",
        "clouddirectory:*",
        "cloudformation:*",
        "cloudfront-keyvaluestore:*",
        "cloudfront:*",
        "cloudhsm:*",
        "cloudsearch:*",
        "cloudshell:*",
        "cloudtrail-data:PutAuditEvents",
        "cloudtrail:*",
        "cloudwatch:*",
        "codeartifact:*",
        "codebuild:*",
        "codecatalyst:*",
        "codecommit:*",
        "codeconnections:*",
        "codedeploy-commands-secure:*",
        "codedeploy:*",
        "codeguru-profiler:*",
        "codeguru-reviewer:*",
        "codeguru-security:*",
        "codeguru:GetCodeGuruFreeTrialSummary",
        "codepipeline:*",
        "codestar-connections:*",
        "codestar-notifications:*",
        "codestar:*",
        "codewhisperer:*",
        "cognito-identity:*",
        "cognito-idp:*",
        "cognito-sync:*",
        "comprehend:*",
        "comprehendmedical:*",
        "compute-optimizer:*",
        "config:*",
        "connect-campaigns:*",
        "connect:*",
        "consoleapp:*",
        "consolidatedbilling:*",
        "controlcatalog:*",
        "controltower:*",
        "cost-optimization-hub:*",
        "cur:*",
        "customer-verification:*",
        "databrew:*",
        "dataexchange:*",
        "datapipeline:*",
        "datasync:*",
        "datazone:*",
        "dax:*",
        "dbqms:*",
        "deadline:*",
        "detective:*",
        "devicefarm:*",
        "devops-guru:*",
        "directconnect:*",
        "discovery:*",
        "dlm:*",
        "dms:*",
        "docdb-elastic:*",
        "drs:*",
        "ds-data:*",
        "ds:*",
        "dsql:*",
        "dynamodb:*",
        "ebs:*",
        "ec2-instance-connect:*",
        "ec2:*AclEntry",
        "ec2:*Address",
        "ec2:*Addresses",
        "ec2:*Admin*",
        "ec2:*Allocation",
        "ec2:*Allocations",
        "ec2:*Announcement",
        "ec2:*Attachment",
        "ec2:*Attribute",
        "ec2:*Attributes",
        "ec2:*Availability*",
        "ec2:*Aws*",
        "ec2:*Billing*",
        "ec2:*Bin",
        "ec2:*Block",
        "ec2:*Byoasn",
        "ec2:*Cidr",
        "ec2:*Configurations",
        "ec2:*Connect",
        "ec2:*Connections",
        "ec2:*Console*",
        "ec2:*Credit*",
        "ec2:*Datafeed*",
        "ec2:*Deprecation",
        "ec2:*Ebs*",
        "ec2:*Egress*",
        "ec2:*Endpoint",
        "ec2:*Endpoints",
        "ec2:*Event*",
        "ec2:*Fast*",
        "ec2:*Fleet",
        "ec2:*Fleets",
        "ec2:*Flow*",
        "ec2:*Format",
        "ec2:*Gateways",
        "ec2:*GroupPolicy",
        "ec2:*Groups",
        "ec2:*History*",
        "ec2:*Hosts",
        "ec2:*Iam*",
        "ec2:*Image",
        "ec2:*Images*",
        "ec2:*Ingress",
        "ec2:*Insights*",
        "ec2:*Instance",
        "ec2:*InstanceStatus",
        "ec2:*InterfacePermission",
        "ec2:*InternetGateway",
        "ec2:*IpamPolicy*",
        "ec2:*IpamResource*",
        "ec2:*Launch*",
        "ec2:*Link*",
        "ec2:*Logging*",
        "ec2:*Managed*",
        "ec2:*Manager*",
        "ec2:*Metadata*",
        "ec2:*Metering*",
        "ec2:*Mirror*",
        "ec2:*Modifications",
        "ec2:*Multicast*",
        "ec2:*NetworkAcl",
        "ec2:*NetworkInterface",
        "ec2:*Notification",
        "ec2:*Notifications",
        "ec2:*Offerings",
        "ec2:*Options",
        "ec2:*Pair",
        "ec2:*Peer",
        "ec2:*Policies*",
        "ec2:*Pool",
        "ec2:*Pools",
        "ec2:*Prefix*",
        "ec2:*Propagation",
        "ec2:*Protection",
        "ec2:*Public*",
        "ec2:*Purchase*",
        "ec2:*References",
        "ec2:*Requests",
        "ec2:*Reservation",
        "ec2:*Reservations",
        "ec2:*Reserved*",
        "ec2:*ResourceCidrs",
        "ec2:*Route",
        "ec2:*Scheduled*",
        "ec2:*Scope",
        "ec2:*Scopes",
        "ec2:*Secondary*",
        "ec2:*Server",
        "ec2:*ServicePermissions",
        "ec2:*Services",
        "ec2:*Snapshot",
        "ec2:*Snapshots",
        "ec2:*SpotFleet*",
        "ec2:*Sql*",
        "ec2:*Subnet",
        "ec2:*Subnets",
        "ec2:*Table",
        "ec2:*TableVpc*",
        "ec2:*Tables",
        "ec2:*Tags",
        "ec2:*Task",
        "ec2:*Tasks",
        "ec2:*Tier*",
        "ec2:*Topology",
        "ec2:*Transfer",
        "ec2:*TransitGateway",
        "ec2:*Trunk*",
        "ec2:*Trust*",
        "ec2:*Types",
        "ec2:*Usage*",
        "ec2:*Verification*",
        "ec2:*Virtual*",
        "ec2:*Volume",
        "ec2:*Volumes",
        "ec2:*Vpc",
        "ec2:*Vpn*",
        "ec2:Accept*",
        "ec2:Cancel*",
        "ec2:Create*Gateway",
        "ec2:Create*Group",
        "ec2:Create*Vpc*",
        "ec2:CreateCapacityReservationBySplitting",
        "ec2:CreateIpam",
        "ec2:Delete*Gateway",
        "ec2:Delete*Group",
        "ec2:DeleteIpam",
        "ec2:DeleteVpc*",
        "ec2:Describe*Instances",
        "ec2:DescribeAddressTransfers",
        "ec2:DescribeByoipCidrs",
        "ec2:DescribeCapacityBlockStatus",
        "ec2:DescribeCapacityBlocks",
        "ec2:DescribeElasticGpus",
        "ec2:DescribeIpams",
        "ec2:DescribeKeyPairs",
        "ec2:DescribeNetwork*",
        "ec2:DescribeOutpostLags",
        "ec2:DescribeRegions",
        "ec2:DescribeRoute*",
        "ec2:DescribeSecurity*",
        "ec2:DescribeTransit*",
        "ec2:DescribeVolumeStatus",
        "ec2:DescribeVpcEncryptionControls",
        "ec2:DescribeVpcEndpointAssociations",
        "ec2:DescribeVpcs",
        "ec2:Enable*Organization*",
        "ec2:EnableVolumeIO",
        "ec2:Export*",
        "ec2:Get*Data",
        "ec2:Get*Endpoint*",
        "ec2:Get*Pool*",
        "ec2:Get*Vpc*",
        "ec2:GetImage*",
        "ec2:GetInstance*",
        "ec2:GetIpamDiscoveredAccounts",
        "ec2:GetRoute*",
        "ec2:GetSpotPlacementScores",
        "ec2:GetTransit*",
        "ec2:Modify*Group*",
        "ec2:Modify*Policy",
        "ec2:ModifyInstance*",
        "ec2:ModifyIpam",
        "ec2:ModifyVpc*Service*",
        "ec2:ModifyVpcEncryptionControl",
        "ec2:ModifyVpcTenancy",
        "ec2:MonitorInstances",
        "ec2:Move*",
        "ec2:RebootInstances",
        "ec2:Reject*",
        "ec2:Replace*Association",
        "ec2:Request*",
        "ec2:Restore*",
        "ec2:Run*",
        "ec2:Search*",
        "ec2:SendDiagnosticInterrupt",
        "ec2:Terminate*",
        "ec2:UnmonitorInstances",
        "ec2messages:*",
        "ecr-public:*",
        "ecr:*",
        "ecs-mcp:*",
        "ecs:*",
        "eks-auth:AssumeRoleForPodIdentity",
        "eks-mcp:*",
        "eks:*",
        "elasticache:*",
        "elasticbeanstalk:*",
        "elasticfilesystem:*",
        "elasticloadbalancing:*",
        "elasticmapreduce:*",
        "elastictranscoder:*",
        "elemental-activations:*",
        "elemental-appliances-software:*",
        "elemental-inference:*",
        "elemental-support-cases:*"
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
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": [
        "elemental-support-content:Query",
        "emr-containers:*",
        "emr-serverless:*",
        "entityresolution:*",
        "es:*",
        "events:*",
        "eventsbilltoaws:*",
        "evidently:*",
        "evs:*",
        "execute-api:*",
        "finops-agent:*",
        "finspace-api:GetProgrammaticAccessCredentials",
        "finspace:*",
        "firehose:*",
        "fis:*",
        "fms:*",
        "forecast:*",
        "frauddetector:*",
        "freertos:*",
        "freetier:*",
        "fsx:*",
        "gamelift:*",
        "gameliftstreams:*",
        "geo-maps:*",
        "geo-places:*",
        "geo-routes:*",
        "geo:*",
        "glacier:*",
        "globalaccelerator:*",
        "glue:*Action",
        "glue:*Analysis",
        "glue:*Attempt*",
        "glue:*Blueprint",
        "glue:*Blueprints",
        "glue:*Bookmark",
        "glue:*Catalog",
        "glue:*Classifier",
        "glue:*Column*",
        "glue:*Completion",
        "glue:*Connection",
        "glue:*Crawler",
        "glue:*Crawlers",
        "glue:*Create*",
        "glue:*Database",
        "glue:*Delete*",
        "glue:*Dev*",
        "glue:*Executors*",
        "glue:*From*",
        "glue:*Glue*",
        "glue:*Integration",
        "glue:*Job",
        "glue:*Jobs",
        "glue:*ML*",
        "glue:*Metadata",
        "glue:*Notebook",
        "glue:*Optimizer",
        "glue:*Parsing*",
        "glue:*Preview*",
        "glue:*Properties",
        "glue:*Quality*",
        "glue:*Query*",
        "glue:*Refresh*",
        "glue:*Registry",
        "glue:*Resource*",
        "glue:*Run",
        "glue:*Runs",
        "glue:*Schedule",
        "glue:*Schema",
        "glue:*Security*",
        "glue:*Settings",
        "glue:*StageFiles",
        "glue:*Statement",
        "glue:*Status",
        "glue:*Storage*",
        "glue:*Tables",
        "glue:*Task*",
        "glue:*Trigger",
        "glue:*Triggers",
        "glue:*Type",
        "glue:*Types",
        "glue:*UpdatePartition",
        "glue:*Usage*",
        "glue:*User*",
        "glue:*Version",
        "glue:*Workflow",
        "glue:*Workflows",
        "glue:CheckSchemaVersionValidity",
        "glue:Describe*",
        "glue:FederateAuthorization",
        "glue:GetCatalogs",
        "glue:GetClassifiers",
        "glue:GetConnections",
        "glue:GetCrawlerMetrics",
        "glue:GetDashboardUrl",
        "glue:GetDatabases",
        "glue:GetDataflowGraph",
        "glue:GetEntityRecords",
        "glue:GetEnvironment",
        "glue:GetGeneratedCode",
        "glue:GetMapping",
        "glue:GetPartitionIndexes",
        "glue:GetPlan",
        "glue:GetQueries",
        "glue:GetSchema*",
        "glue:GetSession*",
        "glue:GetStage",
        "glue:GetStages",
        "glue:GetTags",
        "glue:List*",
        "glue:ManagedConnector",
        "glue:NotifyEvent",
        "glue:Put*",
        "glue:RenameTable",
        "glue:Send*",
        "glue:Start*",
        "glue:Stop*",
        "grafana:*",
        "greengrass:*",
        "groundstation:*",
        "groundtruthlabeling:*",
        "guardduty:*",
        "health-agent:*",
        "health:*",
        "healthlake:*",
        "honeycode:*",
        "iam:*Delegation*",
        "iam:*From*",
        "iam:*MFA*",
        "iam:*Password*",
        "iam:*Policy",
        "iam:*Report",
        "iam:*Root*",
        "iam:*Service*",
        "iam:*Web*",
        "iam:Add*",
        "iam:Create*",
        "iam:Delete*",
        "iam:Get*",
        "iam:List*",
        "iam:Put*",
        "iam:Set*",
        "iam:Tag*",
        "iam:Untag*",
        "iam:Update*",
        "iam:Upload*",
        "identity-sync:*",
        "identitystore-auth:*",
        "identitystore:*",
        "imagebuilder:*",
        "importexport:*",
        "inspector-scan:ScanSbom",
        "inspector2-telemetry:*",
        "inspector2:*",
        "inspector:*",
        "interconnect:*",
        "internetmonitor:*",
        "invoicing:*",
        "iot-device-tester:*",
        "iot:*",
        "iotanalytics:*",
        "iotdeviceadvisor:*",
        "iotevents:*",
        "iotfleethub:*",
        "iotfleetwise:*",
        "iotjobsdata:*",
        "iotmanagedintegrations:*",
        "iotsitewise:*",
        "iottwinmaker:*",
        "iotwireless:*",
        "iq-permission:*",
        "iq:*",
        "ivs:*",
        "ivschat:*",
        "kafka-cluster:*",
        "kafka:*",
        "kafkaconnect:*",
        "kendra-ranking:*",
        "kendra:*",
        "kinesis:*",
        "kinesisanalytics:*",
        "kinesisvideo:*",
        "kms:*Alias",
        "kms:*Custom*",
        "kms:*Deletion",
        "kms:*Encrypt*",
        "kms:*Key",
        "kms:*Material",
        "kms:*Policy",
        "kms:*Resource",
        "kms:*Rotation",
        "kms:Decrypt",
        "kms:DeriveSharedSecret",
        "kms:Generate*",
        "kms:Get*",
        "kms:List*",
        "kms:RetireGrant",
        "kms:RevokeGrant",
        "kms:RotateKeyOnDemand",
        "kms:Sign",
        "kms:Update*",
        "kms:Verify*",
        "lakeformation:*Filter",
        "lakeformation:*Glue*",
        "lakeformation:*LF*",
        "lakeformation:*Lake*",
        "lakeformation:*Objects*",
        "lakeformation:*Permissions*",
        "lakeformation:*Query*",
        "lakeformation:*Resource",
        "lakeformation:*Transaction",
        "lakeformation:*Work*",
        "lakeformation:List*",
        "lakeformation:Register*",
        "lakeformation:Update*",
        "lambda:*",
        "launchwizard:*",
        "lex:*",
        "license-manager-linux-subscriptions:*",
        "license-manager-user-subscriptions:*",
        "license-manager:*",
        "lightsail:*",
        "logs:*Anomaly*",
        "logs:*Configuration",
        "logs:*Destination",
        "logs:*Events",
        "logs:*Fields",
        "logs:*Filter",
        "logs:*Group",
        "logs:*Integration",
        "logs:*Key",
        "logs:*Policy",
        "logs:*Queries",
        "logs:*Query*",
        "logs:*Resource",
        "logs:*Rule",
        "logs:*Stream",
        "logs:*Syslog*",
        "logs:*Table",
        "logs:*Tail",
        "logs:*Task",
        "logs:*Transformer",
        "logs:*With*",
        "logs:CreateDelivery",
        "logs:DeleteDelivery*",
        "logs:Describe*",
        "logs:GetDelivery*",
        "logs:GetLogRecord",
        "logs:Link",
        "logs:ListAggregateLogGroupSummaries",
        "logs:ListAnomalies",
        "logs:ListIntegrations",
        "logs:ListLogGroups*",
        "logs:Put*",
        "logs:Unmask",
        "lookoutequipment:*",
        "lookoutmetrics:*",
        "lookoutvision:*",
        "m2:*",
        "machinelearning:*",
        "macie2:*",
        "managedblockchain-query:*",
        "managedblockchain:*",
        "mapcredits:*",
        "marketplacecommerceanalytics:*",
        "mechanicalturk:*",
        "mediaconnect:*",
        "mediaconvert:*",
        "mediaimport:CreateDatabaseBinarySnapshot",
        "medialive:*",
        "mediapackage-vod:*",
        "mediapackage:*",
        "mediapackagev2:*",
        "mediastore:*",
        "mediatailor:*",
        "medical-imaging:*",
        "memorydb:*",
        "mgh:*",
        "mgn:*",
        "migrationhub-orchestrator:*",
        "migrationhub-strategy:*",
        "mobileanalytics:*",
        "mobiletargeting:*",
        "monitron:*",
        "mpa:*",
        "mq:*",
        "neptune-db:*",
        "neptune-graph:*",
        "network-firewall:*",
        "network-security-director:*",
        "network-security-manager:*",
        "networkflowmonitor:*",
        "networkmanager-chat:*",
        "networkmanager:*",
        "networkmonitor:*",
        "nimble:*",
        "notifications-contacts:*",
        "notifications:*",
        "nova-act:*",
        "oam:*",
        "observabilityadmin:*",
        "odb:*",
        "omics:*",
        "one:*",
        "opensearch:*",
        "opsworks-cm:*",
        "opsworks:*",
        "organizations:*",
        "osis:*",
        "outposts:*",
        "panorama:*",
        "partnercentral-account-management:*",
        "partnercentral:*",
        "payment-cryptography:*",
        "payments:*",
        "pca-connector-ad:*",
        "pca-connector-scep:*",
        "pcs:*",
        "personalize:*",
        "pi:*",
        "pipes:*",
        "polly:*",
        "pricing:*",
        "pricingplanmanager:*",
        "private-networks:*",
        "profile:*",
        "proton:*",
        "purchase-orders:*",
        "q:*",
        "qapps:*",
        "qbusiness:*",
        "qdeveloper:*",
        "qldb:*",
        "quicksight:*",
        "ram:*",
        "rbin:*",
        "rds-data:*",
        "rds-db:connect",
        "rds:*",
        "redshift-data:*",
        "redshift-serverless:*",
        "redshift:*",
        "refactor-spaces:*",
        "rekognition:*",
        "repostspace:*",
        "researchstudio:*",
        "resiliencehub:*",
        "resource-explorer-2:*",
        "resource-explorer:*",
        "resource-groups:*",
        "rhelkb:GetRhelURL",
        "robomaker:*",
        "rolesanywhere:*"
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
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": [
        "route53-recovery-cluster:*",
        "route53-recovery-control-config:*",
        "route53-recovery-readiness:*",
        "route53:*",
        "route53domains:*",
        "route53globalresolver:*",
        "route53profiles:*",
        "route53resolver:*",
        "rtbfabric:*",
        "rum:*",
        "s3:*Accelerate*",
        "s3:*Account*",
        "s3:*Acl",
        "s3:*Analytics*",
        "s3:*Attributes",
        "s3:*BucketPolicy*",
        "s3:*BucketPublic*",
        "s3:*BucketTagging",
        "s3:*CORS",
        "s3:*Controls",
        "s3:*EncryptionConfiguration",
        "s3:*Hold",
        "s3:*InventoryConfiguration",
        "s3:*Job",
        "s3:*Lifecycle*",
        "s3:*Logging",
        "s3:*Metrics*",
        "s3:*Multipart*",
        "s3:*Notification",
        "s3:*ObjectLock*",
        "s3:*ObjectTagging",
        "s3:*Payment",
        "s3:*ReplicationConfiguration",
        "s3:*Retention",
        "s3:*Tiering*",
        "s3:*Torrent",
        "s3:*Version",
        "s3:*VersionTagging",
        "s3:*Versioning",
        "s3:*Website",
        "s3:CreateAccessPoint",
        "s3:CreateBucket",
        "s3:DeleteAccessPoint",
        "s3:DeleteAccessPointPolicy",
        "s3:DeleteBucket",
        "s3:DeleteObject",
        "s3:GetAccessPoint",
        "s3:GetAccessPointPolicy",
        "s3:GetAccessPointPolicyStatus",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:ListAccessPoints",
        "s3:ListAllMyBuckets",
        "s3:ListBucketVersions",
        "s3:ListJobs",
        "s3:ObjectOwnerOverrideToBucketOwner",
        "s3:PutAccessPointPolicy",
        "s3:RestoreObject",
        "s3:UpdateJob*",
        "s3express:*",
        "s3files:*",
        "s3tables:*",
        "s3vectors:*",
        "sagemaker-data-science-assistant:SendConversation",
        "sagemaker-geospatial:*",
        "sagemaker-mlflow:*",
        "sagemaker-unified-studio-mcp:AuthorizeVpce",
        "sagemaker:*",
        "savingsplans:*",
        "scheduler:*",
        "schemas:*",
        "scn:*",
        "sdb:*",
        "secretsmanager:*",
        "security-ir:*",
        "securityagent:*",
        "securityhub:*",
        "securitylake:*",
        "serverlessrepo:*",
        "servicecatalog:*",
        "servicediscovery:*",
        "serviceextract:GetConfig",
        "servicequotas:*",
        "ses:*",
        "shield:*",
        "signer:*",
        "signin:*",
        "simspaceweaver:*",
        "sms-voice:*",
        "sms:*",
        "snow-device-management:*",
        "snowball:*",
        "sns:*Data*",
        "sns:*Permission",
        "sns:*Phone*",
        "sns:*Resource",
        "sns:ConfirmSubscription",
        "sns:Create*",
        "sns:Delete*",
        "sns:Get*",
        "sns:List*",
        "sns:Set*",
        "sns:Subscribe",
        "sns:Unsubscribe",
        "social-messaging:*",
        "sqlworkbench:*",
        "sqs:*",
        "ssm-contacts:*",
        "ssm-guiconnect:*",
        "ssm-incidents:*",
        "ssm-quicksetup:*",
        "ssm-sap:*",
        "ssm:*",
        "ssmmessages:*",
        "sso-directory:*",
        "sso-oauth:*",
        "sso:*",
        "states:*",
        "storagegateway:*",
        "sts:*",
        "support-console:*",
        "support:*",
        "supportapp:*",
        "supportauthz:*",
        "supportplans:*",
        "sustainability:*",
        "swf:*",
        "synthetics:*",
        "tag:*",
        "tax:*",
        "textract:*",
        "thinclient:*",
        "timestream-influxdb:*",
        "timestream:*",
        "tiros:*",
        "tnb:*",
        "transcribe:*",
        "transfer:*",
        "transform-custom:*",
        "transform:*",
        "translate:*",
        "trustedadvisor:*",
        "ts:*",
        "user-subscriptions:*",
        "uxc:*",
        "vendor-insights:*",
        "verified-access:AllowVerifiedAccess",
        "verifiedpermissions:*",
        "voiceid:*",
        "vpc-lattice-svcs:*",
        "vpc-lattice:*",
        "vpce:AllowMultiRegion",
        "waf-regional:*",
        "waf:*",
        "wafv2:*",
        "wam:AuthenticatePackager",
        "wellarchitected:*",
        "wickr:*",
        "wisdom:*",
        "workdocs:*",
        "worklink:*",
        "workmail:*",
        "workmailmessageflow:*",
        "workspaces-instances:*",
        "workspaces-web:*",
        "workspaces:*",
        "xray:*"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
cat >"$work/document-4.json" <<'IAM_DRIFT_DOCUMENT'
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
cat >"$work/document-5.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "ec2:*AccountVpc*",
        "ec2:*Application*",
        "ec2:*Cancellation*",
        "ec2:*IpamRoute*",
        "ec2:*IpamRouting*",
        "ec2:*Odb*",
        "ec2:*PoolPermission",
        "ec2:*Registry*",
        "ec2:*ResourcePolicy",
        "ec2:*TableEntry",
        "ec2:*TablePermission",
        "ec2:*Watermark",
        "ec2:*Web*",
        "ec2:Attach*To*",
        "ec2:DescribeLocalGatewayRouteTablePermissions",
        "ec2:Detach*From*",
        "ec2:GetIpamDiscoveredRoutes",
        "ec2:ImportByoipCidrToIpam",
        "ec2:Inject*",
        "ec2:ModifyVpcEndpointPayerResponsibility",
        "ec2:PauseVolumeIO",
        "ec2:ReplaceImageInstanceTypeSpecification",
        "ec2:SendSpotInstanceInterruptions",
        "ec2:StartInstances",
        "ec2:StopInstances",
        "ec2:ValidateSecurityGroupQuotasForInterface",
        "glue:*GetPartition",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTableVersions",
        "glue:UpdateTable",
        "iam:PassRole",
        "kms:CreateGrant",
        "lakeformation:GetDataAccess",
        "logs:*LogDelivery",
        "logs:ListLogDeliveries",
        "s3-object-lambda:*",
        "s3-outposts:*",
        "s3:*Abac",
        "s3:*Annotation",
        "s3:*For*",
        "s3:*Grant",
        "s3:*Grants*",
        "s3:*JobTagging",
        "s3:*Lens*",
        "s3:*Region*",
        "s3:*Replication",
        "s3:*Resource",
        "s3:*Table*",
        "s3:GetDataAccess",
        "s3:ListObject*",
        "s3:PutAccessPointPublicAccessBlock",
        "s3:Replicate*",
        "s3:UpdateObjectEncryption",
        "sns:Publish"
      ],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::tidewater-warehouse"
    },
    {
      "Effect": "Allow",
      "Action": "s3:PutObject",
      "Resource": "arn:aws:s3:::tidewater-warehouse/*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  # create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync
  create_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync' 'IamDriftQuarantine-20261031-user-legacy-sync' '/' 'What legacy-sync is to lose, denied until it is clear that nobody needs it' "$work/document-1.json"
  # attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync to user legacy-sync
  attach_policy user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync'
  # create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2
  create_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2' 'IamDriftQuarantine-20261031-user-legacy-sync-2' '/' 'What legacy-sync is to lose, denied until it is clear that nobody needs it' "$work/document-2.json"
  # attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2 to user legacy-sync
  attach_policy user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2'
  # create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3
  create_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3' 'IamDriftQuarantine-20261031-user-legacy-sync-3' '/' 'What legacy-sync is to lose, denied until it is clear that nobody needs it' "$work/document-3.json"
  # attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3 to user legacy-sync
  attach_policy user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3'
}

step_watch() {
  say "nothing is changed in this step"
}

step_remove() {
  # look whether the quarantine is in force, and write it down
  note_quarantine managed user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync'
  # put the inline policy everything of user legacy-sync
  put_inline_policy user 'legacy-sync' 'everything' "$work/document-5.json" "$work/document-4.json" "$work/document-5.json"
  # where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3 from user legacy-sync
  only_if quarantined detach_policy user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3' "$work/document-3.json" absent
  # where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3, which this plan created
  only_if quarantined delete_created_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3' "$work/document-3.json" absent
  # where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2 from user legacy-sync
  only_if quarantined detach_policy user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2' "$work/document-2.json" absent
  # where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2, which this plan created
  only_if quarantined delete_created_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2' "$work/document-2.json" absent
  # where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync from user legacy-sync
  only_if quarantined detach_policy user 'legacy-sync' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync' "$work/document-1.json" absent
  # where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync, which this plan created
  only_if quarantined delete_created_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync' "$work/document-1.json" absent
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash remediate.sh STEP [--check] [--force] [--now]
Performs one step of the plan.

  quarantine  Deny what is to be removed, for the time being
              - create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync
              - attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync to user legacy-sync
              - create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2
              - attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2 to user legacy-sync
              - create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3
              - attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3 to user legacy-sync
  watch       Watch for refusals
              - nothing is changed
  remove      Remove
              - look whether the quarantine is in force, and write it down
              - put the inline policy everything of user legacy-sync
              - where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3 from user legacy-sync
              - where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-3, which this plan created
              - where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2 from user legacy-sync
              - where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync-2, which this plan created
              - where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync from user legacy-sync
              - where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-user-legacy-sync, which this plan created

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
