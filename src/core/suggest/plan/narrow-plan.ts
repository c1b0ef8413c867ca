import type { Catalog } from '../../catalog/catalog.ts';
import type { AttachedPolicy } from '../../inventory/principal.ts';
import { isQuarantine } from '../../inventory/quarantine.ts';
import type { JsonObject } from '../../model/json-object.ts';
import type { RemediationPlan } from '../../model/remediation.ts';
import { dayMs } from '../../model/time.ts';
import type { NarrowDraft } from '../narrow-suggestion.ts';
import type { SuggestContext } from '../suggest-context.ts';
import type { Unit } from '../unit.ts';
import type { Room } from '../write/edits.ts';
import { isObject } from '../write/narrow-document.ts';
import type { PolicyEdit } from '../write/policy-edit.ts';
import { sizeOfDocument } from '../write/quotas.ts';
import { originsOfEdits } from './edit-origins.ts';
import { quarantineArnsOf, quarantineOf, quarantineStatement } from './place-quarantine.ts';
import { type PlanSubject, planOf, type QuarantineFacts } from './plan.ts';
import { quarantinePatterns } from './quarantine-patterns.ts';

/** The plan of a smaller policy: its quarantine placed where there is room, and a former one taken away. */
export function narrowPlanOf(
  draft: NarrowDraft,
  room: Room,
  context: SuggestContext,
  catalog: Catalog,
): RemediationPlan {
  const { unit, edited } = draft;
  const { window } = context.grounds;
  const [holder] = unit.holders;
  const policies = unit.holder === undefined ? [] : (holder?.policies ?? []);
  return planOf({
    subject: planSubjectOf(draft, policies),
    edits: plannedEdits(draft),
    quarantine: quarantineFactsOf(draft, policies, room, context, catalog),
    attachments:
      unit.holder === undefined
        ? []
        : [
            {
              holder: unit.holder.arn,
              attached: policies.filter(({ managed }) => managed !== undefined).length,
              quota: room.quotas.attached[unit.holder.kind],
            },
          ],
    asOf: window.to,
    windowDays: Math.round((window.to - window.from) / dayMs),
    origins: originsOfEdits(unit, edited.edits, context),
  });
}

function planSubjectOf({ unit, edited }: NarrowDraft, policies: readonly AttachedPolicy[]): PlanSubject {
  const { kind, holder, permissionSet, name } = unit;
  if (kind === 'policy') {
    const [version] = edited.edits.flatMap((edit) => (edit.edit === 'version' ? [edit] : []));
    return {
      kind,
      name,
      arn: unit.arn,
      versions: version?.versions ?? [],
      versionQuota: version?.versionQuota ?? 5,
    };
  }
  if (kind === 'permission-set' && permissionSet !== undefined) {
    const inline = unit.permissionSetInline;
    return { kind, permissionSet, ...(inline === undefined ? {} : { inline }) };
  }
  return {
    kind: kind === 'group' ? 'group' : 'principal',
    holder: holder ?? { kind: 'role', arn: unit.arn, name },
    inlineNames: policies.filter(({ type }) => type === 'inline').map(({ name: own }) => own),
  };
}

/** Where the Deny goes; none where one is in force already. */
function quarantineFactsOf(
  draft: NarrowDraft,
  policies: readonly AttachedPolicy[],
  room: Room,
  { grounds, writer }: SuggestContext,
  catalog: Catalog,
): QuarantineFacts {
  const { unit, removed, staying, suggestion, edited } = draft;
  const asOf = grounds.window.to;
  if (suggestion.quarantine !== undefined)
    return {
      omitted: `a quarantine${suggestion.quarantine.since === '' ? '' : ` of ${suggestion.quarantine.since}`} is in force already`,
    };
  if (suggestion.removed.length === 0)
    return {
      omitted:
        unit.scoped === undefined
          ? 'nothing is gone by this alone: another policy grants the same, see its suggestion'
          : 'no action goes, only resources of some: there is nothing to deny',
    };
  const patterns = quarantinePatterns(removed, staying, writer, catalog);
  if (unit.holder !== undefined) {
    const quarantine = quarantineOf(patterns, unit.holder, policies, edited.edits, room, asOf);
    if (quarantine.as === 'none') return { omitted: quarantine.why };
    return {
      documents: quarantine.documents,
      ...(quarantine.as === 'inline'
        ? {}
        : { arns: quarantineArnsOf(quarantine.documents.length, unit.holder, room, asOf) }),
    };
  }
  const statement = quarantineStatement(patterns, asOf);
  const document: JsonObject = { Version: '2012-10-17', Statement: [statement] };
  const [current] =
    unit.kind === 'policy'
      ? edited.edits.flatMap((edit) =>
          edit.edit === 'version' ? edit.versions.filter(({ isDefault }) => isDefault) : [],
        )
      : [];
  const before = current?.document ?? unit.permissionSetInline;
  const quota = unit.kind === 'policy' ? room.quotas.policySize : room.quotas.inlineSize.role;
  if ((before === undefined ? 0 : sizeOfDocument(before)) + sizeOfDocument(document) > quota)
    return { omitted: `a Deny for what goes does not fit into ${unit.name}` };
  return { documents: [document] };
}

/** All that the plan changes: the edits of the suggestion, and a former quarantine of ours, which the removal ends. */
export function plannedEdits({
  unit,
  edited,
}: {
  readonly unit: Unit;
  readonly edited: Pick<NarrowDraft['edited'], 'edits'>;
}): readonly PolicyEdit[] {
  return [...edited.edits, ...formerQuarantines(unit)];
}

function formerQuarantines({ holder, holders }: Unit): readonly PolicyEdit[] {
  if (holder === undefined) return [];
  const policies = holders.flatMap((one) => one.policies);
  return policies.flatMap(({ name, type, parsed, managed }): readonly PolicyEdit[] => {
    const { statements } = parsed.document;
    const isOurs = statements.length > 0 && statements.every(isQuarantine);
    if (!isOurs || !isObject(parsed.value)) return [];
    if (type === 'inline') return [{ edit: 'inline', holder, name, before: parsed.value }];
    if (managed === undefined || managed.isAwsManaged) return [];
    return [
      {
        edit: 'detach',
        holder,
        arn: managed.arn,
        isAwsManaged: false,
        before: parsed.value,
        isLastHolder: managed.attachmentCount === 1,
      },
    ];
  });
}
