import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One CloudTrail record, as far as the tests of the tables read it. */
export interface RealRecord {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventCategory?: string;
  readonly requestParameters?: unknown;
}

const folders = ['../shared/data/cloudtrail-invictus', '../shared/data/cloudtrail-stratus'];

/** Whether the real logs lie beside the checkout. */
export const realRecordsPresent = folders.every((folder) => existsSync(folder));

/** All records of the real logs. */
export function realRecords(): readonly RealRecord[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json.gz'))
      .flatMap((name) => {
        const text = gunzipSync(readFileSync(`${folder}/${name}`)).toString('utf8');
        const { Records }: { readonly Records: readonly RealRecord[] } = JSON.parse(text);
        return Records;
      }),
  );
}
