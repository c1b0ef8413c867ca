import { describe, expect, it } from 'vitest';
import { userAgentFamily } from '../../../src/adapters/cloudtrail/user-agent.ts';

describe('userAgentFamily', () => {
  it.each([
    [
      'APN/1.0 HashiCorp/1.0 Terraform/1.9.2 (+https://www.terraform.io) terraform-provider-aws/5.58.0 aws-sdk-go-v2/1.30.1',
      'terraform',
    ],
    ['APN/1.0 Pulumi/1.0 PulumiAWS/6.0 HashiCorp/1.0 Terraform/1.5 aws-sdk-go-v2/1', 'pulumi'],
    ['cloudformation.amazonaws.com', 'cloudformation'],
    ['aws-cdk/2.150.0', 'cdk'],
    ['aws-cli/2.17.13 md/awscrt#0.20.11 exec-env/CloudShell', 'cloudshell'],
    ['aws-cli/2.17.13 Python/3.11 Botocore/2.4.5', 'cli'],
    ['[aws-cli/1.2.3 Python/2.7]', 'cli'],
    ['Boto3/1.34.131 md/Botocore#1.34.131', 'sdk-python'],
    ['Botocore/1.34', 'sdk-python'],
    ['aws-sdk-go-v2/1.30.3 os/linux', 'sdk-go'],
    ['aws-sdk-js/3.600.0 ua/2.0', 'sdk-javascript'],
    ['aws-sdk-java/2.26.12 Linux/5', 'sdk-java'],
    ['console.amazonaws.com', 'console'],
    ['signin.amazonaws.com', 'console'],
    ['[S3Console/0.4, aws-internal/3]', 'console'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'console'],
    ['AWSPowerShell/4.1', 'powershell'],
    ['eksctl/0.180', 'eksctl'],
    ['ec2.amazonaws.com', 'ec2.amazonaws.com'],
    ['AWS Internal', 'AWS Internal'],
    ['', ''],
  ])('reads %s', (userAgent, family) => {
    expect(userAgentFamily(userAgent, false)).toBe(family);
  });

  it('calls a console’s session console unless the tool says otherwise', () => {
    expect(userAgentFamily('aws-internal/3 aws-sdk-java/1.12', true)).toBe('console');
    expect(userAgentFamily('aws-cli/2.17.13 exec-env/CloudShell', true)).toBe('cloudshell');
  });
});
