/** A record as an IAM user's plain call leaves it, with fields replaced or added. */
export function record(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.10',
    userIdentity: userIdentity,
    eventTime: '2026-08-01T10:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.17.13 md/awscrt#0.20.11',
    requestParameters: { bucketName: 'orders', key: 'a' },
    responseElements: null,
    recipientAccountId: '111122223333',
    ...fields,
  };
}

/** An IAM user. */
export const userIdentity = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: 'arn:aws:iam::111122223333:user/build/ci',
  accountId: '111122223333',
  accessKeyId: 'AKIAEXAMPLE',
  userName: 'ci',
};

/** A session of a role that has a path. */
export const roleIdentity = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:i-0abc',
  arn: 'arn:aws:sts::111122223333:assumed-role/worker/i-0abc',
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLE',
      arn: 'arn:aws:iam::111122223333:role/app/worker',
      accountId: '111122223333',
      userName: 'worker',
    },
    attributes: { creationDate: '2026-08-01T09:00:00Z', mfaAuthenticated: 'false' },
  },
};

/** The bytes of a log file with these records. */
export function logFile(records: readonly unknown[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ Records: records }));
}

/** A window that holds everything. */
export const allTime = { from: 0, to: Date.UTC(2100, 0, 1) };
