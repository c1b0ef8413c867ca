import { describe, expect, it } from 'vitest';
import { policyTagsPart } from '../../../../src/adapters/aws/collect/policy-tags.ts';
import { memoryWriter } from '../memory-writer.ts';
import { xmlAnswer, xmlError } from '../wire.ts';
import { collecting, folder, gapTexts } from './collecting.ts';

const operation = 'ListPolicyTags';
const file = `${folder}/policy-tags.json`;
const policy = (name: string) => `arn:aws:iam::111122223333:policy/${name}`;

const detailsWith = (policies: readonly object[]) => ({
  [`${folder}/authorization-details.json`]: { Policies: policies },
});
const attached = (...names: readonly string[]) =>
  memoryWriter({ files: detailsWith(names.map((name) => ({ Arn: policy(name), AttachmentCount: 1 }))) });

const tagsXml = (pairs: Readonly<Record<string, string>>, more = '<IsTruncated>false</IsTruncated>') =>
  xmlAnswer(
    operation,
    `<Tags>${Object.entries(pairs)
      .map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`)
      .join('')}</Tags>${more}`,
  );

describe('policy tags', () => {
  it('are asked for once for each attached customer managed policy, all pages', async () => {
    const writer = memoryWriter({
      files: {
        ...detailsWith([
          { Arn: policy('b'), AttachmentCount: 2 },
          { Arn: policy('a') },
          { Arn: policy('nobody'), AttachmentCount: 0 },
          { Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', AttachmentCount: 7 },
        ]),
        [`${folder}/authorization-details-2.json`]: { Policies: [{ Arn: policy('b'), AttachmentCount: 2 }] },
      },
    });
    const { context, wire, gaps } = await collecting(
      ({ parameters: { PolicyArn, Marker } }) => {
        if (PolicyArn === policy('a')) return tagsXml({});
        return Marker === undefined
          ? tagsXml({ one: '1' }, '<IsTruncated>true</IsTruncated><Marker>m</Marker>')
          : tagsXml({ two: '2' });
      },
      { writer },
    );
    await policyTagsPart.collect(context);
    expect(writer.json(file)).toEqual({
      [policy('a')]: [],
      [policy('b')]: [
        { Key: 'one', Value: '1' },
        { Key: 'two', Value: '2' },
      ],
    });
    expect(wire.of(operation)).toHaveLength(3);
    expect(gaps).toEqual([]);
  });

  it('are left alone where the configuration says so', async () => {
    const { context, calls, writer } = await collecting(() => tagsXml({}), {
      writer: attached('a'),
      settings: { policyTags: false },
    });
    await policyTagsPart.collect(context);
    expect(calls()).toEqual({});
    expect(writer.collectedAt(file)).toBeUndefined();
  });

  it('say that no policy is attached', async () => {
    const { context, calls, writer } = await collecting(() => tagsXml({}), { writer: attached() });
    await policyTagsPart.collect(context);
    expect(calls()).toEqual({});
    expect(writer.json(file)).toEqual({});
  });

  it('are not asked for again, but for policies that had no answer', async () => {
    const writer = attached('a', 'b');
    await writer.writeJson(file, { [policy('a')]: [] });
    const { context, wire } = await collecting(() => tagsXml({ k: 'v' }), { writer });
    await policyTagsPart.collect(context);
    await policyTagsPart.collect(context);
    expect(wire.of(operation).map(({ parameters }) => parameters.PolicyArn)).toEqual([policy('b')]);
    expect(Object.keys(writer.json(file) as object)).toEqual([policy('a'), policy('b')]);
  });

  it('are not asked for any more after a refusal, and one gap says of how many', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `p${10 + index}`);
    const { context, calls, gaps, writer } = await collecting(() => xmlError(403, 'AccessDenied', 'not authorized'), {
      writer: attached(...names),
    });
    await policyTagsPart.collect({ ...context, limited: oneAtATime() });
    expect(calls()).toEqual({ [operation]: 1 });
    expect(gapTexts(gaps)).toEqual([
      'AccessDenied ListPolicyTags: no answer about 50 policies (policy/p10, policy/p11, policy/p12 …): not authorized; 49 of them were not asked about after that',
    ]);
    expect(writer.collectedAt(file)).toBeUndefined();
  });

  it('of a policy that is gone are a gap, and the others are kept', async () => {
    const { context, gaps, writer } = await collecting(
      ({ parameters }) =>
        parameters.PolicyArn === policy('a') ? xmlError(404, 'NoSuchEntity', 'not found') : tagsXml({}),
      { writer: attached('a', 'b') },
    );
    await policyTagsPart.collect(context);
    expect(gapTexts(gaps)).toEqual([
      'NoSuchEntityException ListPolicyTags: no answer about policy/a: not there any more: deleted while it was collected',
    ]);
    expect(writer.json(file)).toEqual({ [policy('b')]: [] });
  });
});

/** Runs one thing after the other. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
