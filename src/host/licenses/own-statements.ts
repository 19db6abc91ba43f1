import { findCopyrights } from '../../licenses/copyright-lines.ts';
import { isReuse, type PathTerms, readPathTerms } from '../../licenses/scopes/path-terms.ts';
import type { AuditReport } from '../../model/report.ts';
import { openWorkTree } from '../files/work-tree.ts';
import { loadLicenseIndex } from '../license-index.ts';

/** A license file of a folder below the top. */
export interface FolderText {
  readonly text: string;
  /** Its copyright lines. */
  readonly copyrights: readonly string[];
}

async function readTexts(root: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tree = await openWorkTree(root);
  const found = new Map<string, string>();
  if (!tree.ok) return found;
  for (const path of new Set(paths)) {
    const read = await tree.value.read({ path, size: -1 });
    if (read.ok) found.set(path, new TextDecoder().decode(read.value));
  }
  return found;
}

/** License files of the folders that a report lists as parts, as far as they can be read, by path. */
export async function folderTexts(
  root: string,
  { licenseParts = [] }: AuditReport,
): Promise<ReadonlyMap<string, FolderText>> {
  const paths = licenseParts.flatMap((part) => (part.by === 'folder' ? (part.at?.path ?? []) : []));
  const texts = await readTexts(root, paths);
  return new Map(
    [...texts].map(([path, text]) => [
      path,
      { text, copyrights: findCopyrights(text).map((one) => one.text) },
    ]),
  );
}

/** Where a repository states terms by path, the first that is there. */
const STATED_IN = ['REUSE.toml', '.reuse/dep5', 'debian/copyright'];

/** What the repository states of its files by path, with patterns as REUSE.toml writes them. */
export async function statedByPath(
  root: string,
): Promise<readonly (PathTerms & { readonly license: string | null })[]> {
  const texts = await readTexts(root, STATED_IN);
  for (const [path, text] of texts) {
    const terms = readPathTerms(loadLicenseIndex(), path, text);
    if (terms.length === 0) continue;
    return terms.map((one) => ({
      ...one,
      license: one.expression,
      paths: isReuse(path) ? one.paths : one.paths.map(asReuse),
    }));
  }
  return [];
}

/** Debian's star reaches into folders; its question mark has no equal. */
function asReuse(pattern: string): string {
  return pattern
    .replace(/^\.\//, '')
    .replace(/\\?[*?]/g, (sign) => (sign === '*' ? '**' : sign === '?' ? '*' : sign));
}
