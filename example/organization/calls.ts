import type { Call } from './definitions.ts';

/** A call that leaves a management event. */
export function call(source: string, name: string, parameters?: Readonly<Record<string, unknown>>): Call {
  return parameters === undefined ? { source, name } : { source, name, parameters };
}

/** Calls without parameters of one source. */
export function calls(source: string, names: string): readonly Call[] {
  return names.split(' ').map((name) => ({ source, name }));
}

/** A call on an object of S3, which leaves a data event. */
export function objectCall(name: string, bucket: string, key: string): Call {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  return {
    source: 's3',
    name,
    isData: true,
    parameters: { bucketName: bucket, Host: `${bucket}.s3.amazonaws.com`, key },
    resources: [
      { type: 'AWS::S3::Object', ARN: `${bucketArn}/${key}` },
      { type: 'AWS::S3::Bucket', ARN: bucketArn },
    ],
  };
}

/** A listing of a bucket's objects, which is a data event too. */
export function listObjects(bucket: string, prefix = ''): Call {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  return {
    source: 's3',
    name: 'ListObjects',
    isData: true,
    parameters: { 'list-type': '2', bucketName: bucket, Host: `${bucket}.s3.amazonaws.com`, prefix },
    resources: [
      { type: 'AWS::S3::Object', ARNPrefix: `${bucketArn}/${prefix}` },
      { type: 'AWS::S3::Bucket', ARN: bucketArn },
    ],
  };
}

/** A secret's value, read. */
export function getSecret(secretId: string): Call {
  return call('secretsmanager', 'GetSecretValue', { secretId });
}

/** A use of a key that a service makes on the caller's behalf. */
export function forwardedKeyUse(
  name: string,
  service: string,
  keyArn: string,
  context: Readonly<Record<string, string>>,
): Call {
  return {
    source: 'kms',
    name,
    parameters: {
      encryptionContext: context,
      ...(name === 'GenerateDataKey' ? { keySpec: 'AES_256', keyId: keyArn } : {}),
    },
    resources: [{ ARN: keyArn, type: 'AWS::KMS::Key' }],
    invokedBy: service,
  };
}

/** The same call, failed for another reason than a refusal. */
export function failed(call: Call, code: string, message: string): Call {
  return { ...call, failed: { code, message } };
}

/** The same call, refused. */
export function refused(call: Call, code: string, action: string, resource: string, because: string): Call {
  return { ...call, refused: { code, action, resource, because } };
}
