import { licenseIds } from '../licenses/expression.ts';
import { modelLicense } from '../licenses/model-licenses.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Derivation } from './derivations.ts';
import { isNoticeFile } from './notice-places.ts';

/** Whether the text of a license stands nowhere in the repository, neither in a file of its own nor at the top of each file concerned. */
export function lacksText(evidence: Evidence, { places }: Derivation, license: string): boolean {
  return lacksTextOf(
    evidence,
    places.map(({ path }) => path),
    license,
  );
}

/** The same of files by their paths. */
export function lacksTextOf(evidence: Evidence, paths: readonly string[], license: string): boolean {
  return !holdsText(evidence, license) && !inEachFile(evidence, paths, license);
}

/** A license or notice file in which that text was found; a tag or a sentence about it is not the text. */
function holdsText(evidence: Evidence, license: string): boolean {
  const model = modelLicense(license);
  return evidence.licenses.some((record) => {
    if (!isNoticeFile(record.path) || record.changes.length > 0) return false;
    const range = record.ranges[0];
    if (
      range !== undefined &&
      range.endLine - range.startLine < 3 &&
      !/LICEN[CS]E|COPYING/i.test(record.path)
    )
      return false;
    return licenseIds(record.expression).some((id) =>
      model === null ? sameText(id, license) : modelLicense(id)?.id === model.id,
    );
  });
}

/** Licenses short enough to stand whole at the top of a file. */
const SHORT = /^(?:MIT|ISC|Zlib|BSD-|0BSD|BSL-1\.0|X11|NCSA)/;
/** Lines from which on a detection at the top of a file is the text, and no notice that points to it. */
const WHOLE_TEXT = 8;

/** Each file concerned holds the whole text at its own top. */
function inEachFile(evidence: Evidence, paths: readonly string[], license: string): boolean {
  if (!SHORT.test(license)) return false;
  const held = new Set(
    evidence.licenses
      .filter(
        (record) =>
          licenseIds(record.expression).includes(license) &&
          record.ranges.some(({ startLine, endLine }) => endLine - startLine + 1 >= WHOLE_TEXT),
      )
      .map((record) => record.path),
  );
  return paths.every((path) => held.has(path));
}

/** The text of a GNU license is the same for `-only` and `-or-later`. */
function sameText(a: string, b: string): boolean {
  const plain = (id: string): string => id.replace(/-(?:only|or-later)\b.*$/, '').replace(/ WITH .*$/, '');
  return plain(a) === plain(b);
}
