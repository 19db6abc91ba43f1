import { isCreditHeading } from '../credit/claim-force.ts';
import { markedHeading } from '../credit/document-blocks.ts';
import { namedRepositories } from '../credit/named-sources.ts';
import type { Evidence } from '../model/evidence.ts';
import { inEnglish, say } from '../model/said.ts';
import type { Derivation } from './derivations.ts';
import type { DraftFix, Reading } from './rule.ts';
import { listed, publicAddress, sourceName } from './wording.ts';

/** Files that an acknowledgement names one by one. */
const MOST_FILES = 6;

/** How a document writes links and headings. */
type Style = 'markdown' | 'rst' | 'plain';

/** Documents of their own in which a repository thanks others. */
const CREDIT_FILE = /^(?:ACKNOWLEDG(?:E)?MENTS?|CREDITS|THANKS)(?:\.(?:md|markdown|rst|txt))?$/i;

const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path);

/** The document in which readers look for a credit, with the place in it; `path` is null where nothing can hold one. */
function creditPlace(
  evidence: Evidence,
  readme: string | null,
): { readonly path: string | null; readonly section: Section | null } {
  const section = readme !== null && isMarkdown(readme) ? sectionIn(evidence.texts.get(readme) ?? '') : null;
  const own = evidence.paths.find((path) => CREDIT_FILE.test(path) && evidence.texts.has(path));
  return section === null && own !== undefined ? { path: own, section: null } : { path: readme, section };
}

/** The document to which an acknowledgement is added: the one that has the others, else the README; null without one. */
export function acknowledgementPath(evidence: Evidence, reading: Pick<Reading, 'readme'>): string | null {
  return creditPlace(evidence, reading.readme).path;
}

/**
 * Adds the upstream where readers of this repository look for credits: at the end of the list of projects in the
 * README's acknowledgements, or below what is said there; else to the file in which the repository thanks others; else
 * in a section of its own. What stands there keeps its meaning: an item joins a list of its kind, and a paragraph
 * runs into none.
 */
export function acknowledgementFix(evidence: Evidence, reading: Reading, derivation: Derivation): DraftFix {
  const { path, section } = creditPlace(evidence, reading.readme);
  const title = say`Acknowledge ${derivation.source.projectName} in ${path ?? 'README.md'}`;
  if (path === null) {
    const text = `${heading('markdown')}${acknowledgement(derivation, 'markdown')}\n`;
    return { title, path: 'README.md', kind: 'create', text };
  }
  const style = /\.rst$/i.test(path) ? 'rst' : isMarkdown(path) ? 'markdown' : 'plain';
  const sentence = acknowledgement(derivation, style);
  if (section === null) {
    const lead = CREDIT_FILE.test(path) ? '' : heading(style);
    return { title, path, kind: 'append', text: `\n${lead}${sentence}\n` };
  }
  const { line, bullet, isLast, isTight } = section;
  const text = bullet === null ? `\n${sentence}\n${isTight ? '\n' : ''}` : `${bullet}${sentence}\n`;
  // After the last line there is none to stand before.
  return isLast ? { title, path, kind: 'append', text } : { title, path, kind: 'insert', line, text };
}

function heading(style: Style): string {
  if (style === 'markdown') return '## Acknowledgements\n\n';
  return style === 'rst' ? 'Acknowledgements\n----------------\n\n' : 'Acknowledgements:\n\n';
}

/** One sentence that names the upstream, its home, its license and what was taken. */
export function acknowledgement(derivation: Derivation, style: Style = 'markdown'): string {
  const { source, license } = derivation;
  const tick = style === 'rst' ? '``' : style === 'plain' ? '' : '`';
  const taken =
    derivation.slot === 'code'
      ? filesPhrase([...new Set(derivation.places.map(({ path }) => path))], tick)
      : 'the model';
  const under = /^(?:NONE|NOASSERTION)$/.test(license.expression) ? '' : `, ${license.expression}`;
  const by = source.organisation === '' || /^not (?:stated|known)$/i.test(source.organisation);
  const files = new Set(derivation.places.map((place) => place.path)).size;
  const build = derivation.slot === 'code' && files > 1 ? 'build' : 'builds';
  const name = link(sourceName(source), publicAddress(source), style);
  return `${name}${by ? '' : ` by ${source.organisation}`}${under}: ${taken} ${build} on it.`;
}

