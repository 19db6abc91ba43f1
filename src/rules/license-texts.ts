import { keeps } from '../credit/headers.ts';
import { licenseIds } from '../licenses/expression.ts';
import { modelLicense } from '../licenses/model-licenses.ts';
import type { Evidence } from '../model/evidence.ts';
import type { LicenseRecord } from '../model/report.ts';
import type { Derivation } from './derivations.ts';
import { hasNameIn } from './folder-names.ts';
import { isNoticeFile } from './notice-places.ts';

/** Whether the text of a license that code stands under is missing for any of its places. */
export function lacksText(evidence: Evidence, derivation: Derivation, license: string): boolean {
  return partWithoutText(evidence, derivation, license) !== null;
}

/** What was taken, as far as the text of its license is missing for it; null where it is there for all. */
export function partWithoutText(
  evidence: Evidence,
  derivation: Derivation,
  license: string,
): Derivation | null {
  const { places, upstream, source } = derivation;
  const paths = places.map(({ path }) => path);
  const open = pathsWithoutText(evidence, paths, license, { upstream, copyrights: source.copyrights });
  const [first, ...rest] = places.filter(({ path }) => open.has(path));
  return first === undefined ? null : { ...derivation, places: [first, ...rest] };
}

/**
 * Files for which the text of a license is missing: it stands in no file that holds it for them or for this upstream, and
 * not at the top of each.
 */
export function pathsWithoutText(
  evidence: Evidence,
  paths: readonly string[],
  license: string,
  whose: Whose | null = null,
): ReadonlySet<string> {
  const texts = textsOf(evidence, license);
  // A text that is the same for everybody is there wherever it stands.
  if (texts.length > 0 && !SHORT.test(license)) return new Set();
  const open = paths.filter((path) => !texts.some((text) => holdsFor(evidence, text, path, whose)));
  return inEachFile(evidence, open, license) ? new Set() : new Set(open);
}

/** Where a text of the license stands that does not hold for what it is asked for; null where there is none. */
export function textOfOthers(evidence: Evidence, license: string): string | null {
  return textsOf(evidence, license)[0] ?? null;
}

/** Whose text is asked for: the upstream's id, and the copyright lines of its license file. */
interface Whose {
  readonly upstream: string;
  readonly copyrights: readonly string[];
}

/** A folder in which the texts of others are gathered: they hold for all that lies beside it. */
const GATHERED = /(?:LICEN[CS]ES|legal|third[-_]?party)\/$/i;

/**
 * Whether a text that begins with its holder's line holds for a file: it stands above it, in a folder of gathered texts
 * above it, in a place that goes by the upstream's name, or with the upstream's own line.
 */
function holdsFor(evidence: Evidence, text: string, path: string, whose: Whose | null): boolean {
  const folder = text.slice(0, text.lastIndexOf('/') + 1).replace(GATHERED, '');
  if (path.startsWith(folder)) return true;
  if (whose === null) return false;
  const lines = evidence.copyrights.get(text) ?? [];
  return (
    hasNameIn(`${text}/`, whose.upstream) ||
    whose.copyrights.some((line) => lines.some((own) => keeps(own.text, line)))
  );
}

/** Statements of license and notice files that are unchanged texts; a tag or a sentence about one is not the text. */
function heldTexts(evidence: Evidence): readonly LicenseRecord[] {
  const known = kept.get(evidence);
  if (known !== undefined) return known;
  const held = evidence.licenses.filter(({ path, changes, ranges: [range] }) => {
    if (!isNoticeFile(path) || changes.length > 0) return false;
    return range === undefined || range.endLine - range.startLine >= 3 || /LICEN[CS]E|COPYING/i.test(path);
  });
  kept.set(evidence, held);
  return held;
}

const kept = new WeakMap<Evidence, readonly LicenseRecord[]>();

/** License and notice files in which the text of a license was found. */
function textsOf(evidence: Evidence, license: string): readonly string[] {
  const model = modelLicense(license);
  const isText = (id: string): boolean =>
    model === null ? sameText(id, license) : modelLicense(id)?.id === model.id;
  return heldTexts(evidence)
    .filter(({ expression }) => licenseIds(expression).some(isText))
    .map(({ path }) => path);
}

/** Licenses whose text begins with its holder's line, short enough to stand whole at the top of a file. */
const SHORT = /^(?:MIT|ISC|Zlib|BSD-|0BSD|BSL-1\.0|X11|NCSA)/;
/** Lines from which on a detection at the top of a file is the text, and no notice that points to it. */
const WHOLE_TEXT = 8;

/** Each file concerned holds the whole text at its own top. */
function inEachFile(evidence: Evidence, paths: readonly string[], license: string): boolean {
  if (!SHORT.test(license)) return false;
  const wanted = new Set(paths);
  const held = new Set(
    evidence.licenses
      .filter(
        (record) =>
          wanted.has(record.path) &&
          licenseIds(record.expression).includes(license) &&
          record.ranges.some(({ startLine, endLine }) => endLine - startLine + 1 >= WHOLE_TEXT),
      )
      .map((record) => record.path),
  );
  return paths.every((path) => held.has(path));
}

/** The text of a GNU license is the same for `-only` and `-or-later`. */
export function sameText(a: string, b: string): boolean {
  const plain = (id: string): string => id.replace(/-(?:only|or-later)\b.*$/, '').replace(/ WITH .*$/, '');
  return plain(a) === plain(b);
}
