import licenseIdList from 'spdx-license-ids/index.json' with { type: 'json' };
import type { Evidence } from '../../model/evidence.ts';
import { type SaidPart, say } from '../../model/said.ts';
import type { DraftFix } from '../rule.ts';

const TEXTS: ReadonlySet<string> = new Set(licenseIdList);

/** Adds the text of an SPDX license; nothing where it has none, or where the file is there. */
export function textFixes(
  evidence: Evidence,
  license: string,
  /** Whose code it goes along with, where the finding has no upstream that says so. */
  whose: SaidPart | null = null,
): readonly DraftFix[] {
  const id = license.replace(/ WITH .*$/, '');
  const path = `LICENSES/${id}.txt`;
  if (!TEXTS.has(id) || evidence.paths.includes(path)) return [];
  const title =
    whose === null ? say`Add the text of ${id} as ${path}` : say`Add the text of ${id}, for ${whose}`;
  return [{ title, path, kind: 'create', text: '', licenseText: id }];
}
