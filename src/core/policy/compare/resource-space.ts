import type { ResourceFit } from '../../catalog/catalog.ts';
import {
  anyOne,
  anyOneInPart,
  anyRun,
  anyRunInPart,
  eitherCase,
  isRun,
  matchesText,
  type TextPattern,
} from '../text-pattern.ts';

/** The resources that a request for an action can name. */
export interface ResourceSpace {
  /** Distinct among spaces of different content. */
  readonly id: string;
  /** A resource fits when it matches one of them. */
  readonly patterns: readonly TextPattern[];
  /** The service segments of their ARNs; `undefined` where they can be any. */
  readonly services: ReadonlySet<string> | undefined;
  /** One that people recognize. */
  readonly examples: readonly string[];
}

/** What a wildcard-only action is asked with: the character `*`. */
const star = 0x2a;
const onlyStar: ResourceSpace = { id: '*', patterns: [[star]], services: new Set(['']), examples: ['*'] };

/**
 * The space of an action of the catalog, in all partitions or in one. An action that the catalog knows resource types for is asked with a resource of
 * one of them: that AWS marks none as required says only that they are alternatives (an object, or an object of an access point).
 */
export function spaceOfFit(fit: ResourceFit, partition?: string): ResourceSpace {
  const ofPartition = spaces.get(partition ?? '') ?? new WeakMap<ResourceFit, ResourceSpace>();
  spaces.set(partition ?? '', ofPartition);
  let space = ofPartition.get(fit);
  if (space === undefined) {
    space = made(fit, partition);
    ofPartition.set(fit, space);
  }
  return space;
}

/** A fit never changes, so its space is made once for as long as its catalog lives. By partition. */
const spaces = new Map<string, WeakMap<ResourceFit, ResourceSpace>>();

function made(fit: ResourceFit, partition: string | undefined): ResourceSpace {
  const formats =
    partition === undefined ? fit.formats : fit.formats.map((one) => one.replace(/\$\{Partition\}/, () => partition));
  if (formats.length === 0) return onlyStar;
  const patterns = formats.map(formatPattern);
  const services = formats.map((format) => /^arn:[^:]*:([a-z0-9-]+):/.exec(format)?.[1]);
  const named = services.flatMap((service) => service ?? []);
  return {
    id: formats.join(' '),
    patterns,
    services: named.length === formats.length ? new Set(named) : undefined,
    examples: patterns.map((pattern) => exampleOf(pattern)),
  };
}

/** The space of an action that the catalog does not list: anything may be its resource. */
export function spaceOfUnlisted(service: string): ResourceSpace {
  return {
    id: `?${service}`,
    patterns: [[anyRun]],
    services: undefined,
    examples: [`arn:aws:${service}:${region}:${account}:example/example`],
  };
}

/** `${Partition}`, region and account are runs without colons, other placeholders any run; none is empty. */
function formatPattern(format: string): TextPattern {
  const places: number[] = [];
  let colons = 0;
  for (const [token] of format.matchAll(/\$\{[^}]*\}|\*|[\s\S]/g)) {
    if (token.length > 1) places.push(...(colons < 5 ? [anyOneInPart, anyRunInPart] : [anyOne, anyRun]));
    else if (token === '*') places.push(colons < 5 ? anyRunInPart : anyRun);
    else {
      if (token === ':') colons++;
      places.push(token.charCodeAt(0));
    }
  }
  return places;
}

const region = 'us-east-1';
const account = '111122223333';
/** What stands for a wildcard in each part of an ARN, from the partition on. */
const partExamples = ['', 'aws', 'example', region, account];

/**
 * A text that matches a pattern of ARN form and looks like one: the usual partition, a region, an account, `example` for the rest. Only an
 * attempt where a wildcard stands beside other characters of a part.
 */
export function exampleOf(pattern: TextPattern): string {
  let text = '';
  let colons = 0;
  for (const [at, place] of pattern.entries()) {
    if (place >= 0) {
      const code = place >= eitherCase ? place - eitherCase : place;
      if (code === 0x3a) colons++;
      text += String.fromCharCode(code);
    } else if (isRun(place)) {
      text += isOne(pattern[at - 1]) ? '' : (partExamples[colons] ?? 'example');
    } else {
      text += isRun(pattern[at + 1]) ? (partExamples[colons] ?? 'example') : 'x';
    }
  }
  return text;
}

function isOne(place: number | undefined): boolean {
  return place === anyOne || place === anyOneInPart;
}

/** The service segment of the ARNs that a pattern matches, where it begins with the whole of three literal segments; empty for no ARN at all. */
export function serviceSegmentOf(pattern: TextPattern): string | undefined {
  const ends: number[] = [];
  for (const [at, place] of pattern.entries()) {
    if (place < 0 || place >= eitherCase) return undefined;
    if (place === 0x3a) ends.push(at);
    if (ends.length === 3) return String.fromCharCode(...pattern.slice((ends[1] ?? 0) + 1, at));
  }
  return '';
}

/** Some resource that a request can name. */
export function anyResource(space: ResourceSpace): string {
  return space.examples.find((text) => isInSpace(space, text)) ?? '*';
}

function isInSpace(space: ResourceSpace, resource: string): boolean {
  return space.patterns.some((pattern) => matchesText(pattern, resource));
}
