const concepts = 'CloudTrail user guide: concepts, global service events';
const sdkEndpoints = 'AWS SDK endpoint rules: one global endpoint, signed for us-east-1 in every region';

/**
 * Services (IAM prefixes) all of whose management events lie in the home region of the partition (us-east-1, us-gov-west-1; in China that holds for
 * IAM alone, cn-north-1, while CloudFront, Organizations and Route 53 are signed for cn-northwest-1).
 *
 * Leaving one out is safe: then every region counts. Left out on purpose: `sts` (regional endpoints), `globalaccelerator` and `networkmanager`
 * (events in us-west-2), `wafv2` and `waf-regional` (regional, but for CloudFront), `health` (two regions), `tag`, `ce` and `support` (not settled).
 */
export const globalServiceRows: readonly { readonly service: string; readonly source: string }[] = [
  { service: 'iam', source: concepts },
  { service: 'cloudfront', source: concepts },
  { service: 'route53', source: sdkEndpoints },
  { service: 'organizations', source: sdkEndpoints },
];
