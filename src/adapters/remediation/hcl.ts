/** An expression as the language has it, of one line or several, not indented beyond its own structure. Made by the functions of this file. */
export interface Expression {
  readonly hcl: string;
}

/** What stands in a block: an attribute, or a block of its own. */
export type BodyItem = { readonly name: string; readonly value: Expression } | Block;

/** A block with its labels: `resource "aws_iam_policy" "deploy" { … }`. */
export interface Block {
  readonly block: string;
  readonly labels: readonly string[];
  readonly body: readonly BodyItem[];
}

/** Keys of policy documents that read better without quotes. Any other is quoted: some words (`for`, `null`) mean something there. */
const bareKeys: ReadonlySet<string> = new Set([
  'Action',
  'Condition',
  'Effect',
  'Id',
  'NotAction',
  'NotPrincipal',
  'NotResource',
  'Principal',
  'Resource',
  'Sid',
  'Statement',
  'Version',
]);

/** A text in quotes, in printable ASCII; nothing in it is read as a template. */
export function text(value: string): Expression {
  return { hcl: quoted(value) };
}

/** An expression as it stands: a reference to a resource, which our own labels make up. */
export function reference(hcl: string): Expression {
  return { hcl };
}

/** A list of expressions, an item a line beyond the first. */
export function list(items: readonly Expression[]): Expression {
  const [first] = items;
  if (first === undefined) return { hcl: '[]' };
  if (items.length === 1 && !first.hcl.includes('\n')) return { hcl: `[${first.hcl}]` };
  return { hcl: `[\n${items.map(({ hcl }) => `  ${indented(hcl)},\n`).join('')}]` };
}

/** A policy document as `jsonencode({ … })`: the same document once it is encoded, and a diff of it shows single actions. */
export function jsonEncoded(document: unknown): Expression {
  return { hcl: `jsonencode(${valueText(document)})` };
}

/** Blocks as a file's text, as `terraform fmt` would have it, an empty line between them. */
export function hclText(blocks: readonly Block[]): string {
  return blocks.map((block) => `${blockText(block)}\n`).join('\n');
}

/** Lines as comments; the characters that would end a comment must be out of them. */
export function comments(lines: readonly string[]): string {
  return lines.map((line) => `${line === '' ? '#' : `# ${line}`}\n`).join('');
}

function blockText({ block, labels, body }: Block): string {
  const head = [block, ...labels.map(quoted)].join(' ');
  if (body.length === 0) return `${head} {}`;
  const groups: string[] = [];
  let attributes: (readonly [string, string])[] = [];
  for (const item of body) {
    if ('block' in item) {
      if (attributes.length > 0) groups.push(aligned(attributes));
      attributes = [];
      groups.push(blockText(item));
    } else attributes.push([item.name, item.value.hcl]);
  }
  if (attributes.length > 0) groups.push(aligned(attributes));
  return `${head} {\n  ${indented(groups.join('\n\n'))}\n}`;
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return list(value.map((item) => ({ hcl: valueText(item) }))).hcl;
  if (typeof value !== 'object' || value === null) return String(value);
  const items = Object.entries(value).map(([key, item]) => [keyText(key), valueText(item)] as const);
  return items.length === 0 ? '{}' : `{\n  ${indented(aligned(items))}\n}`;
}

function keyText(key: string): string {
  return bareKeys.has(key) ? key : quoted(key);
}

/** `name = value` lines with their equals signs under each other. As in `terraform fmt`, a value of several lines stands for itself. */
function aligned(items: readonly (readonly [name: string, value: string])[]): string {
  const lines: string[] = [];
  let run: (readonly [string, string])[] = [];
  const endRun = () => {
    const width = Math.max(0, ...run.map(([name]) => name.length));
    lines.push(...run.map(([name, value]) => `${name.padEnd(width)} = ${value}`));
    run = [];
  };
  for (const [name, value] of items) {
    if (value.includes('\n')) {
      endRun();
      lines.push(`${name} = ${value}`);
    } else run.push([name, value]);
  }
  endRun();
  return lines.join('\n');
}

/** No text holds a line break of its own once it is quoted, so every one is ours. An empty line stays empty. */
function indented(hcl: string): string {
  return hcl.replace(/\n(?!\n)/g, '\n  ');
}

/**
 * `${` and `%{` begin a template, and `$${` and `%%{` stand for them. A sign before such a pair is written by its code, since a scanner would
 * take it into the pair.
 */
function quoted(value: string): string {
  const escaped = value
    .replace(/["\\]/g, '\\$&')
    .replace(
      /([$%]*)([$%])\{/g,
      (_, before: string, sign: string) => `${[...before].map(coded).join('')}${sign}${sign}{`,
    )
    .replace(/[^ -~]/gu, coded);
  return `"${escaped}"`;
}

function coded(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
