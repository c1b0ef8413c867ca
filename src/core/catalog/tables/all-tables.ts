import type { CatalogTables } from '../compact.ts';
import { companionRows } from './companions.ts';
import { elevatedRows } from './elevated.ts';
import { forwardedRows } from './forwarded.ts';
import { globalServiceRows } from './global-services.ts';
import { traceRows } from './traces.ts';

/** The tables that the build joins with the action data. */
export const allTables: CatalogTables = {
  elevated: elevatedRows,
  traces: traceRows,
  companions: companionRows,
  globalServices: globalServiceRows,
  forwarded: forwardedRows,
};
