import type { KnownIds } from '../detection/expression.ts';
import { licenseValue } from '../detection/license-value.ts';
import { copyrightStanzas } from './copyright-stanzas.ts';
import { reuseAnnotations } from './reuse-toml.ts';
import type { StatedTerms } from './stated-terms.ts';

/** The same with its license read. */
export interface PathTerms extends Omit<StatedTerms, 'license'> {
  /** SPDX expression; null where only holders are stated. */
  readonly expression: string | null;
}

const REUSE = /(?:^|\/)REUSE\.toml$/;
const DEP5 = /(?:^|\/)\.reuse\/dep5$/;
const DEBIAN = /(?:^|\/)debian\/copyright$/;

/** Whether a file states terms of other files by their paths. */
export function statesPathTerms(path: string): boolean {
  return REUSE.test(path) || DEP5.test(path) || DEBIAN.test(path);
}

/** Whether that file is a REUSE.toml. */
export function isReuse(path: string): boolean {
  return REUSE.test(path);
}

/** Folder that such a file speaks for, with `/` at the end; '' for the whole repository. */
export function speaksFor(path: string): string {
  return path.replace(/(?:REUSE\.toml|\.reuse\/dep5|debian\/copyright)$/, '');
}

/** A document with more statements than this is data. */
const MOST = 5000;
const LONGEST = 2_000_000;

/** What a REUSE.toml, `.reuse/dep5` or `debian/copyright` states, in its order; empty for other files and broken ones. */
export function readPathTerms(ids: KnownIds, path: string, text: string): readonly PathTerms[] {
  return statedTerms(path, text).map(({ license, ...terms }) => ({
    ...terms,
    expression: license === null ? null : licenseValue(ids, license),
  }));
}

/** The statements of such a document, licenses as they stand. */
export function statedTerms(path: string, text: string): readonly StatedTerms[] {
  if (!statesPathTerms(path) || text.length > LONGEST) return [];
  if (REUSE.test(path)) return reuseAnnotations(text).slice(0, MOST);
  // REUSE 3.0 adds what dep5 says to what the file says; Debian's summary stands behind the file's own words.
  return copyrightStanzas(text, DEP5.test(path) ? 'aggregate' : 'closest').slice(0, MOST);
}
