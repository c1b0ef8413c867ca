#!/usr/bin/env bash
# remediate.sh: role github-deploy of account 111122223333
# Suggestion 162068cae9ca160a. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

account='111122223333'
subject_arn='arn:aws:iam::111122223333:role/github-deploy'
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
        "application-autoscaling:*Resource",
        "application-autoscaling:GetPredictiveScalingForecast",
        "application-autoscaling:Put*",
        "application-autoscaling:RegisterScalableTarget",
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
        "ec2:*Access*",
        "ec2:*Address",
        "ec2:*Addresses",
        "ec2:*Allocations",
        "ec2:*Associations",
        "ec2:*Attribute",
        "ec2:*Attributes",
        "ec2:*Availability*",
        "ec2:*Aws*",
        "ec2:*Bin",
        "ec2:*Byoasn",
        "ec2:*Byoip*",
        "ec2:*Capacity*",
        "ec2:*Cidr",
        "ec2:*Configurations",
        "ec2:*Connections",
        "ec2:*Credit*",
        "ec2:*Dhcp*",
        "ec2:*Encryption*",
        "ec2:*Endpoint",
        "ec2:*Event*",
        "ec2:*Fast*",
        "ec2:*Fleets",
        "ec2:*Format",
        "ec2:*Gateway",
        "ec2:*Gateways",
        "ec2:*Group",
        "ec2:*Groups",
        "ec2:*History",
        "ec2:*Hosts",
        "ec2:*IO",
        "ec2:*Id",
        "ec2:*Image",
        "ec2:*Images",
        "ec2:*Insights*",
        "ec2:*Instance",
        "ec2:*Instances",
        "ec2:*IpamResource*",
        "ec2:*Launch*",
        "ec2:*Link*",
        "ec2:*Local*",
        "ec2:*Logs",
        "ec2:*Metadata*",
        "ec2:*Mirror*",
        "ec2:*Modifications",
        "ec2:*Notifications",
        "ec2:*Offerings",
        "ec2:*Pair",
        "ec2:*Peering*",
        "ec2:*Permission",
        "ec2:*Permissions",
        "ec2:*Policies*",
        "ec2:*Policy*",
        "ec2:*Pool",
        "ec2:*Pools",
        "ec2:*Prefix*",
        "ec2:*References",
        "ec2:*Reservation",
        "ec2:*Reservations",
        "ec2:*Reserved*",
        "ec2:*Scopes",
        "ec2:*Secondary*",
        "ec2:*Security*",
        "ec2:*Services",
        "ec2:*Snapshot",
        "ec2:*Snapshots",
        "ec2:*Spot*",
        "ec2:*Sql*",
        "ec2:*Status*",
        "ec2:*Subnet",
        "ec2:*Subnets",
        "ec2:*Tasks",
        "ec2:*Topology",
        "ec2:*Transit*",
        "ec2:*Types",
        "ec2:*Usage*",
        "ec2:*Verification*",
        "ec2:*Volume",
        "ec2:*Volumes",
        "ec2:*Vpc",
        "ec2:*Vpn*",
        "ec2:Accept*",
        "ec2:Associate*",
        "ec2:Attach*",
        "ec2:Cancel*",
        "ec2:Create*",
        "ec2:Delete*Acl*",
        "ec2:DeleteIpam*",
        "ec2:DeleteRoute*",
        "ec2:DeleteTags",
        "ec2:Describe*Endpoints",
        "ec2:DescribeAddressTransfers",
        "ec2:DescribeElasticGpus",
        "ec2:DescribeIpams",
        "ec2:DescribeKeyPairs",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeOutpostLags",
        "ec2:DescribeRegions",
        "ec2:DescribeRoute*",
        "ec2:DescribeVpcs",
        "ec2:Detach*",
        "ec2:Disable*",
        "ec2:Disassociate*",
        "ec2:Enable*",
        "ec2:Get*",
        "ec2:Import*",
        "ec2:Inject*",
        "ec2:Modify*",
        "ec2:Release*",
        "ec2:Replace*",
        "ec2:Restore*",
        "ec2:Send*",
        "ec2messages:*",
        "ecr-public:*",
        "ecr:*Creation*",
        "ecr:*Exclusion",
        "ecr:*Registry*",
        "ecr:*Rule",
        "ecr:*Setting",
        "ecr:*SigningConfiguration",
        "ecr:*Upload*",
        "ecr:Create*",
        "ecr:Delete*",
        "ecr:Put*Policy",
        "ecr:PutReplicationConfiguration",
        "ecr:SetRepositoryPolicy",
        "ecr:Start*",
        "ecr:TagResource",
        "ecr:UntagResource",
        "ecs-mcp:*",
        "ecs:*Account*",
        "ecs:*Attributes",
        "ecs:*Capacity*",
        "ecs:*Cluster",
        "ecs:*Daemon",
        "ecs:*Deployment",
        "ecs:*Deployments",
        "ecs:*Express*",
        "ecs:*Instance",
        "ecs:*Instances",
        "ecs:*Protection",
        "ecs:*Revisions",
        "ecs:*Set",
        "ecs:*Settings",
        "ecs:*Task",
        "ecs:*Tasks",
        "ecs:Create*",
        "ecs:DeleteService",
        "ecs:DescribeClusters",
        "ecs:DescribeTaskSets",
        "ecs:ExecuteCommand",
        "ecs:RegisterDaemonTaskDefinition",
        "ecs:UpdateContainer*",
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
        "elemental-support-cases:*",
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
        "globalaccelerator:*"
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
        "kms:*Material",
        "kms:*Policy",
        "kms:*Region*",
        "kms:*Resource*",
        "kms:Create*",
        "kms:Decrypt",
        "kms:DeriveSharedSecret",
        "kms:Disable*",
        "kms:Enable*",
        "kms:Generate*",
        "kms:Get*",
        "kms:ListAliases",
        "kms:ListKeyPolicies",
        "kms:ListKeyRotations",
        "kms:ListKeys",
        "kms:ListRetirableGrants",
        "kms:ReplicateKey",
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
        "rolesanywhere:*",
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
        "s3-object-lambda:*",
        "s3-outposts:*",
        "s3:*",
        "s3express:*",
        "s3files:*",
        "s3tables:*",
        "s3vectors:*",
        "sagemaker-data-science-assistant:SendConversation"
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
        "ssm:*Activation",
        "ssm:*Association",
        "ssm:*Baseline",
        "ssm:*Cloud*",
        "ssm:*Document",
        "ssm:*Execution",
        "ssm:*Group",
        "ssm:*Inventory",
        "ssm:*Managed*",
        "ssm:*Ops*",
        "ssm:*Parameters",
        "ssm:*Permission",
        "ssm:*Resource*",
        "ssm:*Session",
        "ssm:*Setting",
        "ssm:*Version",
        "ssm:*Window",
        "ssm:Cancel*",
        "ssm:Create*",
        "ssm:Describe*",
        "ssm:ExecuteAPI",
        "ssm:Get*",
        "ssm:List*",
        "ssm:Put*",
        "ssm:Send*",
        "ssm:Start*",
        "ssm:Update*",
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
      "Action": [
        "application-autoscaling:DeleteScalingPolicy",
        "application-autoscaling:DeleteScheduledAction",
        "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScalingActivities",
        "application-autoscaling:DescribeScalingPolicies",
        "application-autoscaling:DescribeScheduledActions",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteVpcEndpoints",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeTags",
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchDeleteImage",
        "ecr:BatchGetImage",
        "ecr:BatchGetRepositoryScanningConfiguration",
        "ecr:BatchImportUpstreamImage",
        "ecr:DescribeImageReplicationStatus",
        "ecr:DescribeImageScanFindings",
        "ecr:DescribeImageSigningStatus",
        "ecr:DescribeImages",
        "ecr:DescribePullThroughCacheRules",
        "ecr:DescribeRepositories",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
        "ecr:GetImageCopyStatus",
        "ecr:GetLifecyclePolicy",
        "ecr:GetLifecyclePolicyPreview",
        "ecr:GetRepositoryPolicy",
        "ecr:ListImages",
        "ecr:ListPullTimeUpdateExclusions",
        "ecr:ListTagsForResource",
        "ecr:PutImage",
        "ecr:PutImageScanningConfiguration",
        "ecr:PutImageTagMutability",
        "ecr:ReplicateImage",
        "ecr:UpdateImageStorageClass",
        "ecs:AllowVendedLogDeliveryForResource",
        "ecs:DeleteDaemonTaskDefinition",
        "ecs:DeleteTaskDefinitions",
        "ecs:DeregisterTaskDefinition",
        "ecs:DescribeDaemonTaskDefinition",
        "ecs:DescribeServices",
        "ecs:DescribeTaskDefinition",
        "ecs:DiscoverPollEndpoint",
        "ecs:ListClusters",
        "ecs:ListDaemonTaskDefinitions",
        "ecs:ListDaemons",
        "ecs:ListServices",
        "ecs:ListServicesByNamespace",
        "ecs:ListTagsForResource",
        "ecs:ListTaskDefinitionFamilies",
        "ecs:ListTaskDefinitions",
        "ecs:Poll",
        "ecs:PutSystemLogEvents",
        "ecs:RegisterTaskDefinition",
        "ecs:StartTelemetrySession",
        "ecs:SubmitAttachmentStateChanges",
        "ecs:SubmitContainerStateChange",
        "ecs:SubmitTaskStateChange",
        "ecs:TagResource",
        "ecs:UntagResource",
        "ecs:UpdateService",
        "glue:BatchGetPartition",
        "glue:GetPartition",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTableVersions",
        "glue:UpdateTable",
        "iam:PassRole",
        "kms:DescribeKey",
        "kms:ListGrants",
        "kms:RetireGrant",
        "kms:RevokeGrant",
        "lakeformation:GetDataAccess",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:UpdateLogDelivery",
        "sns:Publish",
        "ssm:DeleteParameter",
        "tag:*"
      ],
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
      "Action": "*",
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  # create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy
  create_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy' 'IamDriftQuarantine-20261031-role-github-deploy' '/' 'What github-deploy is to lose, denied until it is clear that nobody needs it' "$work/document-1.json"
  # attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy to role github-deploy
  attach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy'
  # create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2
  create_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2' 'IamDriftQuarantine-20261031-role-github-deploy-2' '/' 'What github-deploy is to lose, denied until it is clear that nobody needs it' "$work/document-2.json"
  # attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2 to role github-deploy
  attach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2'
  # create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3
  create_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3' 'IamDriftQuarantine-20261031-role-github-deploy-3' '/' 'What github-deploy is to lose, denied until it is clear that nobody needs it' "$work/document-3.json"
  # attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3 to role github-deploy
  attach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3'
}

