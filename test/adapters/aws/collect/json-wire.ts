import type { WireAnswer, WireRequest } from '../wire.ts';
import { jsonAnswer, jsonError } from '../wire.ts';

/** Answers by operation, of JSON services; what no answer is given for fails the test that asks it. */
export type Answers = Readonly<
  Record<string, (parameters: Readonly<Record<string, unknown>>, request: WireRequest) => unknown>
>;

/** Answers requests of the JSON protocols: a plain value is the answer, one with a `body` is sent as it is. */
export function answering(answers: Answers): (request: WireRequest) => WireAnswer {
  return (request) => {
    const answer = answers[request.operation];
    if (answer === undefined) return jsonError(400, 'UnexpectedInTest', `nobody answers ${request.operation}`);
    const value = answer(request.parameters, request);
    return isWhole(value) ? value : jsonAnswer(value);
  };
}

function isWhole(value: unknown): value is WireAnswer {
  return typeof value === 'object' && value !== null && 'body' in value;
}

/** AWS's refusal in the JSON protocols. */
export function refused(message = 'not authorized to perform this'): WireAnswer {
  return jsonError(400, 'AccessDeniedException', message);
}

/** The page of a proxy, in place of an answer. */
export const htmlPage: WireAnswer = {
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html><html><body>Sign in</body></html>',
};

/** Regions that are enabled, as `regions.json` holds them. */
export function regionsFile(...names: readonly string[]): object {
  return { Regions: names.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED' })) };
}
