import type { Environment } from '../model/bundle.ts';
import type { Observation } from '../model/finding.ts';
import { type Confidence, type Severity, severities } from '../model/verdict.ts';

/** How many steps less severe the same thing is outside production. An unknown environment counts as production. */
const milder: Readonly<Record<Environment, number>> = {
  production: 0,
  shared: 0,
  security: 0,
  staging: 1,
  test: 1,
  development: 1,
  sandbox: 2,
};

/** The severity of an observation in its environment. `info` is not made milder, and nothing real becomes `info`. */
export function severityOf(severity: Severity, environment: Environment | undefined): Severity {
  const steps = environment === undefined ? 0 : milder[environment];
  const lowest = severities.indexOf('low');
  const place = severities.indexOf(severity);
  return place > lowest ? severity : (severities[Math.min(place + steps, lowest)] ?? severity);
}

const bySeverity: Readonly<Record<Severity, number>> = { critical: 60, high: 45, medium: 25, low: 10, info: 0 };
const byConfidence: Readonly<Record<Confidence, number>> = { certain: 10, strong: 6, weak: 0 };

/** The parts of the risk, 0–100 together: for ranking only. */
export function riskPartsOf(
  observation: Observation,
  severity: Severity,
  environment: Environment | undefined,
): Readonly<Record<string, number>> {
  return {
    severity: bySeverity[severity],
    confidence: byConfidence[observation.confidence],
    production: environment === 'production' ? 10 : 0,
    administrator: observation.isAdministrator === true ? 10 : 0,
    // Ten permissions or more weigh the same, and advice is not made urgent by its length.
    permissions: severity === 'info' ? 0 : Math.min(observation.permissions.length, 10),
  };
}
