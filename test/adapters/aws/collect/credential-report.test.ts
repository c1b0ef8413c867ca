import { describe, expect, it } from 'vitest';
import {
  credentialReportPart,
  newCredentialReportPart,
} from '../../../../src/adapters/aws/collect/credential-report.ts';
import { memoryWriter } from '../memory-writer.ts';
import { type WireAnswer, xmlAnswer, xmlError } from '../wire.ts';
import { collecting, evenPage, folder, gapTexts, oddPage } from './collecting.ts';

const file = `${folder}/credential-report.csv`;
const csv = 'user,arn,user_creation_time\nzoë,arn:aws:iam::111122223333:user/zoë,2026-01-01T00:00:00+00:00';

const state = (text: string) => xmlAnswer('GenerateCredentialReport', `<State>${text}</State>`);
const reportXml = (text: string): WireAnswer =>
  xmlAnswer(
    'GetCredentialReport',
    `<Content>${Buffer.from(text).toString('base64')}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-11-21T11:00:00Z</GeneratedTime>`,
  );
const denied = xmlError(403, 'AccessDenied', 'not authorized');

/** Answers by operation; of several the last one stays. */
function answering(by: Readonly<Record<string, readonly WireAnswer[]>>) {
  const asked = new Map<string, number>();
  return ({ operation }: { readonly operation: string }): WireAnswer => {
    const answers = by[operation] ?? [];
    const count = asked.get(operation) ?? 0;
    asked.set(operation, count + 1);
    return answers[Math.min(count, answers.length - 1)] ?? xmlError(400, 'Unexpected', operation);
  };
}

/** The part, with pauses that only note how long they would be. */
function unhurried() {
  const pauses: number[] = [];
  const part = newCredentialReportPart(async (ms) => {
    pauses.push(ms);
  });
  return { part, pauses };
}

describe('the credential report', () => {
  it('is made, waited for, and written as the text it is', async () => {
    const { part, pauses } = unhurried();
    const { context, writer, calls, gaps } = await collecting(
      answering({
        GenerateCredentialReport: [state('STARTED'), state('INPROGRESS'), state('COMPLETE')],
        GetCredentialReport: [reportXml(csv)],
      }),
    );
    await part.collect(context);
    expect(writer.files.get(file)).toBe(csv);
    expect(pauses).toEqual([1000, 2000]);
    expect(calls()).toEqual({ GenerateCredentialReport: 3, GetCredentialReport: 1 });
    expect(gaps).toEqual([]);
  });

  it('is not asked for when it is there', async () => {
    const { context, calls } = await collecting(() => denied, { writer: memoryWriter({ files: { [file]: csv } }) });
    await credentialReportPart.collect(context);
    expect(calls()).toEqual({});
  });

  it('is asked for again while it is not ready', async () => {
    const { part, pauses } = unhurried();
    const { context, writer } = await collecting(
      answering({
        GenerateCredentialReport: [state('COMPLETE')],
        GetCredentialReport: [xmlError(404, 'ReportInProgress', 'in progress'), reportXml(csv)],
      }),
    );
    await part.collect(context);
    expect(writer.files.get(file)).toBe(csv);
    expect(pauses).toEqual([1000]);
  });

  it('that is never ready is a gap after three minutes', async () => {
    const { part, pauses } = unhurried();
    const { context, writer, gaps } = await collecting(
      answering({
        GenerateCredentialReport: [state('INPROGRESS')],
        GetCredentialReport: [xmlError(404, 'ReportInProgress', 'Report is being generated')],
      }),
    );
    await part.collect(context);
    expect(writer.files.size).toBe(0);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(180_000);
    expect(gapTexts(gaps)).toEqual([
      'CredentialReportNotReadyException GetCredentialReport: Report is being generated',
    ]);
  });

  it.each([
    ['AWS may not be asked to make one', denied],
    ['AWS has made too many', xmlError(409, 'LimitExceeded', 'too many')],
  ])('of before serves where %s', async (_, refusal) => {
    const { context, writer, gaps } = await collecting(
      answering({ GenerateCredentialReport: [refusal], GetCredentialReport: [reportXml(csv)] }),
    );
    await credentialReportPart.collect(context);
    expect(writer.files.get(file)).toBe(csv);
    expect(gaps).toEqual([]);
  });

  it('that can neither be made nor had is two gaps', async () => {
    const { context, gaps } = await collecting(
      answering({
        GenerateCredentialReport: [denied],
        GetCredentialReport: [xmlError(410, 'ReportNotPresent', 'none')],
      }),
    );
    await credentialReportPart.collect(context);
    expect(gapTexts(gaps)).toEqual([
      'AccessDenied GenerateCredentialReport: not authorized',
      'CredentialReportNotPresentException GetCredentialReport: none',
    ]);
  });

  it.each([
    ['an odd page with status 500', { status: 500, body: oddPage }, 'Http500'],
    ['an even page with status 200', { body: evenPage }, 'WrongShape'],
    ['some other text', reportXml('<html>'), 'WrongShape'],
  ])('is not %s', async (_, answer, code) => {
    const { context, writer, gaps } = await collecting(
      answering({ GenerateCredentialReport: [state('COMPLETE')], GetCredentialReport: [answer] }),
    );
    await credentialReportPart.collect(context);
    expect(gaps.map(({ errorCode }) => errorCode)).toEqual([code]);
    expect(writer.files.size).toBe(0);
  });

  it('is not waited for when the run is to end', async () => {
    const ending = new AbortController();
    const { context } = await collecting(
      () => {
        setTimeout(() => ending.abort(new Error('interrupted')), 10);
        return state('STARTED');
      },
      { connection: { signal: ending.signal } },
    );
    await expect(credentialReportPart.collect(context)).rejects.toThrow('interrupted');
  });
});
