import { isEmpty, sizeOf } from '../catalog/action-set.ts';
import type { AccountView, JudgedPrincipal } from '../evidence/account-evidence.ts';
import { counted } from '../model/counted.ts';
import type { NoSuggestion } from '../model/suggestion.ts';
import { dayMs } from '../model/time.ts';
import { isUnused, type Needs, notInUse } from './needs/needs.ts';
import type { Ownership } from './write/ownership.ts';

/** Principals that get no suggestion whatever they use. */
export function reasonForNone(
  judged: JudgedPrincipal,
  unread: readonly string[],
  view: AccountView,
): NoSuggestion | undefined {
  const { principal } = judged;
  const none = (why: NoSuggestion['why'], text: string, next?: string): NoSuggestion => ({
    accountId: principal.accountId,
    subject: principal.arn,
    why,
    text,
    ...(next === undefined ? {} : { next }),
  });
  switch (principal.class) {
    case 'service-linked-role':
      return none('not-touched', `${principal.name} is a service-linked role: AWS alone changes it`);
    case 'foundation-role':
      return none('not-touched', `${principal.name} is a role of the landing zone: change it by the tool that made it`);
    case 'break-glass':
      return none('not-touched', `${principal.name} is for emergencies: not being used is its normal state`);
    case 'sso-role':
      return none(
        'not-touched',
        `${principal.name} belongs to a permission set of IAM Identity Center and cannot be changed in the account`,
        view.organization.permissionSets === undefined
          ? 'collect IAM Identity Center as well, and ask for the permission set'
          : 'ask for the permission set: its suggestion counts the use in all accounts',
      );
  }
  const [unparsed] = principal.policies.flatMap(({ name, parsed }) =>
    parsed.document.unparsed.map(({ place, reason }) => `${name}${place === '' ? '' : `, ${place}`}: ${reason}`),
  );
  const missing = unparsed ?? unread[0];
  if (missing !== undefined) {
    return none(
      'unread-policies',
      `not all policies of ${principal.name} could be read: ${missing}`,
      'collect the bundle again',
    );
  }
  if (principal.boundaryArn !== undefined && judged.permissions.isBoundaryUnread) {
    return none(
      'unread-policies',
      `the permissions boundary of ${principal.name} is not in the bundle, or could not be read`,
      'collect the bundle again',
    );
  }
  if (isUnused(judged, view)) return undefined;
  const before = notInUse(judged, view);
  return before === undefined ? undefined : none('not-judged', before);
}

/** Nothing of a principal's own policies goes: because all is in use, because nobody could tell, or because others need it. */
export function whyNothing(needs: Needs, ownership: Ownership, { window }: AccountView): NoSuggestion {
  const { principal, permissions, verdicts } = needs.judged;
  const about = { accountId: principal.accountId, subject: principal.arn };
  const granted = sizeOf(permissions.granted);
  if (granted === 0) return { ...about, why: 'nothing-unused', text: `${principal.name} is granted nothing` };
  if (!isEmpty(needs.removable)) {
    const sources = principal.policies.filter(
      ({ group, name }) => group !== undefined || ownership.wayOf(name, principal.arn) !== 'own',
    );
    const names = [...new Set(sources.map(({ name, group }) => group?.name ?? name))].slice(0, 3).join(', ');
    return {
      ...about,
      why: 'not-touched',
      text: `what is unused of ${principal.name} (${counted(sizeOf(needs.removable), 'permission')}) all comes by what others share or a service requires: ${names}`,
      next: 'see the suggestions for those',
    };
  }
  if (sizeOf(verdicts.used) === granted)
    return { ...about, why: 'nothing-unused', text: `${principal.name} uses everything that it is granted` };
  const open = sizeOf(verdicts.unobservable);
  if (sizeOf(verdicts.tooRecent) > 0 && open === 0) {
    const days = Math.round((window.to - window.from) / dayMs);
    return {
      ...about,
      why: 'not-judged',
      text: `${principal.name}, or what it is granted, is younger than the window of ${days} days`,
    };
  }
  if (open > 0) {
    return {
      ...about,
      why: 'not-judged',
      text: `${principal.name} holds ${counted(granted, 'permission')}, of which none was proved unused: the use of ${open} could not have been seen`,
      next: 'collect action-level last-accessed data and logs that cover the window; `scan.coverage` says what is missing',
    };
  }
  return {
    ...about,
    why: 'nothing-unused',
    text: `nothing that ${principal.name} is granted was proved unused and may go`,
  };
}
