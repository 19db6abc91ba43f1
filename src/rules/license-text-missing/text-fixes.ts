import licenseIdList from 'spdx-license-ids/index.json' with { type: 'json' };
import type { Evidence } from '../../model/evidence.ts';
import { say } from '../../model/said.ts';
import type { DraftFix } from '../rule.ts';

const TEXTS: ReadonlySet<string> = new Set(licenseIdList);

/** Adds the text of an SPDX license; nothing where it has none, or where the file is there. */
export function textFixes(evidence: Evidence, license: string): readonly DraftFix[] {
  const id = license.replace(/ WITH .*$/, '');
  const path = `LICENSES/${id}.txt`;
  if (!TEXTS.has(id) || evidence.paths.includes(path)) return [];
  return [{ title: say`Add the text of ${id} as ${path}`, path, kind: 'create', text: '', licenseText: id }];
}