step_watch() {
  say "nothing is changed in this step"
}

step_remove() {
  # look whether the quarantine is in force, and write it down
  note_quarantine managed role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy'
  # create the managed policy arn:aws:iam::111122223333:policy/github-deploy-least-privilege
  create_policy 'arn:aws:iam::111122223333:policy/github-deploy-least-privilege' 'github-deploy-least-privilege' '/' 'What github-deploy needs, in place of wider policies' "$work/document-4.json"
  # attach arn:aws:iam::111122223333:policy/github-deploy-least-privilege to role github-deploy
  attach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/github-deploy-least-privilege'
  # detach arn:aws:iam::aws:policy/AdministratorAccess from role github-deploy
  detach_policy role 'github-deploy' 'arn:aws:iam::aws:policy/AdministratorAccess' "$work/document-5.json"
  # where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3 from role github-deploy
  only_if quarantined detach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3' "$work/document-3.json" absent
  # where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3, which this plan created
  only_if quarantined delete_created_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3' "$work/document-3.json" absent
  # where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2 from role github-deploy
  only_if quarantined detach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2' "$work/document-2.json" absent
  # where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2, which this plan created
  only_if quarantined delete_created_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2' "$work/document-2.json" absent
  # where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy from role github-deploy
  only_if quarantined detach_policy role 'github-deploy' 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy' "$work/document-1.json" absent
  # where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy, which this plan created
  only_if quarantined delete_created_policy 'arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy' "$work/document-1.json" absent
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash remediate.sh STEP [--check] [--force] [--now]
Performs one step of the plan.

  quarantine  Deny what is to be removed, for the time being
              - create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy
              - attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy to role github-deploy
              - create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2
              - attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2 to role github-deploy
              - create the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3
              - attach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3 to role github-deploy
  watch       Watch for refusals
              - nothing is changed
  remove      Remove
              - look whether the quarantine is in force, and write it down
              - create the managed policy arn:aws:iam::111122223333:policy/github-deploy-least-privilege
              - attach arn:aws:iam::111122223333:policy/github-deploy-least-privilege to role github-deploy
              - detach arn:aws:iam::aws:policy/AdministratorAccess from role github-deploy
              - where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3 from role github-deploy
              - where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-3, which this plan created
              - where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2 from role github-deploy
              - where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy-2, which this plan created
              - where the quarantine is in force: detach arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy from role github-deploy
              - where the quarantine is in force: delete the managed policy arn:aws:iam::111122223333:policy/IamDriftQuarantine-20261031-role-github-deploy, which this plan created

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
