import type { AccessLevel, ElevatedClass, EventTrace } from './catalog.ts';

/** The version of the stored form. */
export const compactFormat = 2;

/**
 * The catalog as it is stored: columns by action index, and our tables already matched against it. Made by `npm run build` for this version of the
 * code only, so it is no public contract.
 */
export interface CompactCatalog {
  readonly format: typeof compactFormat;
  /** Hash of all that went in, by which the build knows that nothing changed. */
  readonly fingerprint: string;
  readonly version: string;
  /** All names, sorted by their lower-case form, with a blank between: one long string loads faster than many. */
  readonly names: string;
  /** Each service and how many actions it has, in the order of `names`. */
  readonly services: readonly (readonly [service: string, actions: number])[];
  /** One letter an action, see `levelLetters`. */
  readonly levels: string;
  readonly resourceSets: readonly (readonly string[])[];
  /** Index into `resourceSets`. */
  readonly resources: readonly number[];
  readonly traces: readonly EventTrace[];
  /** Index into `traces`. */
  readonly trace: readonly number[];
  readonly elevated: readonly {
    readonly class: ElevatedClass;
    readonly reason: string;
    readonly actions: readonly number[];
  }[];
  readonly companions: CompactCompanions;
  readonly globalServices: readonly string[];
  readonly forwarded: readonly number[];
  readonly fits: CompactFits;
  readonly rcpServices: readonly string[];
  readonly multivaluedKeys: readonly string[];
}

/** What requests can name, as text: it is read at the first question, and a long string loads faster than lists. */
export interface CompactFits {
  /** Each ARN format once, sorted, with a blank between. */
  readonly formats: string;
  /** Each distinct fit: the places of its formats with commas between, after a `?` where a request may name `*`; a blank between fits. */
  readonly fits: string;
  /** By action the place of its fit, with a blank between. */
  readonly actions: string;
}

/** The companions with what their carriers share kept once. */
export interface CompactCompanions {
  readonly eventSources: readonly string[];
  readonly parameters: readonly (readonly string[])[];
  /** By companion: its action and, by carrier, index of the source, event name, action, and indices of the parameters that do and may carry it. */
  readonly rows: readonly {
    readonly action: number;
    readonly carriers: readonly (readonly [
      eventSource: number,
      eventName: string,
      action: number,
      parameters: number,
      maybe: number,
    ])[];
  }[];
}

/** The letters that stand for access levels in `CompactCatalog.levels`. */
export const levelLetters: Readonly<Record<string, AccessLevel>> = {
  l: 'list',
  r: 'read',
  w: 'write',
  t: 'tagging',
  p: 'permissions-management',
};
