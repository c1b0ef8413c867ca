// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ARN formats are written with placeholders
import { describe, expect, it } from 'vitest';
import { compactFits, fitReader, formatsOf, type RawResourceType } from '../../../src/core/catalog/resource-fit.ts';
import { InternalError } from '../../../src/core/model/errors.ts';
import { knownCatalog } from './tables/known-catalog.ts';

const bucket: RawResourceType = { name: 'bucket', arn: 'arn:${Partition}:s3:::${BucketName}', isRequired: true };
const accessPoint: RawResourceType = {
  name: 'accesspoint',
  arn: 'arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}',
  isRequired: false,
};

describe('compactFits and fitReader', () => {
  it('give back the formats of every action, sorted and each once', () => {
    const twice = { ...accessPoint, name: 'again' };
    const fitOf = fitReader(compactFits([[bucket, accessPoint, twice], [accessPoint], [], [bucket]]));
    expect(fitOf(0)).toEqual({ formats: [bucket.arn, accessPoint.arn].sort(), isOptional: false });
    expect(fitOf(1)).toEqual({ formats: [accessPoint.arn], isOptional: true });
    expect(fitOf(2)).toEqual({ formats: [], isOptional: true });
    expect(fitOf(3)).toEqual({ formats: [bucket.arn], isOptional: false });
  });

  it('give one object for one set, whatever the names and the order of the types', () => {
    const optional = { ...bucket, isRequired: false };
    const fitOf = fitReader(
      compactFits([[bucket, accessPoint], [accessPoint, bucket], [accessPoint, optional], [], []]),
    );
    expect(fitOf(1)).toBe(fitOf(0));
    expect(fitOf(2)).not.toBe(fitOf(0));
    expect(fitOf(4)).toBe(fitOf(3));
  });

  it('refuse an index that is no action', () => {
    const fitOf = fitReader(compactFits([[bucket]]));
    expect(() => fitOf(1)).toThrow(InternalError);
    expect(() => fitOf(-1)).toThrow(InternalError);
  });
});

describe('formatsOf', () => {
  it('splits the formats that the data writes as one text', () => {
    expect(formatsOf('arn:${Partition}:lex:::bot/${BotId}, arn:${Partition}:lex:::bot:${BotName}')).toEqual([
      'arn:${Partition}:lex:::bot/${BotId}',
      'arn:${Partition}:lex:::bot:${BotName}',
    ]);
  });

  it.each([undefined, '', '*'])('takes %j for any resource', (arn) => {
    expect(formatsOf(arn)).toEqual(['*']);
  });

  it('gives a placeholder its dollar sign back', () => {
    expect(formatsOf('arn:${Partition}:opsworks-cm::${Account}:backup/${ServerName}-{Date}')).toEqual([
      'arn:${Partition}:opsworks-cm::${Account}:backup/${ServerName}-${Date}',
    ]);
  });

  it.each(['bucket/${Name}', 'arn:${Partition}:s3:::a b'])(
    'refuses `%s`, so that new data cannot pass unseen',
    (arn) => {
      expect(() => formatsOf(arn)).toThrow('unknown ARN format');
    },
  );
});

describe('the fits of the action data', async () => {
  const { catalog } = await knownCatalog();
  const fitOf = (name: string) => catalog.fitOf(catalog.byName.get(name.toLowerCase())?.index ?? -1);

  it('let s3:GetObject name objects, directly or by an access point', () => {
    expect(fitOf('s3:GetObject')).toEqual({
      formats: [
        'arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName}',
        'arn:${Partition}:s3:::${BucketName}/${ObjectName}',
      ],
      isOptional: true,
    });
  });

  it('let s3:ListAllMyBuckets name nothing but `*`', () => {
    expect(fitOf('s3:ListAllMyBuckets')).toEqual({ formats: [], isOptional: true });
  });

  it('let iam:PassRole name roles, and never `*`', () => {
    expect(fitOf('iam:PassRole')).toEqual({
      formats: ['arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}'],
      isOptional: false,
    });
  });

  it('let ec2:RunInstances name many kinds of resources, some of them always', () => {
    const { formats, isOptional } = fitOf('ec2:RunInstances');
    expect(formats.length).toBeGreaterThan(15);
    expect(formats).toContain('arn:${Partition}:ec2:${Region}::image/${ImageId}');
    expect(formats).toContain('arn:${Partition}:ec2:${Region}:${Account}:subnet/${SubnetId}');
    expect(isOptional).toBe(false);
  });

  it('let ec2:CreateTags name many kinds of resources or `*`, because it requires none', () => {
    const { formats, isOptional } = fitOf('ec2:CreateTags');
    expect(formats.length).toBeGreaterThan(50);
    expect(isOptional).toBe(true);
  });

  it('are written in ARN formats, sorted, each once, and share their objects', () => {
    const fits = new Set(catalog.actions.map((action) => catalog.fitOf(action.index)));
    const texts = new Set<string>();
    for (const { formats, isOptional } of fits) {
      const text = `${isOptional} ${formats.join(' ')}`;
      if (texts.has(text) || [...new Set(formats)].sort().join(' ') !== formats.join(' ')) expect(text).toBe('once');
      texts.add(text);
      for (const format of formats) if (!/^arn:\$\{Partition\}:[^\s,]+$/.test(format)) expect(format).toBe('an ARN');
    }
    expect(fits.size).toBeGreaterThan(1000);
    expect(fits.size).toBeLessThan(catalog.size / 4);
  });

  it('agree with the wildcard-only mark', () => {
    const differing = catalog.actions.filter(
      (action) => action.isWildcardOnly !== (catalog.fitOf(action.index).formats.length === 0),
    );
    expect(differing.map((action) => action.name)).toEqual([]);
  });
});

describe('what else the action data tells', async () => {
  const { catalog } = await knownCatalog();

  it('names the services that resource control policies bind', () => {
    for (const service of ['s3', 'sts', 'kms', 'sqs', 'secretsmanager']) expect(catalog.rcpServices).toContain(service);
    for (const service of ['ec2', 'iam', 'lambda']) expect(catalog.rcpServices).not.toContain(service);
    for (const service of catalog.rcpServices) expect(service).toMatch(/^[a-z0-9-]+$/);
  });

  it('names the condition keys of several values, global ones too, and no placeholders', () => {
    for (const key of ['aws:tagkeys', 'aws:calledvia', 'aws:principalorgpaths', 'dynamodb:attributes']) {
      expect(catalog.multivaluedKeys).toContain(key);
    }
    for (const key of ['aws:sourceip', 'aws:principalarn', 's3:prefix'])
      expect(catalog.multivaluedKeys).not.toContain(key);
    for (const key of catalog.multivaluedKeys) expect(key).toMatch(/^[^$<A-Z]+$/);
  });
});
