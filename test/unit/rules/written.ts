import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import { readHeader } from '../../../src/engine/file/read-header.ts';
import { isCode } from '../../../src/languages/table.ts';
import { findCopyrights } from '../../../src/licenses/copyright-lines.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import { inEnglish } from '../../../src/model/said.ts';
import { readingOf } from '../../../src/rules/check-rules.ts';
import type { FindingDraft, Rule } from '../../../src/rules/rule.ts';
import { evidenceOf, type Sketch } from './evidence-builder.ts';

/** Files by path, as they are written. */
export type Files = Readonly<Record<string, string>>;

/** A repository as its files are written: credits, copyright lines and headers are read from them, as an audit does. */
export function written(files: Files, sketch: Omit<Sketch, 'texts'> = {}): Evidence {
  const all = Object.entries(files);
  const aliases = aliasIndex(sketch.sources ?? []);
  return evidenceOf({
    ...sketch,
    texts: Object.fromEntries(all.filter(([path]) => !isCode(path))),
    paths: [...Object.keys(files), ...(sketch.paths ?? [])],
    more: {
      claims: all.flatMap(([path, text]) => extractClaims(path, text, aliases)),
      copyrights: new Map(
        all.map(([path, text]) => [
          path,
          findCopyrights(text).map((line) => ({
            ...line,
            years: [...line.years.matchAll(/\d{4}/g)].map(Number),
          })),
        ]),
      ),
      headers: new Map(
        all.flatMap(([path, text]) => {
          const header = isCode(path) ? readHeader(text) : null;
          return header === null ? [] : [[path, header] as const];
        }),
      ),
      ...sketch.more,
    },
  });
}

/** What one rule finds, before it has an identity. */
export function foundBy(rule: Rule, evidence: Evidence): readonly FindingDraft[] {
  return rule.check(evidence, readingOf(evidence));
}

/** What one rule says: how serious, where, and its words. */
export function saidBy(rule: Rule, evidence: Evidence): readonly string[] {
  return foundBy(rule, evidence).map(
    ({ level, path, range, message }) => `${level} ${path}:${range.startLine} ${inEnglish(message)}`,
  );
}

/** How serious one rule takes it, and every place that it points to, the first first. */
export function placesBy(rule: Rule, evidence: Evidence): readonly string[] {
  return foundBy(rule, evidence).map(({ level, path, range, related = [] }) =>
    [level, ...[{ path, range }, ...related].map((one) => `${one.path}:${one.range.startLine}`)].join(' '),
  );
}
