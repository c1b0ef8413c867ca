#!/usr/bin/env bash
# remediate.sh: permission-set Developer of account 123456789012
# Suggestion e049cee1208db389. README.md beside this file says what it is for; without arguments it says what it does.
# Needs the AWS CLI, and jq or python3.
set -euo pipefail
export AWS_PAGER=''

subject='Developer'
subject_arn='arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b'
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
      "Sid": "IamDriftQuarantine20261031",
      "Effect": "Deny",
      "Action": [
        "a2c:*",
        "a4b:*",
        "access-analyzer:*",
        "account-access:*",
        "account:*AccountInformation",
        "account:GetPrimaryEmail",
        "account:ListRegions",
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
        "cloudformation:Create*Set",
        "cloudformation:CreateStack",
        "cloudformation:CreateStackInstances",
        "cloudformation:DeleteStack",
        "cloudformation:ExecuteChangeSet",
        "cloudformation:UpdateStack*",
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
        "ec2:*",
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
        "globalaccelerator:*",
        "glue:CreateDevEndpoint",
        "glue:CreateJob",
        "glue:DeleteDatabase",
        "glue:DeleteResourcePolicy",
        "glue:PutResourcePolicy",
        "glue:UpdateDevEndpoint",
        "glue:UpdateJob",
        "grafana:*",
        "greengrass:*",
        "groundstation:*",
        "groundtruthlabeling:*",
        "guardduty:*",
        "health-agent:*",
        "health:*",
        "healthlake:*",
        "honeycode:*",
        "iam:*LinkedRole",
        "iam:ListRoles",
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
        "kms:*",
        "lakeformation:*Glue*",
        "lakeformation:*Grant*",
        "lakeformation:*Revoke*",
        "lakeformation:AddLFTagsToResource",
        "lakeformation:CreateLakeFormationOptIn",
        "lakeformation:DeregisterResource",
        "lakeformation:PutDataLakeSettings",
        "lakeformation:RegisterResource",
        "lambda:Add*",
        "lambda:CreateFunction*",
        "lambda:UpdateFunctionConfiguration",
        "lambda:UpdateFunctionUrlConfig",
        "launchwizard:*",
        "lex:*",
        "license-manager-linux-subscriptions:*",
        "license-manager-user-subscriptions:*",
        "license-manager:*",
        "lightsail:*",
        "logs:*ResourcePolicy",
        "logs:DeleteLogGroup",
        "logs:DeleteLogStream",
        "logs:PutAccountPolicy",
        "logs:PutDestination*",
        "logs:PutSubscriptionFilter",
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
        "organizations:DescribeEffectivePolicy",
        "organizations:DescribeOrganization",
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
        "sns:*Permission",
        "sns:SetTopicAttributes",
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
cat >"$work/document-2.json" <<'IAM_DRIFT_DOCUMENT'
{"Version":"2012-10-17","Statement":[{"Sid":"IamDriftQuarantine20261031","Effect":"Deny","Action":["a2c:*","a4b:*","access-analyzer:*","account-access:*","account:*AccountInformation","account:GetPrimaryEmail","account:ListRegions","acm-pca:*","acm:*","aco-automation:*","action-recommendations:ListRecommendedActions","activate:*","agent-registry:*","agentaccess-mcp:*","aidevops:*","aiops:*","airflow-serverless:*","airflow:*","amplify:*","amplifybackend:*","amplifyuibuilder:*","aoss:*","apigateway:*","app-integrations:*","appconfig:*","appfabric:*","appflow:*","application-autoscaling:*","application-signals-mcp:*","application-signals:*","application-transformation:*","applicationinsights:*","appmesh-preview:*","appmesh:*","apprunner:*","appstream:*","appstudio:*","appsync:*","apptest:*","aps:*","arc-region-switch:*","arc-zonal-shift:*","arsenal:RegisterOnPremisesAgent","artifact:*","athena:*","auditmanager:*","autoscaling-plans:*","autoscaling:*","aws-external-anthropic:*","aws-marketplace-management:*","aws-marketplace:*","aws-portal:*","awsconnector:*","b2bi:*","backup-gateway:*","backup-search:*","backup-storage:*","backup:*","batch:*","bcm-dashboards:*","bcm-data-exports:*","bcm-pricing-calculator:*","bcm-recommended-actions:ListRecommendedActions","bedrock-agentcore:*","bedrock-mantle:*","bedrock-websearch:*","bedrock:*","billing:*","billingconductor:*","braket:*","budgets:*","bugbust:*","cases:*","cassandra:*","ce:*","chatbot:*","chime:*","cleanrooms-ml:*","cleanrooms:*","cloud9:*","clouddirectory:*","cloudformation:Create*Set","cloudformation:CreateStack","cloudformation:CreateStackInstances","cloudformation:DeleteStack","cloudformation:ExecuteChangeSet","cloudformation:UpdateStack*","cloudfront-keyvaluestore:*","cloudfront:*","cloudhsm:*","cloudsearch:*","cloudshell:*","cloudtrail-data:PutAuditEvents","cloudtrail:*","cloudwatch:*","codeartifact:*","codebuild:*","codecatalyst:*","codecommit:*","codeconnections:*","codedeploy-commands-secure:*","codedeploy:*","codeguru-profiler:*","codeguru-reviewer:*","codeguru-security:*","codeguru:GetCodeGuruFreeTrialSummary","codepipeline:*","codestar-connections:*","codestar-notifications:*","codestar:*","codewhisperer:*","cognito-identity:*","cognito-idp:*","cognito-sync:*","comprehend:*","comprehendmedical:*","compute-optimizer:*","config:*","connect-campaigns:*","connect:*","consoleapp:*","consolidatedbilling:*","controlcatalog:*","controltower:*","cost-optimization-hub:*","cur:*","customer-verification:*","databrew:*","dataexchange:*","datapipeline:*","datasync:*","datazone:*","dax:*","dbqms:*","deadline:*","detective:*","devicefarm:*","devops-guru:*","directconnect:*","discovery:*","dlm:*","dms:*","docdb-elastic:*","drs:*","ds-data:*","ds:*","dsql:*","dynamodb:*","ebs:*","ec2-instance-connect:*","ec2:*","ec2messages:*","ecr-public:*","ecr:*","ecs-mcp:*","ecs:*","eks-auth:AssumeRoleForPodIdentity","eks-mcp:*","eks:*","elasticache:*","elasticbeanstalk:*","elasticfilesystem:*","elasticloadbalancing:*","elasticmapreduce:*","elastictranscoder:*","elemental-activations:*","elemental-appliances-software:*","elemental-inference:*","elemental-support-cases:*","elemental-support-content:Query","emr-containers:*","emr-serverless:*","entityresolution:*","es:*","events:*","eventsbilltoaws:*","evidently:*","evs:*","execute-api:*","finops-agent:*","finspace-api:GetProgrammaticAccessCredentials","finspace:*","firehose:*","fis:*","fms:*","forecast:*","frauddetector:*","freertos:*","freetier:*","fsx:*","gamelift:*","gameliftstreams:*","geo-maps:*","geo-places:*","geo-routes:*","geo:*","glacier:*","globalaccelerator:*","glue:CreateDevEndpoint","glue:CreateJob","glue:DeleteDatabase","glue:DeleteResourcePolicy","glue:PutResourcePolicy","glue:UpdateDevEndpoint","glue:UpdateJob","grafana:*","greengrass:*","groundstation:*","groundtruthlabeling:*","guardduty:*","health-agent:*","health:*","healthlake:*","honeycode:*","iam:*LinkedRole","iam:ListRoles","identity-sync:*","identitystore-auth:*","identitystore:*","imagebuilder:*","importexport:*","inspector-scan:ScanSbom","inspector2-telemetry:*","inspector2:*","inspector:*","interconnect:*","internetmonitor:*","invoicing:*","iot-device-tester:*","iot:*","iotanalytics:*","iotdeviceadvisor:*","iotevents:*","iotfleethub:*","iotfleetwise:*","iotjobsdata:*","iotmanagedintegrations:*","iotsitewise:*","iottwinmaker:*","iotwireless:*","iq-permission:*","iq:*","ivs:*","ivschat:*","kafka-cluster:*","kafka:*","kafkaconnect:*","kendra-ranking:*","kendra:*","kinesis:*","kinesisanalytics:*","kinesisvideo:*","kms:*","lakeformation:*Glue*","lakeformation:*Grant*","lakeformation:*Revoke*","lakeformation:AddLFTagsToResource","lakeformation:CreateLakeFormationOptIn","lakeformation:DeregisterResource","lakeformation:PutDataLakeSettings","lakeformation:RegisterResource","lambda:Add*","lambda:CreateFunction*","lambda:UpdateFunctionConfiguration","lambda:UpdateFunctionUrlConfig","launchwizard:*","lex:*","license-manager-linux-subscriptions:*","license-manager-user-subscriptions:*","license-manager:*","lightsail:*","logs:*ResourcePolicy","logs:DeleteLogGroup","logs:DeleteLogStream","logs:PutAccountPolicy","logs:PutDestination*","logs:PutSubscriptionFilter","lookoutequipment:*","lookoutmetrics:*","lookoutvision:*","m2:*","machinelearning:*","macie2:*","managedblockchain-query:*","managedblockchain:*","mapcredits:*","marketplacecommerceanalytics:*","mechanicalturk:*","mediaconnect:*","mediaconvert:*","mediaimport:CreateDatabaseBinarySnapshot","medialive:*","mediapackage-vod:*","mediapackage:*","mediapackagev2:*","mediastore:*","mediatailor:*","medical-imaging:*","memorydb:*","mgh:*","mgn:*","migrationhub-orchestrator:*","migrationhub-strategy:*","mobileanalytics:*","mobiletargeting:*","monitron:*","mpa:*","mq:*","neptune-db:*","neptune-graph:*","network-firewall:*","network-security-director:*","network-security-manager:*","networkflowmonitor:*","networkmanager-chat:*","networkmanager:*","networkmonitor:*","nimble:*","notifications-contacts:*","notifications:*","nova-act:*","oam:*","observabilityadmin:*","odb:*","omics:*","one:*","opensearch:*","opsworks-cm:*","opsworks:*","organizations:DescribeEffectivePolicy","organizations:DescribeOrganization","osis:*","outposts:*","panorama:*","partnercentral-account-management:*","partnercentral:*","payment-cryptography:*","payments:*","pca-connector-ad:*","pca-connector-scep:*","pcs:*","personalize:*","pi:*","pipes:*","polly:*","pricing:*","pricingplanmanager:*","private-networks:*","profile:*","proton:*","purchase-orders:*","q:*","qapps:*","qbusiness:*","qdeveloper:*","qldb:*","quicksight:*","ram:*","rbin:*","rds-data:*","rds-db:connect","rds:*","redshift-data:*","redshift-serverless:*","redshift:*","refactor-spaces:*","rekognition:*","repostspace:*","researchstudio:*","resiliencehub:*","resource-explorer-2:*","resource-explorer:*","resource-groups:*","rhelkb:GetRhelURL","robomaker:*","rolesanywhere:*","route53-recovery-cluster:*","route53-recovery-control-config:*","route53-recovery-readiness:*","route53:*","route53domains:*","route53globalresolver:*","route53profiles:*","route53resolver:*","rtbfabric:*","rum:*","s3-object-lambda:*","s3-outposts:*","s3:*","s3express:*","s3files:*","s3tables:*","s3vectors:*","sagemaker-data-science-assistant:SendConversation","sagemaker-geospatial:*","sagemaker-mlflow:*","sagemaker-unified-studio-mcp:AuthorizeVpce","sagemaker:*","savingsplans:*","scheduler:*","schemas:*","scn:*","sdb:*","secretsmanager:*","security-ir:*","securityagent:*","securityhub:*","securitylake:*","serverlessrepo:*","servicecatalog:*","servicediscovery:*","serviceextract:GetConfig","servicequotas:*","ses:*","shield:*","signer:*","signin:*","simspaceweaver:*","sms-voice:*","sms:*","snow-device-management:*","snowball:*","sns:*Permission","sns:SetTopicAttributes","social-messaging:*","sqlworkbench:*","sqs:*","ssm-contacts:*","ssm-guiconnect:*","ssm-incidents:*","ssm-quicksetup:*","ssm-sap:*","ssm:*","ssmmessages:*","sso-directory:*","sso-oauth:*","sso:*","states:*","storagegateway:*","sts:*","support-console:*","support:*","supportapp:*","supportauthz:*","supportplans:*","sustainability:*","swf:*","synthetics:*","tag:*","tax:*","textract:*","thinclient:*","timestream-influxdb:*","timestream:*","tiros:*","tnb:*","transcribe:*","transfer:*","transform-custom:*","transform:*","translate:*","trustedadvisor:*","ts:*","user-subscriptions:*","uxc:*","vendor-insights:*","verified-access:AllowVerifiedAccess","verifiedpermissions:*","voiceid:*","vpc-lattice-svcs:*","vpc-lattice:*","vpce:AllowMultiRegion","waf-regional:*","waf:*","wafv2:*","wam:AuthenticatePackager","wellarchitected:*","wickr:*","wisdom:*","workdocs:*","worklink:*","workmail:*","workmailmessageflow:*","workspaces-instances:*","workspaces-web:*","workspaces:*","xray:*"],"Resource":"*"}]}
IAM_DRIFT_DOCUMENT
cat >"$work/document-3.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "NotAction": [
        "iam:*",
        "organizations:*",
        "account:*",
        "a2c:*",
        "a4b:*",
        "access-analyzer:*",
        "account-access:*",
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
        "cloudformation:CreateChangeSet",
        "cloudformation:CreateStack",
        "cloudformation:CreateStackInstances",
        "cloudformation:CreateStackSet",
        "cloudformation:DeleteStack",
        "cloudformation:ExecuteChangeSet",
        "cloudformation:UpdateStack",
        "cloudformation:UpdateStackInstances",
        "cloudformation:UpdateStackSet",
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
        "ec2:*",
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
        "globalaccelerator:*",
        "glue:CreateDevEndpoint",
        "glue:CreateJob",
        "glue:DeleteDatabase",
        "glue:DeleteResourcePolicy",
        "glue:PutResourcePolicy",
        "glue:UpdateDevEndpoint",
        "glue:UpdateJob",
        "grafana:*",
        "greengrass:*",
        "groundstation:*",
        "groundtruthlabeling:*",
        "guardduty:*",
        "health-agent:*",
        "health:*",
        "healthlake:*",
        "honeycode:*",
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
        "kms:*",
        "lakeformation:AddLFTagsToResource",
        "lakeformation:BatchGrantPermissions",
        "lakeformation:BatchRevokePermissions",
        "lakeformation:CreateLakeFormationOptIn",
        "lakeformation:DeregisterResource",
        "lakeformation:GetTemporaryGluePartitionCredentials",
        "lakeformation:GetTemporaryGlueTableCredentials",
        "lakeformation:GrantPermissions",
        "lakeformation:PutDataLakeSettings",
        "lakeformation:RegisterResource",
        "lakeformation:RevokePermissions",
        "lambda:AddLayerVersionPermission",
        "lambda:AddPermission",
        "lambda:CreateFunction",
        "lambda:CreateFunctionUrlConfig",
        "lambda:UpdateFunctionConfiguration",
        "lambda:UpdateFunctionUrlConfig",
        "launchwizard:*",
        "lex:*",
        "license-manager-linux-subscriptions:*",
        "license-manager-user-subscriptions:*",
        "license-manager:*",
        "lightsail:*",
        "logs:DeleteLogGroup",
        "logs:DeleteLogStream",
        "logs:DeleteResourcePolicy",
        "logs:PutAccountPolicy",
        "logs:PutDestination",
        "logs:PutDestinationPolicy",
        "logs:PutResourcePolicy",
        "logs:PutSubscriptionFilter",
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
        "sns:AddPermission",
        "sns:RemovePermission",
        "sns:SetTopicAttributes",
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
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*","a2c:*","a4b:*","access-analyzer:*","account-access:*","acm-pca:*","acm:*","aco-automation:*","action-recommendations:ListRecommendedActions","activate:*","agent-registry:*","agentaccess-mcp:*","aidevops:*","aiops:*","airflow-serverless:*","airflow:*","amplify:*","amplifybackend:*","amplifyuibuilder:*","aoss:*","apigateway:*","app-integrations:*","appconfig:*","appfabric:*","appflow:*","application-autoscaling:*","application-signals-mcp:*","application-signals:*","application-transformation:*","applicationinsights:*","appmesh-preview:*","appmesh:*","apprunner:*","appstream:*","appstudio:*","appsync:*","apptest:*","aps:*","arc-region-switch:*","arc-zonal-shift:*","arsenal:RegisterOnPremisesAgent","artifact:*","athena:*","auditmanager:*","autoscaling-plans:*","autoscaling:*","aws-external-anthropic:*","aws-marketplace-management:*","aws-marketplace:*","aws-portal:*","awsconnector:*","b2bi:*","backup-gateway:*","backup-search:*","backup-storage:*","backup:*","batch:*","bcm-dashboards:*","bcm-data-exports:*","bcm-pricing-calculator:*","bcm-recommended-actions:ListRecommendedActions","bedrock-agentcore:*","bedrock-mantle:*","bedrock-websearch:*","bedrock:*","billing:*","billingconductor:*","braket:*","budgets:*","bugbust:*","cases:*","cassandra:*","ce:*","chatbot:*","chime:*","cleanrooms-ml:*","cleanrooms:*","cloud9:*","clouddirectory:*","cloudformation:CreateChangeSet","cloudformation:CreateStack","cloudformation:CreateStackInstances","cloudformation:CreateStackSet","cloudformation:DeleteStack","cloudformation:ExecuteChangeSet","cloudformation:UpdateStack","cloudformation:UpdateStackInstances","cloudformation:UpdateStackSet","cloudfront-keyvaluestore:*","cloudfront:*","cloudhsm:*","cloudsearch:*","cloudshell:*","cloudtrail-data:PutAuditEvents","cloudtrail:*","cloudwatch:*","codeartifact:*","codebuild:*","codecatalyst:*","codecommit:*","codeconnections:*","codedeploy-commands-secure:*","codedeploy:*","codeguru-profiler:*","codeguru-reviewer:*","codeguru-security:*","codeguru:GetCodeGuruFreeTrialSummary","codepipeline:*","codestar-connections:*","codestar-notifications:*","codestar:*","codewhisperer:*","cognito-identity:*","cognito-idp:*","cognito-sync:*","comprehend:*","comprehendmedical:*","compute-optimizer:*","config:*","connect-campaigns:*","connect:*","consoleapp:*","consolidatedbilling:*","controlcatalog:*","controltower:*","cost-optimization-hub:*","cur:*","customer-verification:*","databrew:*","dataexchange:*","datapipeline:*","datasync:*","datazone:*","dax:*","dbqms:*","deadline:*","detective:*","devicefarm:*","devops-guru:*","directconnect:*","discovery:*","dlm:*","dms:*","docdb-elastic:*","drs:*","ds-data:*","ds:*","dsql:*","dynamodb:*","ebs:*","ec2-instance-connect:*","ec2:*","ec2messages:*","ecr-public:*","ecr:*","ecs-mcp:*","ecs:*","eks-auth:AssumeRoleForPodIdentity","eks-mcp:*","eks:*","elasticache:*","elasticbeanstalk:*","elasticfilesystem:*","elasticloadbalancing:*","elasticmapreduce:*","elastictranscoder:*","elemental-activations:*","elemental-appliances-software:*","elemental-inference:*","elemental-support-cases:*","elemental-support-content:Query","emr-containers:*","emr-serverless:*","entityresolution:*","es:*","events:*","eventsbilltoaws:*","evidently:*","evs:*","execute-api:*","finops-agent:*","finspace-api:GetProgrammaticAccessCredentials","finspace:*","firehose:*","fis:*","fms:*","forecast:*","frauddetector:*","freertos:*","freetier:*","fsx:*","gamelift:*","gameliftstreams:*","geo-maps:*","geo-places:*","geo-routes:*","geo:*","glacier:*","globalaccelerator:*","glue:CreateDevEndpoint","glue:CreateJob","glue:DeleteDatabase","glue:DeleteResourcePolicy","glue:PutResourcePolicy","glue:UpdateDevEndpoint","glue:UpdateJob","grafana:*","greengrass:*","groundstation:*","groundtruthlabeling:*","guardduty:*","health-agent:*","health:*","healthlake:*","honeycode:*","identity-sync:*","identitystore-auth:*","identitystore:*","imagebuilder:*","importexport:*","inspector-scan:ScanSbom","inspector2-telemetry:*","inspector2:*","inspector:*","interconnect:*","internetmonitor:*","invoicing:*","iot-device-tester:*","iot:*","iotanalytics:*","iotdeviceadvisor:*","iotevents:*","iotfleethub:*","iotfleetwise:*","iotjobsdata:*","iotmanagedintegrations:*","iotsitewise:*","iottwinmaker:*","iotwireless:*","iq-permission:*","iq:*","ivs:*","ivschat:*","kafka-cluster:*","kafka:*","kafkaconnect:*","kendra-ranking:*","kendra:*","kinesis:*","kinesisanalytics:*","kinesisvideo:*","kms:*","lakeformation:AddLFTagsToResource","lakeformation:BatchGrantPermissions","lakeformation:BatchRevokePermissions","lakeformation:CreateLakeFormationOptIn","lakeformation:DeregisterResource","lakeformation:GetTemporaryGluePartitionCredentials","lakeformation:GetTemporaryGlueTableCredentials","lakeformation:GrantPermissions","lakeformation:PutDataLakeSettings","lakeformation:RegisterResource","lakeformation:RevokePermissions","lambda:AddLayerVersionPermission","lambda:AddPermission","lambda:CreateFunction","lambda:CreateFunctionUrlConfig","lambda:UpdateFunctionConfiguration","lambda:UpdateFunctionUrlConfig","launchwizard:*","lex:*","license-manager-linux-subscriptions:*","license-manager-user-subscriptions:*","license-manager:*","lightsail:*","logs:DeleteLogGroup","logs:DeleteLogStream","logs:DeleteResourcePolicy","logs:PutAccountPolicy","logs:PutDestination","logs:PutDestinationPolicy","logs:PutResourcePolicy","logs:PutSubscriptionFilter","lookoutequipment:*","lookoutmetrics:*","lookoutvision:*","m2:*","machinelearning:*","macie2:*","managedblockchain-query:*","managedblockchain:*","mapcredits:*","marketplacecommerceanalytics:*","mechanicalturk:*","mediaconnect:*","mediaconvert:*","mediaimport:CreateDatabaseBinarySnapshot","medialive:*","mediapackage-vod:*","mediapackage:*","mediapackagev2:*","mediastore:*","mediatailor:*","medical-imaging:*","memorydb:*","mgh:*","mgn:*","migrationhub-orchestrator:*","migrationhub-strategy:*","mobileanalytics:*","mobiletargeting:*","monitron:*","mpa:*","mq:*","neptune-db:*","neptune-graph:*","network-firewall:*","network-security-director:*","network-security-manager:*","networkflowmonitor:*","networkmanager-chat:*","networkmanager:*","networkmonitor:*","nimble:*","notifications-contacts:*","notifications:*","nova-act:*","oam:*","observabilityadmin:*","odb:*","omics:*","one:*","opensearch:*","opsworks-cm:*","opsworks:*","osis:*","outposts:*","panorama:*","partnercentral-account-management:*","partnercentral:*","payment-cryptography:*","payments:*","pca-connector-ad:*","pca-connector-scep:*","pcs:*","personalize:*","pi:*","pipes:*","polly:*","pricing:*","pricingplanmanager:*","private-networks:*","profile:*","proton:*","purchase-orders:*","q:*","qapps:*","qbusiness:*","qdeveloper:*","qldb:*","quicksight:*","ram:*","rbin:*","rds-data:*","rds-db:connect","rds:*","redshift-data:*","redshift-serverless:*","redshift:*","refactor-spaces:*","rekognition:*","repostspace:*","researchstudio:*","resiliencehub:*","resource-explorer-2:*","resource-explorer:*","resource-groups:*","rhelkb:GetRhelURL","robomaker:*","rolesanywhere:*","route53-recovery-cluster:*","route53-recovery-control-config:*","route53-recovery-readiness:*","route53:*","route53domains:*","route53globalresolver:*","route53profiles:*","route53resolver:*","rtbfabric:*","rum:*","s3-object-lambda:*","s3-outposts:*","s3:*","s3express:*","s3files:*","s3tables:*","s3vectors:*","sagemaker-data-science-assistant:SendConversation","sagemaker-geospatial:*","sagemaker-mlflow:*","sagemaker-unified-studio-mcp:AuthorizeVpce","sagemaker:*","savingsplans:*","scheduler:*","schemas:*","scn:*","sdb:*","secretsmanager:*","security-ir:*","securityagent:*","securityhub:*","securitylake:*","serverlessrepo:*","servicecatalog:*","servicediscovery:*","serviceextract:GetConfig","servicequotas:*","ses:*","shield:*","signer:*","signin:*","simspaceweaver:*","sms-voice:*","sms:*","snow-device-management:*","snowball:*","sns:AddPermission","sns:RemovePermission","sns:SetTopicAttributes","social-messaging:*","sqlworkbench:*","sqs:*","ssm-contacts:*","ssm-guiconnect:*","ssm-incidents:*","ssm-quicksetup:*","ssm-sap:*","ssm:*","ssmmessages:*","sso-directory:*","sso-oauth:*","sso:*","states:*","storagegateway:*","sts:*","support-console:*","support:*","supportapp:*","supportauthz:*","supportplans:*","sustainability:*","swf:*","synthetics:*","tag:*","tax:*","textract:*","thinclient:*","timestream-influxdb:*","timestream:*","tiros:*","tnb:*","transcribe:*","transfer:*","transform-custom:*","transform:*","translate:*","trustedadvisor:*","ts:*","user-subscriptions:*","uxc:*","vendor-insights:*","verified-access:AllowVerifiedAccess","verifiedpermissions:*","voiceid:*","vpc-lattice-svcs:*","vpc-lattice:*","vpce:AllowMultiRegion","waf-regional:*","waf:*","wafv2:*","wam:AuthenticatePackager","wellarchitected:*","wickr:*","wisdom:*","workdocs:*","worklink:*","workmail:*","workmailmessageflow:*","workspaces-instances:*","workspaces-web:*","workspaces:*","xray:*"],"Resource":"*"}]}
IAM_DRIFT_DOCUMENT
cat >"$work/document-5.json" <<'IAM_DRIFT_DOCUMENT'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "NotAction": [
        "iam:*",
        "organizations:*",
        "account:*"
      ],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": [
        "account:GetAccountInformation",
        "account:GetGovCloudAccountInformation",
        "account:GetPrimaryEmail",
        "account:ListRegions",
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole",
        "iam:ListRoles",
        "organizations:DescribeEffectivePolicy",
        "organizations:DescribeOrganization"
      ],
      "Resource": "*"
    }
  ]
}
IAM_DRIFT_DOCUMENT
}

