import type { AuditResult, Finding } from '../../core/model/finding.ts';
import type { Reporter } from '../../core/model/report.ts';
import type { Suggestion } from '../../core/model/suggestion.ts';
import { severities } from '../../core/model/verdict.ts';
import { codeSpan, escapeMarkdown } from '../markup/markdown.ts';
import { listPhrase, markdownText, named, type Phrase } from '../markup/phrase.ts';
import { count, formatNumber, momentText, percent, shorten } from '../markup/prose.ts';
import { type AccountName, accountNameOf } from './accounts.ts';
import { collectionSentence } from './collection-words.ts';
import {
  type Fact,
  factsOf,
  findingContextOf,
  placeOf,
  severityNames,
  shortNameOf,
  type Telling,
} from './finding-facts.ts';
import { isPoorlyCovered, keyFigureLines, scopeSentence, standingOf } from './key-figures.ts';
import {
  beforeAfterText,
  leftOutSentence,
  mostTightening,
  subjectNameOf,
  tellsOfSuggestions,
} from './suggestion-words.ts';
import { unjudgedLines } from './unjudged-words.ts';
import { seenLines, unseenLines } from './unseen.ts';

/** More permissions or grants than these go into a list that opens on a click. */
const telling: Telling = { mostPermissions: 6, mostGrants: 3 };

const mostListed = 100;

/** Writes `report.md`, for a wiki or a comment: the text report with all findings, a table of accounts and how to read it. */
export const markdownReporter: Reporter = {
  format: 'markdown',
  render: (result) => [{ path: 'report.md', chunks: markdownChunks(result) }],
};

function* markdownChunks(result: AuditResult): Generator<string> {
  yield `# iam-drift report\n\n${escapeMarkdown(scopeSentence(result))}\n`;
  yield `As of ${escapeMarkdown(momentText(result.scan.asOf))}; scan ${codeSpan(result.scan.id)}.\n\n`;
  const { collection } = result.scan;
  if (collection !== undefined) yield `${markdownText(collectionSentence(collection))}\n\n`;
  yield '## Key figures\n\n';
  for (const { label, text } of keyFigureLines(result)) yield `- **${label}:** ${markdownText(text)}\n`;
  yield '\n';
  yield* accountChunks(result);
  yield* findingsChunks(result);
  yield* suggestionsChunks(result);
  yield* listChunks('What was seen', seenLines(result));
  yield* listChunks('What could not be seen', unseenLines(result));
  yield* listChunks('What would tell more', unjudgedLines(result));
  yield howToRead;
}

function* listChunks(heading: string, lines: readonly Phrase[]): Generator<string> {
  if (lines.length === 0) return;
  yield `## ${heading}\n\n`;
  for (const line of lines) yield `- ${markdownText(line)}\n`;
  yield '\n';
}

function* accountChunks(result: AuditResult): Generator<string> {
  if (result.scan.accounts.length === 0) return;
  const creep = new Map(result.keyFigures.permissionCreepByAccount.map((row) => [row.accountId, row]));
  const findings = new Map<string, number>();
  for (const { subject } of standingOf(result.findings)) {
    findings.set(subject.accountId, (findings.get(subject.accountId) ?? 0) + 1);
  }
  yield '## Accounts\n\n| Account | Alias | Environment | Findings | Granted | Used | Unused | Could be judged | Permission creep |\n';
  yield '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n';
  for (const { id, alias, environment } of result.scan.accounts) {
    const row = creep.get(id);
    const cells = [
      codeSpan(id),
      alias === undefined ? '' : codeSpan(shorten(alias, 60)),
      environment ?? 'not told',
      formatNumber(findings.get(id) ?? 0),
      row === undefined ? '' : formatNumber(row.granted),
      row === undefined ? '' : formatNumber(row.used),
      row === undefined ? '' : formatNumber(row.unused),
      row === undefined || row.judged === null ? '' : percent(row.judged),
      row === undefined || row.score === null ? '' : String(Math.round(row.score)),
    ];
    yield `| ${cells.join(' | ')} |\n`;
  }
  yield '\n';
}

function* findingsChunks(result: AuditResult): Generator<string> {
  const standing = standingOf(result.findings);
  yield '## Findings\n\n';
  if (standing.length === 0) yield `${nothingFound(result)}\n\n`;
  const contextOf = findingContextOf(result);
  const nameOf = accountNameOf(result);
  for (const severity of severities) {
    const group = standing.filter((finding) => finding.severity === severity);
    if (group.length === 0) continue;
    yield `### ${severityNames[severity]}: ${count(group.length, 'finding')}\n\n`;
    for (const finding of group) {
      yield* findingChunks(finding, nameOf, factsOf(finding, contextOf(finding), result.scan.asOf, telling));
    }
  }
}

