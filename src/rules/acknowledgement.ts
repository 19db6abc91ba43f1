import { isCreditHeading } from '../credit/claim-force.ts';
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

/**
 * Adds the upstream to the README's acknowledgements: to the list of projects there, or as a paragraph of its own
 * below the heading, where the list holds something else; else a section of its own, or the README itself. What stands
 * there keeps its meaning: an item joins a list of its kind, and a paragraph runs into none.
 */
export function acknowledgementFix(evidence: Evidence, reading: Reading, derivation: Derivation): DraftFix {
  const title = say`Acknowledge ${derivation.source.projectName} in ${reading.readme ?? 'README.md'}`;
  const readme = reading.readme;
  if (readme === null) {
    const text = `${heading('markdown')}${acknowledgement(derivation, 'markdown')}\n`;
    return { title, path: 'README.md', kind: 'create', text };
  }
  const style = /\.rst$/i.test(readme) ? 'rst' : /\.(?:md|markdown)$/i.test(readme) ? 'markdown' : 'plain';
  const sentence = acknowledgement(derivation, style);
  const section = style === 'markdown' ? sectionIn(evidence.texts.get(readme) ?? '') : null;
  if (section === null) {
    return { title, path: readme, kind: 'append', text: `\n${heading(style)}${sentence}\n` };
  }
  const { line, bullet, blankAbove } = section;
  const lead = blankAbove ? '' : '\n';
  const text = bullet === null ? `${lead}${sentence}\n\n` : `${lead}${bullet}${sentence}\n`;
  return { title, path: readme, kind: 'insert', line, text };
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
  /** Line before which the entry goes. */
  readonly line: number;
  /** The mark of the list that it joins, its indent included; null for a paragraph. */
  readonly bullet: string | null;
  readonly blankAbove: boolean;
}

/** The place below the heading of the acknowledgements; null without such a heading, or with nothing below it. */
function sectionIn(text: string): Section | null {
  const lines = text.split(/\r\n?|\n/);
  const at = lines.findIndex(
    (line) => /^#{1,6}\s/.test(line) && /acknowledg|credits|致谢|感谢/i.test(line) && isCreditHeading(line),
  );
  if (at < 0) return null;
  let first = at + 1;
  while (first < lines.length && lines[first]?.trim() === '') first += 1;
  if (first >= lines.length) return null;
  const item = /^( {0,3}[-*+] +)\S/.exec(lines[first] ?? '')?.[1];
  const projects = item !== undefined && namedRepositories(lines[first] ?? '').length > 0;
  return { line: first + 1, bullet: projects ? item : null, blankAbove: first > at + 1 };
}
