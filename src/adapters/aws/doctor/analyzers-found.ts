import { AccessAnalyzerClient, ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import type { Gap } from '../../../core/model/gap.ts';
import { listedAnalyzers } from '../collect/access-analyzer.ts';
import { gapOfFailure } from '../failure.ts';
import { itemsOf } from '../pages.ts';
import type { AwsSession } from '../session.ts';
import type { Limited } from './trail-views.ts';

/** An analyzer of IAM Access Analyzer. */
export interface AnalyzerView {
  readonly region: string;
  readonly name: string;
  /** What it finds: access from outside, within the organization, or unused; `other` for what is not known to us. */
  readonly finds: 'external' | 'internal' | 'unused' | 'other';
  readonly isOrganization: boolean;
  /** Whether it works; AWS's word otherwise. */
  readonly status: string;
}

/** The analyzers that were found, and what could not be asked. */
export interface AnalyzersFound {
  readonly analyzers: readonly AnalyzerView[];
  /** The regions that answered. */
  readonly regions: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Asks for the analyzers of these regions. */
export async function analyzersFound(
  session: AwsSession,
  regions: readonly string[],
  limited: Limited,
): Promise<AnalyzersFound> {
  const gaps: Gap[] = [];
  const answered: string[] = [];
  const lists = await Promise.all(
    regions.map(async (region): Promise<readonly AnalyzerView[]> => {
      const client = session.client(AccessAnalyzerClient, region);
      try {
        const found = await limited(() =>
          itemsOf(
            (nextToken) => client.send(new ListAnalyzersCommand({ ...(nextToken === undefined ? {} : { nextToken }) })),
            ({ nextToken }) => nextToken,
            ({ analyzers }) => listedAnalyzers(analyzers),
          ),
        );
        answered.push(region);
        return found.map(({ name = '', type = '', status = '' }) => ({
          region,
          name,
          finds: findsOf(type),
          isOrganization: type.startsWith('ORGANIZATION'),
          status,
        }));
      } catch (error) {
        const call = { service: 'access-analyzer', operation: 'ListAnalyzers', account: session.accountId, region };
        gaps.push(gapOfFailure(error, call));
        return [];
      }
    }),
  );
  return { analyzers: lists.flat(), regions: answered.sort(), gaps };
}

function findsOf(type: string): AnalyzerView['finds'] {
  if (type === 'ACCOUNT' || type === 'ORGANIZATION') return 'external';
  if (type.endsWith('_UNUSED_ACCESS')) return 'unused';
  return type.endsWith('_INTERNAL_ACCESS') ? 'internal' : 'other';
}
