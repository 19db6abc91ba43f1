import { findCopyrights } from '../../licenses/copyright-lines.ts';
import { licenseIds } from '../../licenses/expression.ts';
import type { AuditReport } from '../../model/report.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { openWorkTree } from '../files/work-tree.ts';
import type { FixTexts } from '../fixes/plan-fixes.ts';

/** A license file that `source` of a stated license names: `LICENSE`, `COPYING at abc1234`. */
const LICENSE_PATH = /(?:^|[\s(])((?:[\w.-]+\/)*(?:LICEN[CS]E|COPYING)[\w.-]*)/i;

/** Texts of the licenses `expressions` name, and the NOTICE and license files of `sources`, as far as they are at hand. */
export async function carriedTexts(
  texts: FixTexts,
  sources: readonly SourceFacts[],
  expressions: readonly string[],
): Promise<{
  readonly licenses: ReadonlyMap<string, string>;
  readonly notices: ReadonlyMap<string, string>;
  readonly ownTexts: ReadonlyMap<string, string>;
}> {
  const licenses = new Map<string, string>();
  const notices = new Map<string, string>();
  const ownTexts = new Map<string, string>();
  for (const id of new Set(expressions.flatMap(licenseIds).flatMap((one) => one.split(' WITH ')))) {
    const text = await texts.license(id);
    if (text !== null) licenses.set(id, text);
  }
  for (const source of sources) {
    const notice = source.noticeFile === undefined ? null : await texts.upstream(source, source.noticeFile);
    if (notice !== null) notices.set(source.id, notice);
    const path = LICENSE_PATH.exec(source.codeLicense.source)?.[1];
    const own = path === undefined ? null : await texts.upstream(source, path);
    if (own !== null) ownTexts.set(source.id, own);
  }
  return { licenses, notices, ownTexts };
}

/** License file at the top of the audited folder: its path, text and copyright lines; null where there is none. */
export async function ownLicenseFile(
  root: string,
  report: AuditReport,
): Promise<{ readonly path: string; readonly text: string; readonly copyrights: readonly string[] } | null> {
  const record = report.licenses.find(
    (one) => one.slot === 'code' && /^(?:LICEN[CS]E|COPYING)[^/]*$/i.test(one.path),
  );
  const tree = record === undefined ? null : await openWorkTree(root);
  if (record === undefined || tree === null || !tree.ok) return null;
  const read = await tree.value.read({ path: record.path, size: -1 });
  if (!read.ok) return null;
  const text = new TextDecoder().decode(read.value);
  return { path: record.path, text, copyrights: findCopyrights(text).map((line) => line.text) };
}
