import { isCreditHeading } from '../credit/claim-force.ts';
import type { Evidence } from '../model/evidence.ts';
import { inEnglish, say } from '../model/said.ts';
import type { Derivation } from './derivations.ts';
import type { DraftFix, Reading } from './rule.ts';
import { listed, sourceAddress, sourceName } from './wording.ts';

/** Adds a line to the README's acknowledgements, or the section when there is none, or the README itself. */
export function acknowledgementFix(evidence: Evidence, reading: Reading, derivation: Derivation): DraftFix {
  const title = say`Acknowledge ${derivation.source.projectName} in ${reading.readme ?? 'README.md'}`;
  const line = `- ${acknowledgement(derivation)}`;
  const readme = reading.readme;
  if (readme === null) {
    return { title, path: 'README.md', kind: 'create', text: `## Acknowledgements\n\n${line}\n` };
  }
  const after = sectionStart(evidence.texts.get(readme) ?? '');
  if (after === null)
    return { title, path: readme, kind: 'append', text: `\n## Acknowledgements\n\n${line}\n` };
  return {
    title,
    path: readme,
    kind: 'insert',
    line: after.line,
    text: after.blank ? `${line}\n` : `\n${line}\n`,
  };
}

/** One sentence that names the upstream, its home, its license and what was taken. */
export function acknowledgement(derivation: Derivation): string {
  const { source, license } = derivation;
  const taken =
    derivation.slot === 'code'
      ? inEnglish(listed([...new Set(derivation.places.map((place) => `\`${place.path}\``))]))
      : 'the model';
  const under = /^(?:NONE|NOASSERTION)$/.test(license.expression) ? '' : `, ${license.expression}`;
  const files = new Set(derivation.places.map((place) => place.path)).size;
  const build = derivation.slot === 'code' && files > 1 ? 'build' : 'builds';
  return `[${sourceName(source)}](${sourceAddress(source)}) by ${source.organisation}${under}: ${taken} ${build} on it.`;
}

/** Line before which an entry goes: below the heading of the acknowledgements and its blank line; null without such a heading. */
function sectionStart(text: string): { readonly line: number; readonly blank: boolean } | null {
  const lines = text.split(/\r\n?|\n/);
  const at = lines.findIndex(
    (line) => /^#{1,6}\s/.test(line) && /acknowledg|credits|致谢|感谢/i.test(line) && isCreditHeading(line),
  );
  if (at < 0 || at + 2 > lines.length) return null;
  const blank = lines[at + 1]?.trim() === '' && at + 3 <= lines.length;
  return { line: blank ? at + 3 : at + 2, blank };
}
