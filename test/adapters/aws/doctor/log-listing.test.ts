import { describe, expect, it } from 'vitest';
import { listLogs } from '../../../../src/adapters/aws/doctor/log-listing.ts';
import { sessionTo, testNow } from '../connection.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';

const xml = (body: string, status = 200): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});

const folders = (...names: readonly string[]): WireAnswer =>
  xml(
    `<ListBucketResult><IsTruncated>false</IsTruncated>${names.map((name) => `<CommonPrefixes><Prefix>AWSLogs/${name}/</Prefix></CommonPrefixes>`).join('')}</ListBucketResult>`,
  );

async function listed(answer: (request: WireRequest) => WireAnswer) {
  const { session, wire, connection } = await sessionTo(answer, { maxAttempts: 1 });
  const place = { bucket: 'logs', prefix: '' };
  return { listing: await listLogs(session, place, session, testNow, connection.signal), wire };
}

describe('listLogs', () => {
  it("lists yesterday of the account's own trail", async () => {
    const { listing, wire } = await listed(({ query }) =>
      query.delimiter === '/'
        ? folders('111122223333', 'o-abc1234567')
        : xml(
            '<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>70</Size></Contents></ListBucketResult>',
          ),
    );
    expect(listing).toEqual({ state: 'listed', files: 1, bytes: 70, isCapped: false, region: 'us-east-1' });
    expect(wire.requests.at(-1)?.query.prefix).toBe('AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/');
  });

  it('finds nothing where the bucket has no folder of the account', async () => {
    const { listing } = await listed(() => folders('777788889999'));
    expect(listing).toMatchObject({ state: 'listed', files: 0 });
  });

  it('stops counting after five pages', async () => {
    let page = 0;
    const { listing, wire } = await listed(({ query }) => {
      if (query.delimiter === '/') return folders('111122223333');
      page += 1;
      return xml(
        `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>${page}</NextContinuationToken><Contents><Key>${page}</Key><Size>10</Size></Contents></ListBucketResult>`,
      );
    });
    expect(listing).toMatchObject({ state: 'listed', files: 5, bytes: 50, isCapped: true });
    expect(
      wire.requests.filter(({ service, query }) => service === 's3' && query.delimiter === undefined),
    ).toHaveLength(5);
  });

  it('says that the bucket refuses, or is not there', async () => {
    const refused = await listed(() =>
      xml('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', 403),
    );
    expect(refused.listing).toEqual({ state: 'refused', reason: 'AccessDenied: Access Denied' });
    const missing = await listed(() => xml('<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>', 404));
    expect(missing.listing).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('`logs` does not exist'),
    });
  });
});
