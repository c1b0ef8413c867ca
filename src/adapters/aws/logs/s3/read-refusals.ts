import type { Gap } from '../../../../core/model/gap.ts';
import type { Day } from '../../../../core/model/time.ts';

/** Where an object lies: what is refused for one of a place is likely refused for all. */
export interface ObjectPlace {
  readonly accountId: string;
  readonly region: string;
  readonly day: Day;
}

/** Keeps from asking for each of a hundred thousand objects when all are refused. */
export interface ReadRefusals {
  /**
   * Asks, unless the account's objects of the region were refused again and again: then one object a day is asked for, and the day's others are
   * told with its answer when that is a refusal too.
   */
  ask(place: ObjectPlace, read: () => Promise<ReadAnswer>): Promise<Uint8Array | Gap>;
}

/** What became of a read; `isRefused`: others of the place would likely be refused alike. */
export interface ReadAnswer {
  readonly result: Uint8Array | Gap;
  readonly isRefused: boolean;
}

/** So many refusals in a row, and a place counts as refused. Objects of one place may have been written by several, so one is too few. */
const enough = 3;

interface Place {
  refusals: number;
  /** By day, once the place counts as refused: the answer for the object that was asked for. */
  readonly probes: Map<Day, Promise<ReadAnswer>>;
}

/** Nothing was refused yet. */
export function newReadRefusals(): ReadRefusals {
  const places = new Map<string, Place>();
  return {
    async ask({ accountId, region, day }, read) {
      const key = `${accountId} ${region}`;
      const place = places.get(key) ?? { refusals: 0, probes: new Map() };
      places.set(key, place);
      const asked = async (): Promise<ReadAnswer> => {
        const answer = await read();
        place.refusals = answer.isRefused ? place.refusals + 1 : 0;
        return answer;
      };
      if (place.refusals < enough) return (await asked()).result;
      const probe = place.probes.get(day);
      if (probe === undefined) {
        const first = asked();
        place.probes.set(day, first);
        return (await first).result;
      }
      const known = await probe;
      return known.isRefused ? known.result : (await asked()).result;
    },
  };
}