/** Files by name, or, where they are many, by number and the folder that holds them all. */
function filesPhrase(files: readonly string[], tick: string): string {
  const named = (path: string): string => `${tick}${path}${tick}`;
  if (files.length <= MOST_FILES) return inEnglish(listed(files.map(named)));
  const parts = files.map((path) => path.split('/').slice(0, -1));
  const [first = []] = parts;
  const depth = first.findIndex((part, at) => parts.some((folders) => folders[at] !== part));
  const folder = first.slice(0, depth < 0 ? first.length : depth).join('/');
  const where = folder === '' ? '' : ` in ${named(`${folder}/`)}`;
  return `${files.length} files${where}`;
}

function link(name: string, address: string | null, style: Style): string {
  if (address === null) return name;
  if (style === 'markdown') return `[${name}](${address})`;
  return style === 'rst' ? `\`${name} <${address}>\`_` : `${name} (${address})`;
}

interface Section {
  /** Line before which the entry goes, counted from 1. */
  readonly line: number;
  /** The mark of the list that it joins, its indent included; null for a paragraph. */
  readonly bullet: string | null;
  /** Nothing stands below it. */
  readonly isLast: boolean;
  /** What stands below it follows without a blank line. */
  readonly isTight: boolean;
}

const CREDIT_TITLE = /acknowledg|credits?\b|\bthanks\b|attribution|致谢|感谢|鸣谢/i;
/** Sections in which a list of projects may stand instead. */
const SOURCES_TITLE = /\b(?:citations?|references?|resources?|sources?|(?:based|built) (?:on|upon|with))\b/i;

/** The title of a heading that is one line; null for any other line. What is set in with `#` is no heading. */
const titleOf = (line: string): string | null =>
  /^\s+#/.test(line) ? null : (markedHeading(line.trim())?.title ?? null);

const ITEM = /^( {0,3}[-*+] +)\S/;

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === '';

/**
 * The place below the heading of the acknowledgements: after the last item of the list of projects there. Where only
 * people are thanked there, after the list of projects among the sources; else after the first paragraph of the
 * acknowledgements. Null without such a heading, or with nothing below it.
 */
function sectionIn(text: string): Section | null {
  const lines = text.replace(/(?:\r\n?|\n)$/, '').split(/\r\n?|\n/);
  const fenced = fencedLines(lines);
  const below = (isWanted: (title: string) => boolean): readonly Section[] =>
    lines.flatMap((line, at) => {
      const title = fenced.has(at) ? null : titleOf(line);
      const section = title !== null && isWanted(title) ? sectionBelow(lines, fenced, at) : null;
      return section === null ? [] : [section];
    });
  const thanks = below((title) => CREDIT_TITLE.test(title) && isCreditHeading(title));
  const sources = below((title) => SOURCES_TITLE.test(title));
  return [...thanks, ...sources].find(({ bullet }) => bullet !== null) ?? thanks[0] ?? null;
}

function sectionBelow(lines: readonly string[], fenced: ReadonlySet<number>, at: number): Section | null {
  const next = lines.findIndex((line, index) => index > at && !fenced.has(index) && titleOf(line) !== null);
  const end = next < 0 ? lines.length : next;
  let first = at + 1;
  while (first < end && isBlank(lines[first])) first += 1;
  if (first >= end || fenced.has(first)) return null;
  const item = lines.findIndex(
    (line, index) =>
      index >= first && index < end && !fenced.has(index) && ITEM.test(line) && namesProject(line),
  );
  const after = item < 0 ? afterParagraph(lines, first, end) : afterList(lines, item, end);
  const bullet = item < 0 ? null : (ITEM.exec(lines[item] ?? '')?.[1] ?? null);
  return { line: after + 1, bullet, isLast: after >= lines.length, isTight: !isBlank(lines[after]) };
}

const namesProject = (line: string): boolean => namedRepositories(line).length > 0;

/** Index behind the last line of the list: its items, what is set in below them, and blank lines between. */
function afterList(lines: readonly string[], item: number, end: number): number {
  let last = item;
  for (let index = item + 1; index < end; index += 1) {
    const line = lines[index] ?? '';
    if (ITEM.test(line) || /^\s+\S/.test(line) || (last === index - 1 && !isBlank(line))) last = index;
    else if (!isBlank(line)) break;
  }
  return last + 1;
}

function afterParagraph(lines: readonly string[], first: number, end: number): number {
  let index = first;
  while (index < end && !isBlank(lines[index])) index += 1;
  return index;
}

/** Indexes of lines inside of code fences, the fences included. */
function fencedLines(lines: readonly string[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let fence: string | null = null;
  lines.forEach((line, index) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence !== null || mark !== null) inside.add(index);
    if (fence === null) fence = mark;
    else if (mark?.startsWith(fence) === true && line.trim() === mark) fence = null;
  });
  return inside;
}
