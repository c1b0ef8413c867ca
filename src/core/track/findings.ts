import type { Environment } from '../model/bundle.ts';
import type { Finding, Observation } from '../model/finding.ts';
import type { PrincipalClass } from '../model/principal.ts';
import { type Instant, isoOf } from '../model/time.ts';
import type { Severity } from '../model/verdict.ts';
import { fingerprintOf } from './fingerprint.ts';
import { riskPartsOf, severityOf } from './severity.ts';

/** The parts of a detector that a finding carries. */
export interface DetectorFacts {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly attack: readonly string[];
}

/** What is known of a subject beside the observation. */
export interface SubjectFacts {
  readonly environment?: Environment;
  readonly owner?: string;
  readonly class?: PrincipalClass;
}

/** Only these facts of a principal or account: what holds its documents must not be kept until the end of the scan. */
export function subjectFactsOf({ environment, owner, class: principalClass }: SubjectFacts): SubjectFacts {
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(owner === undefined ? {} : { owner }),
    ...(principalClass === undefined ? {} : { class: principalClass }),
  };
}

/** An observation with what the runner knows and a detector could forget. */
export interface Observed {
  readonly detector: DetectorFacts;
  readonly observation: Observation;
  readonly facts: SubjectFacts;
  /** The configuration's severity for this detector. */
  readonly configured?: Severity;
}

/** Makes a finding of an observation. Without an earlier scan every finding is new. */
export function findingOf({ detector, observation, facts, configured }: Observed, asOf: Instant): Finding {
  const { subject, key, isAdministrator: _, severity: observed, introduced, ...said } = observation;
  const severity = configured ?? severityOf(observed ?? detector.severity, facts.environment);
  const riskParts = riskPartsOf(observation, severity, facts.environment);
  const seen = isoOf(asOf);
  return {
    id: fingerprintOf(detector.id, subject.accountId, subject.id, key),
    detector: detector.id,
    title: detector.title,
    severity,
    confidence: said.confidence,
    risk: Math.min(
      100,
      Object.values(riskParts).reduce((sum, part) => sum + part, 0),
    ),
    riskParts,
    status: 'new',
    subject: {
      ...subject,
      ...subjectFactsOf(facts),
    },
    permissions: said.permissions,
    grants: said.grants,
    summary: said.summary,
    why: said.why,
    fix: said.fix,
    attack: detector.attack,
    ...(introduced === undefined ? {} : { introduced }),
    evidence: said.evidence,
    firstSeen: seen,
    lastSeen: seen,
  };
}

/** Worst first: by risk, then by severity's detector and id, so that the order is always the same. */
export function ranked(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => b.risk - a.risk || (a.id < b.id ? -1 : 1));
}