step_quarantine() {
  # put the inline policy of permission set Developer
  put_permission_set_inline_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b' "$work/document-2.json" "$work/document-1.json" absent
  # bring permission set Developer to all accounts that it is provisioned to
  provision_permission_set 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b'
}

step_watch() {
  say "nothing is changed in this step"
}

step_remove() {
  # look whether the quarantine is in force, and write it down
  note_quarantine permission_set 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b' 'IamDriftQuarantine20261031'
  # put the inline policy of permission set Developer
  put_permission_set_inline_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b' "$work/document-4.json" "$work/document-1.json" absent "$work/document-3.json"
  # detach arn:aws:iam::aws:policy/PowerUserAccess from permission set Developer
  detach_permission_set_policy 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b' 'arn:aws:iam::aws:policy/PowerUserAccess' "$work/document-5.json"
  # bring permission set Developer to all accounts that it is provisioned to
  provision_permission_set 'arn:aws:sso:::instance/ssoins-7223f1a2b3c4d5e6' 'arn:aws:sso:::permissionSet/ssoins-7223f1a2b3c4d5e6/ps-4642b8f5313caa3b'
}

usage() {
  cat <<'IAM_DRIFT_USAGE'
bash remediate.sh STEP [--check] [--force] [--now]
Performs one step of the plan.

  quarantine  Deny what is to be removed, for the time being
              - put the inline policy of permission set Developer
              - bring permission set Developer to all accounts that it is provisioned to
  watch       Watch for refusals
              - nothing is changed
  remove      Remove
              - look whether the quarantine is in force, and write it down
              - put the inline policy of permission set Developer
              - detach arn:aws:iam::aws:policy/PowerUserAccess from permission set Developer
              - bring permission set Developer to all accounts that it is provisioned to

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
