import type { NeededPermission } from '../needed-permission.ts';
import type { PermissionGroup } from './permission-group.ts';

/** A statement of a policy as we write it: always lists. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** A policy as we write it. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** AWS's limit of a managed policy; blanks do not count (AWS facts 4). */
export const managedPolicyCharacters = 6144;

/** What a policy is written for. */
export interface PolicyPlace {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** What is written in place of names in resources, such as `LOG-BUCKET`; absent: nothing. */
  readonly names?: Readonly<Record<string, string>>;
}

/** The policies that give a group's permissions, and nothing else: one, or as many as AWS's limit asks for. */
export function policyDocumentsOf(
  { id, permissions }: Pick<PermissionGroup, 'id' | 'permissions'>,
  place: PolicyPlace = { partition: 'aws' },
  characters: number = managedPolicyCharacters,
): readonly PolicyDocument[] {
  const byResources = new Map<string, NeededPermission[]>();
  for (const permission of permissions) {
    const resources = (permission.resources ?? ['*']).join('\n');
    byResources.set(resources, [...(byResources.get(resources) ?? []), permission]);
  }
  const statements = [...byResources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([resources, those], index): PolicyStatement => ({
        Sid: `IamDrift${pascal(id)}${index === 0 ? '' : `Part${index + 1}`}`,
        Effect: 'Allow',
        Action: actionsOf(those),
        Resource: [...new Set(resources.split('\n').map((arn) => placed(arn, place)))],
      }),
    );
  const whole: PolicyDocument = { Version: '2012-10-17', Statement: statements };
  return sizeOf(whole) <= characters ? [whole] : statements.flatMap((statement) => split(statement, characters));
}

function placed(arn: string, { partition, names = {} }: PolicyPlace): string {
  const named = Object.entries(names).reduce((text, [from, to]) => text.replaceAll(from, to), arn);
  return named.replace(/^arn:aws:/, `arn:${partition}:`);
}

/** Without blanks, as AWS counts. */
export function sizeOf(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

function actionsOf(permissions: readonly NeededPermission[]): readonly string[] {
  return [...new Set(permissions.map(({ action }) => action))].sort();
}

function split(statement: PolicyStatement, characters: number): readonly PolicyDocument[] {
  const document: PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
  const { Action } = statement;
  if (sizeOf(document) <= characters || Action.length < 2) return [document];
  const middle = Math.ceil(Action.length / 2);
  return [Action.slice(0, middle), Action.slice(middle)].flatMap((half) =>
    split({ ...statement, Action: half }, characters),
  );
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
