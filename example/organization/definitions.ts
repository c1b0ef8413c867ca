import type { AccountKey } from './accounts.ts';

/** A policy document as we write it: always objects, always 2012-10-17. */
export interface Document {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

/** Who makes a call, from where and with what. */
export interface Caller {
  readonly identity: Readonly<Record<string, unknown>>;
  readonly address: string;
  readonly agent: string;
}

/** One kind of call that a principal makes. */
export interface Call {
  /** The event source without `.amazonaws.com`. */
  readonly source: string;
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly Readonly<Record<string, unknown>>[];
  readonly isData?: true;
  /** A refusal: its code, and what follows `User: <arn> is not authorized to perform: <action> on resource: <resource> `. */
  readonly refused?: {
    readonly code: string;
    readonly action: string;
    readonly resource: string;
    readonly because: string;
  };
  /** Another error than a refusal. */
  readonly failed?: { readonly code: string; readonly message: string };
  /** The service that made the call on the principal's behalf. */
  readonly invokedBy?: string;
}

/** Calls made on certain days. */
export interface Activity {
  /** Days ago. */
  readonly days: readonly number[];
  readonly calls: readonly Call[];
  readonly region?: string;
  /** The unique id of an earlier role of the same name. */
  readonly earlierId?: string;
}

/** How a role's sessions begin. */
export type Session =
  | { readonly via: 'service'; readonly service: string; readonly name: string; readonly inScopeOf?: string }
  | { readonly via: 'github'; readonly subject: string }
  | { readonly via: 'irsa'; readonly namespace: string; readonly serviceAccount: string }
  /** By a call that another principal of the example makes. */
  | { readonly via: 'call'; readonly name: string }
  | { readonly via: 'account'; readonly accountId: string; readonly name: string }
  | { readonly via: 'saml'; readonly provider: string; readonly person: string };

/** A finding that the audit must give. */
export interface Expected {
  readonly detector: string;
  /** Ending of the subject's id, for a credential: `key-2`, `password`. */
  readonly key?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Told only where it matters. */
  readonly severity?: 'info';
  readonly story?: string;
}

/** The suggestion that the audit must make. */
export interface ExpectedSuggestion {
  readonly kind: 'narrow' | 'retire';
  /** Some that must go. */
  readonly removed?: readonly string[];
  /** Some that must stay, with why. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** What the truth file says of a thing. */
export interface Told {
  /** One or two sentences, for a person. */
  readonly story: string;
  /** Every finding but the advisory `unused-permission`. */
  readonly findings?: readonly Expected[];
  /** Whether `unused-permission` says something. */
  readonly isAdvised?: boolean;
  /** Absent: there must be none. */
  readonly suggestion?: ExpectedSuggestion;
  /** Why there must be no suggestion, where something of it is unused. */
  readonly noSuggestion?: string;
  /** Detectors that look guilty and must be silent; a thing without any finding must be silent for all. */
  readonly silent?: readonly string[];
}

/** When, and by whom, a policy came to a principal that was there before; older than the logs leaves no event. */
export interface LaterGrant {
  /** Name of an inline or attached policy of the definition. */
  readonly policy: string;
  readonly daysAgo: number;
  /** Name of the role that made the change. */
  readonly by: string;
}

interface PrincipalDefinition extends Told {
  readonly account: AccountKey;
  readonly name: string;
  readonly path?: string;
  readonly createdDaysAgo: number;
  /** Name of the role that made it; needed when that lies in the logs. */
  readonly createdBy?: string;
  readonly inline?: Readonly<Record<string, Document>>;
  /** Names of AWS-managed or customer policies. */
  readonly attached?: readonly string[];
  readonly laterGrants?: readonly LaterGrant[];
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly activity?: readonly Activity[];
  /** Days since the last use of services whose use leaves no event in the trail, by IAM prefix. */
  readonly unseenUse?: Readonly<Record<string, number>>;
  /** Days since the last use of an action, before the logs begin. */
  readonly earlierUse?: Readonly<Record<string, number>>;
  readonly agent?: string;
}

/** A role of the example. */
export interface RoleDefinition extends PrincipalDefinition {
  readonly trust: Document;
  readonly session?: Session;
  readonly description?: string;
  readonly hasInstanceProfile?: boolean;
  /** The permission set that it belongs to: then the truth is told of that. */
  readonly permissionSet?: string;
}

/** One access key. */
export interface KeyDefinition {
  readonly isActive: boolean;
  readonly rotatedDaysAgo: number;
  /** Last use before the logs; a key used in the logs is the first of the user. */
  readonly lastUsedDaysAgo?: number;
}

/** A user of the example. */
export interface UserDefinition extends PrincipalDefinition {
  readonly groups?: readonly string[];
  readonly password?: { readonly changedDaysAgo: number; readonly lastUsedDaysAgo?: number };
  readonly hasMfa?: boolean;
  readonly keys?: readonly KeyDefinition[];
  /** Whether the activity happens in the console. */
  readonly isConsole?: boolean;
}

/** A group of the example; its members say so themselves. */
export interface GroupDefinition extends Told {
  readonly account: AccountKey;
  readonly name: string;
  readonly createdDaysAgo: number;
  readonly createdBy?: string;
  readonly attached: readonly string[];
}

/** A customer policy; versions oldest first, the last is the default. */
export interface PolicyDefinition extends Told {
  readonly account: AccountKey;
  readonly name: string;
  /** `by` is needed for a later version that lies in the logs. */
  readonly versions: readonly { readonly daysAgo: number; readonly document: Document; readonly by?: string }[];
  readonly createdBy?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A permission set of IAM Identity Center. */
export interface PermissionSetDefinition extends Told {
  readonly name: string;
  readonly description: string;
  readonly createdDaysAgo: number;
  readonly managedPolicies: readonly string[];
  readonly customerPolicies: readonly string[];
  readonly inline?: Document;
  /** Account ids. */
  readonly provisionedTo: readonly string[];
}

/** A change of IAM that no definition above brings by itself. */
export interface ChangeDefinition {
  readonly account: AccountKey;
  readonly by: string;
  readonly daysAgo: number;
  readonly call: Call;
}

/** A call by somebody who is no principal of the example: a root, a stranger, AWS itself. */
export interface VisitDefinition {
  readonly account: AccountKey;
  readonly daysAgo: number;
  readonly caller: Caller;
  readonly call: Call;
  /** Fields that only such a record has. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Everything of one part of the organization. */
export interface Part {
  readonly roles?: readonly RoleDefinition[];
  readonly users?: readonly UserDefinition[];
  readonly groups?: readonly GroupDefinition[];
  readonly policies?: readonly PolicyDefinition[];
  readonly permissionSets?: readonly PermissionSetDefinition[];
  readonly changes?: readonly ChangeDefinition[];
  readonly visits?: readonly VisitDefinition[];
}
