const homeRegions: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-north-1',
};

/** The region in which a partition's global services are asked and record their events; AWS facts 1.5 and 2.3. */
export function homeRegionOf(partition: string): string {
  return homeRegions[partition] ?? 'us-east-1';
}
