/**
 * Where CloudTrail records a change: `home`, in every account, in the partition's home region; `identity-center`, in the region and the administering
 * account of Identity Center; `organization`, in the management account, where Organizations is signed for (the home region, in China cn-northwest-1);
 * `trail`, in the account and home region of the trail.
 */
export type RecordedIn = 'home' | 'identity-center' | 'organization' | 'trail';

/** A change that the timeline of grants, or the judging of trails, reasons with. */
export interface WatchedChange {
  readonly eventSource: string;
  readonly eventName: string;
  readonly recordedIn: RecordedIn;
  /** What is read from it. */
  readonly why: string;
}

const attachment = 'since when a policy is attached; the trust in `Deny`s taken away';
const inline = 'since when an inline policy grants; the document itself';
const boundary = 'since when a permissions boundary lets through';
const membership = "since when a group's policies reach a user";
const version = 'which version of a managed policy was in force when';
const existence = 'who made or deleted it; a name may have had an earlier holder';
const declaredEnd = 'tags that declare an end, an owner, or that it is temporary';
const delegation = 'temporary access that was asked for, given and used';
const membershipOfPeople = 'since when an assignment to a group reaches a person';
const organizationPolicy = 'since when an SCP or RCP holds back';
const trailState = 'since when a trail records as it does today';

/** One event source's names by what is read from them. */
interface Group {
  readonly eventSource: string;
  readonly recordedIn: RecordedIn;
  readonly names: readonly (readonly [why: string, ...eventNames: string[]])[];
}

const groups: readonly Group[] = [
  {
    eventSource: 'iam.amazonaws.com',
    recordedIn: 'home',
    names: [
      [attachment, 'AttachRolePolicy', 'AttachUserPolicy', 'AttachGroupPolicy'],
      [attachment, 'DetachRolePolicy', 'DetachUserPolicy', 'DetachGroupPolicy'],
      [inline, 'PutRolePolicy', 'PutUserPolicy', 'PutGroupPolicy'],
      [inline, 'DeleteRolePolicy', 'DeleteUserPolicy', 'DeleteGroupPolicy'],
      [boundary, 'PutRolePermissionsBoundary', 'PutUserPermissionsBoundary'],
      [boundary, 'DeleteRolePermissionsBoundary', 'DeleteUserPermissionsBoundary'],
      [membership, 'AddUserToGroup', 'RemoveUserFromGroup'],
      [version, 'CreatePolicy', 'DeletePolicy'],
      [version, 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion'],
      [existence, 'CreateRole', 'CreateUser', 'CreateGroup', 'DeleteRole', 'DeleteUser', 'DeleteGroup'],
      ['policies and memberships are told by name, and names change', 'UpdateUser', 'UpdateGroup'],
      ['since when somebody may assume a role', 'UpdateAssumeRolePolicy'],
      ["IAM's role manager makes roles without a CreateRole or AttachRolePolicy", 'AcquireRole'],
      [declaredEnd, 'TagRole', 'UntagRole', 'TagUser', 'UntagUser', 'TagPolicy', 'UntagPolicy'],
      [delegation, 'CreateDelegationRequest', 'AcceptDelegationRequest', 'SendDelegationToken'],
    ],
  },
  {
    eventSource: 'sso.amazonaws.com',
    recordedIn: 'identity-center',
    names: [
      [inline, 'PutInlinePolicyToPermissionSet', 'DeleteInlinePolicyFromPermissionSet'],
      [attachment, 'AttachManagedPolicyToPermissionSet', 'DetachManagedPolicyFromPermissionSet'],
      [attachment, 'AttachCustomerManagedPolicyReferenceToPermissionSet'],
      [attachment, 'DetachCustomerManagedPolicyReferenceFromPermissionSet'],
      [boundary, 'PutPermissionsBoundaryToPermissionSet', 'DeletePermissionsBoundaryFromPermissionSet'],
      [existence, 'CreatePermissionSet', 'DeletePermissionSet'],
      ['a permission set changes its roles only when it is provisioned', 'ProvisionPermissionSet'],
      ['who got into which account, and when', 'CreateAccountAssignment', 'DeleteAccountAssignment'],
    ],
  },
  {
    eventSource: 'identitystore.amazonaws.com',
    recordedIn: 'identity-center',
    names: [[membershipOfPeople, 'CreateGroupMembership', 'DeleteGroupMembership']],
  },
  {
    // The console's own calls for the same.
    eventSource: 'sso-directory.amazonaws.com',
    recordedIn: 'identity-center',
    names: [[membershipOfPeople, 'AddMemberToGroup', 'RemoveMemberFromGroup']],
  },
  {
    eventSource: 'organizations.amazonaws.com',
    recordedIn: 'organization',
    names: [
      [organizationPolicy, 'AttachPolicy', 'DetachPolicy', 'UpdatePolicy', 'EnablePolicyType', 'DisablePolicyType'],
      ['an account comes under the policies of another unit', 'MoveAccount'],
    ],
  },
  {
    eventSource: 'cloudtrail.amazonaws.com',
    recordedIn: 'trail',
    names: [
      [trailState, 'CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging', 'PutEventSelectors'],
    ],
  },
];

/**
 * The changes that are looked up one by one in the event history. Left out on purpose: keys, passwords and MFA, which change nobody's permissions, and
 * policies of an organization that are made or deleted, which must be attached or detached to matter. Where each is recorded is told by the user guides of
 * CloudTrail (global services), Identity Center and Organizations (logging with CloudTrail); a test holds the names against the SDK's operations.
 *
 * Not among the tables of the catalog: it says nothing of actions, and must not change the version that certificates rest on.
 */
export const watchedChanges: readonly WatchedChange[] = groups.flatMap(({ eventSource, recordedIn, names }) =>
  names.flatMap(([why, ...eventNames]) => eventNames.map((eventName) => ({ eventSource, eventName, recordedIn, why }))),
);

/** The names of the watched changes that are recorded in any of these places, sorted, each once. */
export function watchedNames(places: readonly RecordedIn[]): readonly string[] {
  const names = watchedChanges
    .filter(({ recordedIn }) => places.includes(recordedIn))
    .map(({ eventName }) => eventName);
  return [...new Set(names)].sort();
}

/** Whether an event is a watched change that is recorded in any of these places: several sources share a name (`CreateGroup`). */
export function isWatched(eventSource: string, eventName: string, places: readonly RecordedIn[]): boolean {
  return watchedChanges.some(
    (change) =>
      change.eventName === eventName && change.eventSource === eventSource && places.includes(change.recordedIn),
  );
}

/** Names of IAM's own watched changes: what the age of a grant rests on. */
export const iamChangeNames: readonly string[] = watchedNames(['home']);
