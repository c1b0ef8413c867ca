import { isJsonObject } from './record.ts';

/** Deeper paths of parameters are told by their first four parts. */
const keyDepth = 4;

/** Deeper values are not looked into: AWS's own do not go so far, and a hostile file must not overflow the stack. */
const walkDepth = 64;

/**
 * The paths of parameters seen, as a tree that grows with what is new: a path already seen costs no new text. Made for speed; a
 * node is a key below its parent, arrays leave no node of their own.
 */
export interface KeyNode {
  readonly children: Map<string, KeyNode>;
}

/** An empty tree of paths. */
export function newKeyNode(): KeyNode {
  return { children: new Map() };
}

/** All paths of a tree, dotted, in no order. */
export function pathsOf(node: KeyNode, prefix = ''): string[] {
  const paths: string[] = [];
  for (const [key, child] of node.children) {
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

/**
 * Walks `requestParameters`: adds the paths present to `keys` (left out for refused calls) and gathers the ARNs handed over.
 *
 * `null` is a call without parameters. A field that CloudTrail cut for its size holds `"omitted": true`; a field that is absent, or
 * not an object, is not known either. Policy documents are not searched: a role they name is not handed over.
 */
export function walkParameters(parameters: unknown, keys: KeyNode | undefined, withPolicies: boolean): ParameterFacts {
  if (parameters === null) return { areKnown: true, arns: [] };
  if (!isJsonObject(parameters)) return { areKnown: false, arns: [] };
  const arns: string[] = [];
  const pattern = withPolicies ? roleOrPolicyArn : roleArn;
  let areKnown = true;

  const walk = (value: unknown, key: string, node: KeyNode | undefined, level: number, depth: number): void => {
    if (typeof value === 'string') {
      if (value.length > 30 && value.includes(':iam::') && !isPolicyDocument(key, value)) {
        for (const match of value.matchAll(pattern)) arns.push(match[0]);
      }
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (depth > walkDepth) {
      areKnown = false;
      return;
    }
    if (Array.isArray(value)) {
      for (const item of value) walk(item, key, node, level, depth + 1);
      return;
    }
    if (!isJsonObject(value)) return;
    if (value.omitted === true) areKnown = false;
    const isRecorded = node !== undefined && level < keyDepth;
    for (const name in value)
      walk(value[name], name, isRecorded ? childOf(node, name) : undefined, level + 1, depth + 1);
  };
  walk(parameters, '', keys, 0, 0);
  return { areKnown, arns };
}

function isPolicyDocument(key: string, value: string): boolean {
  return /polic/i.test(key) && /^\s*(?:\{|%7B)/i.test(value);
}

function childOf(node: KeyNode, name: string): KeyNode {
  const known = node.children.get(name);
  if (known !== undefined) return known;
  const child = newKeyNode();
  node.children.set(name, child);
  return child;
}
