import { IAMClient } from '@aws-sdk/client-iam';
import type { CollectPart } from './collect-part.ts';

/** A part of IAM that one file holds: one answer, or the items of all its pages. */
export interface IamList {
  /** Also the file's name, without `.json`. */
  readonly id: string;
  readonly operation: string;
  /** What cannot be told without it. */
  readonly without: string;
  /** What goes into the file. */
  readonly ask: (client: IAMClient) => Promise<object>;
}

/** The part of an account that asks one operation of IAM, and writes one file. */
export function iamListPart({ id, operation, without, ask }: IamList): CollectPart {
  return {
    id,
    permissions: [{ action: `iam:${operation}`, without }],
    async collect(context) {
      const { session, writer, folder } = context;
      const file = `${folder}/${id}.json`;
      if (writer.collectedAt(file) !== undefined) return;
      await context.attempt({ service: 'iam', operation }, async () =>
        writer.writeJson(file, await ask(session.client(IAMClient))),
      );
    },
  };
}
