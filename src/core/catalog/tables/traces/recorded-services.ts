/**
 * Services whose user guide says that CloudTrail records all calls of their API. What is no call of the API, or belongs to a data plane, is taken
 * out again by the rows that come later.
 */
export const recordedServices: readonly string[] = `
  access-analyzer account acm airflow acm-pca amplify aps appconfig appflow appmesh apprunner appstream appsync
  arc-zonal-shift athena auditmanager autoscaling autoscaling-plans backup backup-gateway batch bedrock ce cloud9
  cloudformation cloudfront cloudhsm cloudtrail codeartifact codebuild codecommit codeconnections codedeploy
  codeguru-reviewer codepipeline codestar-connections codestar-notifications cognito-identity cognito-idp
  compute-optimizer config controltower cur databrew dataexchange datapipeline datasync dax detective devicefarm
  devops-guru directconnect discovery dlm dms docdb-elastic drs ds dsql ec2 ec2-instance-connect ecr ecr-public ecs
  eks eks-auth elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce emr-containers
  emr-serverless es events fis firehose fms fsx globalaccelerator glue grafana guardduty health iam identitystore
  imagebuilder inspector inspector2 internetmonitor kafka kafkaconnect kinesisanalytics kms lakeformation
  license-manager lightsail macie2 mediaconnect mediaconvert medialive memorydb mgn mq network-firewall
  networkmanager oam organizations osis outposts pipes proton ram rbin rds redshift redshift-serverless resiliencehub
  resource-explorer-2 resource-groups rolesanywhere route53 route53domains route53resolver sagemaker savingsplans
  scheduler schemas secretsmanager securityhub securitylake serverlessrepo servicecatalog servicediscovery
  servicequotas shield signer sns ssm ssm-contacts ssm-incidents sso states storagegateway sts synthetics tag
  transfer vpc-lattice waf waf-regional wafv2 workspaces workspaces-web
`
  .trim()
  .split(/\s+/);
