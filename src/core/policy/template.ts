/** A stretch of policy text: written text (its wildcards are wildcards where the place allows them), a literal, or a policy variable. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  /** `${*}`, `${?}`, `${$}`: the character itself. */
  | { readonly kind: 'literal'; readonly text: string }
  /** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`; the key in lower case. */
  | { readonly kind: 'variable'; readonly key: string; readonly fallback?: string };

/** Policy text with its variables told apart. Text without variables is one part. */
export type Template = readonly TemplatePart[];

/** The value of a policy variable in a request; `undefined` where it has none. */
export type VariableValues = (key: string) => string | undefined;

const variable = /\$\{([^}]*)\}/g;

/**
 * Tells the variables of a value apart. In documents of version 2008-10-17 they are literal text, and so they are in a resource before its
 * fifth colon (`place` resource): the user guide allows them in the resource portion only.
 */
export function templateOf(
  text: string,
  version: '2008-10-17' | '2012-10-17',
  place: 'value' | 'resource' = 'value',
): Template {
  if (version === '2008-10-17' || !text.includes('${')) return [{ kind: 'text', text }];
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(variable)) {
    const part = partOf(match[1] ?? '');
    if (place === 'resource' && part.kind === 'variable' && !isInResourcePortion(text, match.index)) continue;
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push(part);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** The keys of the variables, in order, each as often as it stands there. */
export function variablesOf(template: Template): readonly string[] {
  return template.flatMap((part) => (part.kind === 'variable' ? [part.key] : []));
}

/** The text of a template as the policy has it. */
export function templateText(template: Template): string {
  return template
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'literal') return `\${${part.text}}`;
      return `\${${part.key}${part.fallback === undefined ? '' : `, '${part.fallback}'`}}`;
    })
    .join('');
}

/** The template with its variables put in as literals; `undefined` when one has neither value nor default. */
export function resolved(template: Template, variableValue: VariableValues): Template | undefined {
  if (template.every((part) => part.kind !== 'variable')) return template;
  const parts: TemplatePart[] = [];
  for (const part of template) {
    if (part.kind !== 'variable') {
      parts.push(part);
      continue;
    }
    const text = variableValue(part.key) ?? part.fallback;
    if (text === undefined) return undefined;
    parts.push({ kind: 'literal', text });
  }
  return parts;
}

function partOf(inside: string): TemplatePart {
  if (inside === '*' || inside === '?' || inside === '$') return { kind: 'literal', text: inside };
  const [, key = inside, fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/s.exec(inside) ?? [];
  return { kind: 'variable', key: key.toLowerCase(), ...(fallback === undefined ? {} : { fallback }) };
}

function isInResourcePortion(text: string, place: number): boolean {
  let colons = 0;
  for (let at = 0; at < place; at++) if (text[at] === ':') colons++;
  return colons >= 5;
}
