import type { CatalogTables } from '../compact.ts';

/** The tables that the build joins with the action data. */
export const allTables: CatalogTables = {
  elevated: [],
  traces: [],
  companions: [],
  globalServices: [],
  forwarded: [],
};