function* findingChunks(finding: Finding, nameOf: AccountName, facts: readonly Fact[]): Generator<string> {
  yield `#### ${codeSpan(shortNameOf(finding))} in ${escapeMarkdown(placeOf(finding, nameOf))}\n\n`;
  yield `${escapeMarkdown(shorten(finding.summary, 2000))}\n\n`;
  if (finding.why !== '') yield `Why it matters: ${escapeMarkdown(shorten(finding.why, 2000))}\n\n`;
  for (const { label, text, steps = [] } of facts) {
    if (steps.length < 2) yield `- **${label}:** ${markdownText(text)}\n`;
    else yield `- **${label}:**\n${steps.map((step, index) => `  ${index + 1}. ${escapeMarkdown(step)}\n`).join('')}`;
  }
  for (const { source, text, permissions = [] } of finding.evidence) {
    const names = listPhrase(permissions.map(named), telling.mostPermissions);
    const which = permissions.length === 0 ? '' : ` (${markdownText(names)})`;
    yield `- **Evidence (${escapeMarkdown(source)}):** ${escapeMarkdown(shorten(text, 2000))}${which}\n`;
  }
  yield '\n';
  if (finding.permissions.length > telling.mostPermissions) yield* permissionDetails(finding.permissions);
}

/**
 * All permissions in a list that opens on a click, one service a line. The empty lines make Markdown be read inside the HTML. Beyond
 * `mostListed` only the services are counted: a wiki page or a comment takes no 10,000 names.
 */
function* permissionDetails(permissions: readonly string[]): Generator<string> {
  const services = new Map<string, string[]>();
  for (const permission of permissions) {
    const colon = permission.indexOf(':');
    const service = colon === -1 ? '' : permission.slice(0, colon);
    const names = services.get(service);
    if (names === undefined) services.set(service, [permission]);
    else names.push(permission);
  }
  const isListed = permissions.length <= mostListed;
  // A pattern stands for several permissions; how many they are together the summary says.
  const noun = permissions.some((permission) => /[*?]/.test(permission)) ? 'pattern' : 'permission';
  const total = count(permissions.length, noun);
  yield `<details><summary>${isListed ? `All ${total}` : `${total}, by service (by name in findings.json)`}</summary>\n\n`;
  for (const [service, names] of services) {
    if (isListed) yield `- ${names.map((name) => codeSpan(name)).join(', ')}\n`;
    else yield `- ${codeSpan(service)}: ${formatNumber(names.length)}\n`;
  }
  yield '\n</details>\n\n';
}

/** What each suggestion leaves, those that take away most first. */
function* suggestionsChunks(result: AuditResult): Generator<string> {
  const { suggestions } = result;
  if (!tellsOfSuggestions(result)) return;
  yield '## Suggestions\n\n';
  if (suggestions.length === 0) yield 'None.\n';
  else yield* tightnessTable(suggestions);
  const leftOut = leftOutSentence(result);
  yield leftOut === undefined ? '\n' : `\n${escapeMarkdown(leftOut)}\n\n`;
}

function* tightnessTable(suggestions: readonly Suggestion[]): Generator<string> {
  yield 'Each has its proof, the change and the way back in the files in `remediation/`.\n\n';
  yield '| For | Account | Permissions | Elevated | Not judged |\n| --- | --- | ---: | ---: | ---: |\n';
  for (const suggestion of mostTightening(suggestions).slice(0, mostListed)) {
    const { permissions, elevated, unjudged } = suggestion.tightness;
    const cells = [
      codeSpan(subjectNameOf(suggestion)),
      codeSpan(suggestion.accountId),
      beforeAfterText(permissions),
      beforeAfterText(elevated),
      formatNumber(unjudged),
    ];
    yield `| ${cells.join(' | ')} |\n`;
  }
  const rest = suggestions.length - mostListed;
  if (rest > 0) yield `\nAnd ${formatNumber(rest)} more, in findings.json.\n`;
}

function nothingFound(result: AuditResult): string {
  if (result.scan.accounts.length === 0 || result.principals.length === 0) {
    return '**Nothing was read.** No account or no principal could be read, so this says nothing about access. It is not a pass.';
  }
  if (!isPoorlyCovered(result)) return 'Nothing found in what was looked at; what that was stands above.';
  return '**Nothing found, but little could be judged.** For most permissions it could not be told whether they are used, so this is not a pass.';
}

const howToRead = `## How to read this

- **Unused** is said only where use would have been seen, all through the window. What could not be seen is never called unused.
- **Verdicts** in \`findings.json\`: used; too recent (younger than the window); unobservable (use could have gone unseen); denied only (tried, and refused each time); unused.
- **How sure:** certain (what was seen covers everything), strong (rests on known dates or today's settings), weak (a rule of thumb: ask first).
- **Coverage** is the share of granted permissions that could be judged. Low coverage hides findings; it makes no false ones.
- **Permission creep** is, of the permissions that could be judged, the share that nobody used: 0 is tight, 100 is all unused.
`;
