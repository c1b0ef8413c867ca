/**
 * What users of the library may import.
 *
 * @module
 */
export { loadCatalog } from './adapters/catalog/load-catalog.ts';
export {
  type AccountAudit,
  type AuditContext,
  auditAccount,
  conclude,
  type Organization,
} from './audit.ts';
export type { Catalog, CatalogAction, EventMapping } from './core/catalog/catalog.ts';
export { windowOf } from './core/evidence/evidence-window.ts';
export { createUsageLedger, type UsageLedger, type UsageLedgerBuilder } from './core/evidence/usage-ledger.ts';
export type * from './core/model/bundle.ts';
export type * from './core/model/finding.ts';
export type { Gap } from './core/model/gap.ts';
export type * from './core/model/usage.ts';
export type { Confidence, Severity, Verdict } from './core/model/verdict.ts';
