import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { remediationFiles } from '../../../src/adapters/remediation/index.ts';
import { parseCertificate, readCertificate } from '../../../src/cli/suggest/certificate-file.ts';
import { ConfigError } from '../../../src/core/model/errors.ts';
import { reviews } from '../../adapters/report/reviews.ts';
import { suggestion } from '../../adapters/report/suggestion.ts';

function refused(text: string): ConfigError {
  try {
    parseCertificate(text, 'c.json');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a certificate', () => {
  it('is read as it was written beside the files of a suggestion', () => {
    const file = [...remediationFiles([suggestion()])].find(({ path }) => path.endsWith('/certificate.json'));
    expect(parseCertificate([...(file?.chunks ?? [])].join(''), 'certificate.json')).toEqual(suggestion());
  });

  it('holds what a reviewer said, where one was asked, and fits the published schema with it', () => {
    const one = suggestion();
    const reviewed = { ...one, certificate: { ...one.certificate, reviews } };
    const file = [...remediationFiles([reviewed])].find(({ path }) => path.endsWith('/certificate.json'));
    const text = [...(file?.chunks ?? [])].join('');
    expect(parseCertificate(text, 'certificate.json').certificate.reviews).toEqual(reviews);
    const schema = readFileSync(new URL('../../../schema/certificate.json', import.meta.url), 'utf8');
    const isValid = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(schema));
    expect(isValid(JSON.parse(text))).toBe(true);
    expect(isValid(JSON.parse(text.replace('"level": "warning"', '"level": "loud"')))).toBe(false);
  });

  it('fits the published schema', () => {
    const schema = readFileSync(new URL('../../../schema/certificate.json', import.meta.url), 'utf8');
    const isValid = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(schema));
    const written = JSON.parse(JSON.stringify({ schemaVersion: 1, suggestion: suggestion() }));
    expect(isValid(written)).toBe(true);
    expect(isValid({ ...written, schemaVersion: 2 })).toBe(false);
    expect(isValid({ ...written, suggestion: { ...written.suggestion, plan: { steps: [{}], origins: [] } } })).toBe(
      false,
    );
  });

  it.each([
    ['', '`c.json` is not JSON'],
    ['{ "schemaVersion": 1', '`c.json` is not JSON'],
    ['[]', '`c.json` is no certificate: its content: '],
    ['{ "schemaVersion": 1 }', '`c.json` is no certificate: `suggestion`: '],
    ['{ "schemaVersion": 2, "suggestion": {} }', '`c.json` is a certificate of version `2`, and this is 1'],
    [
      JSON.stringify({ schemaVersion: 1, suggestion: { ...suggestion(), removed: [1] } }),
      '`c.json` is no certificate: `suggestion.removed[0]`: ',
    ],
  ])('is refused with what is wrong with it: %s', (text, message) => {
    const error = refused(text);
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('\n');
    expect(error.hint).not.toBe('');
  });

  it('is asked for where there is no such file', async () => {
    await expect(readCertificate('nowhere.json')).rejects.toThrow(
      'no certificate at `nowhere.json`: there is no such file',
    );
  });
});
