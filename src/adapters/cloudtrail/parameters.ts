import { isJsonObject, type JsonObject } from './record.ts';

/** Deeper paths of parameters are told by their first four parts. */
const keyDepth = 4;

/** Deeper values are not looked into: AWS's own do not go so far, and a hostile file must not overflow the stack. */
const walkDepth = 64;

/**
 * The paths of parameters seen, as a tree that grows with what is new: a path already seen costs no new text. Made for speed; a
 * node is a key below its parent, arrays leave no node of their own.
 */
export interface KeyNode {
  /** Absent below a leaf: most nodes are leaves, and a map for each would be half of the roll-up's memory. */
  children: Map<string, KeyNode> | undefined;
}

/** An empty tree of paths. */
export function newKeyNode(): KeyNode {
  return { children: undefined };
}

/** All paths of a tree, dotted, in no order. */
export function pathsOf(node: KeyNode, prefix = ''): string[] {
  const paths: string[] = [];
  for (const [key, child] of node.children ?? []) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    paths.push(path, ...pathsOf(child, path));
  }
  return paths;
}

/** What one call's parameters say. */
export interface ParameterFacts {
  /** Whether all of them were there to be read: false when AWS dropped some for their size. */
  readonly areKnown: boolean;
  /** Role and instance-profile ARNs anywhere in them, and managed policies where `withPolicies`. */
  readonly arns: readonly string[];
}

const roleArn = /arn:aws[a-z-]*:iam::\d{12}:(?:role|instance-profile)\/[\w+=,.@/-]+/g;
const roleOrPolicyArn = /arn:aws[a-z-]*:iam::(?:\d{12}|aws):(?:role|instance-profile|policy)\/[\w+=,.@/-]+/g;

/** The call's parameters cannot be read. */
const unknown: ParameterFacts = { areKnown: false, arns: [] };

interface Walk {
  areKnown: boolean;
  readonly arns: string[];
  readonly pattern: RegExp;
}

/**
 * Walks `requestParameters`: adds the paths present to `keys` (left out for refused calls) and gathers the ARNs handed over.
 *
 * `null` may be a call without parameters, or one whose parameters CloudTrail dropped for their size: not known. A field that it cut
 * holds `"omitted": true`; a field that is absent, or not an object, is not known either. Policy documents are not searched: a role they name is not handed over.
 */
export function walkParameters(parameters: unknown, keys: KeyNode | undefined, withPolicies: boolean): ParameterFacts {
  if (!isJsonObject(parameters)) return unknown;
  const walk: Walk = { areKnown: true, arns: [], pattern: withPolicies ? roleOrPolicyArn : roleArn };
  walkObject(parameters, keys, 0, 0, walk);
  return walk;
}

function walkObject(value: JsonObject, node: KeyNode | undefined, level: number, depth: number, walk: Walk): void {
  const keys = level < keyDepth ? node : undefined;
  for (const name in value) {
    const item = value[name];
    if (name === 'omitted' && item === true) walk.areKnown = false;
    walkValue(item, name, keys === undefined ? undefined : childOf(keys, name), level + 1, depth + 1, walk);
  }
}

function walkValue(
  value: unknown,
  key: string,
  node: KeyNode | undefined,
  level: number,
  depth: number,
  walk: Walk,
): void {
  if (typeof value === 'string') {
    if (value.length > 30 && value.includes(':iam::') && !isPolicyDocument(key, value)) {
      for (const match of value.matchAll(walk.pattern)) walk.arns.push(match[0]);
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > walkDepth) {
    walk.areKnown = false;
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) walkValue(item, key, node, level, depth + 1, walk);
    return;
  }
  if (isJsonObject(value)) walkObject(value, node, level, depth, walk);
}

function isPolicyDocument(key: string, value: string): boolean {
  return /polic/i.test(key) && /^\s*(?:\{|%7B)/i.test(value);
}

function childOf(node: KeyNode, name: string): KeyNode {
  node.children ??= new Map();
  const known = node.children.get(name);
  if (known !== undefined) return known;
  const child = newKeyNode();
  node.children.set(name, child);
  return child;
}
