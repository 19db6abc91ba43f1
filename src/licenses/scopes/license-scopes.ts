import type { EffectiveLicense } from '../../model/effective-license.ts';
import type { LicenseSlot } from '../../model/license-part.ts';
import type { LicenseDetection } from '../detect.ts';
import { joinExpressions } from '../detection/expression.ts';
import { NO_LICENSE, UNKNOWN_LICENSE } from '../expression.ts';
import { folderLicense, isLicenseText, licenseOfSlot, type RepositoryLicenses } from '../slots.ts';
import { depthOf, fits, type PathPattern, reusePattern, stanzaPattern } from './path-pattern.ts';
import { slotOfPath } from './path-slot.ts';
import { isReuse, type PathTerms, speaksFor } from './path-terms.ts';

/** What the scopes need to know of a file. */
export interface ScopedFile {
  readonly path: string;
  readonly licenses: readonly LicenseDetection[];
  readonly copyrights: readonly { readonly text: string }[];
  /** For a document that states terms by path. */
  readonly terms?: readonly PathTerms[];
}

export interface LicenseScopes {
  /** License of a file of the tree. */
  readonly of: (path: string) => EffectiveLicense;
}

/** A statement of a document about some paths. */
interface Scope extends Omit<PathTerms, 'paths'> {
  readonly patterns: readonly PathPattern[];
  readonly folder: string;
  readonly at: { readonly path: string; readonly line: number };
  readonly by: 'reuse' | 'stanzas';
}

type Found = Omit<EffectiveLicense, 'slot'>;

/** Confidence from which words of a file are taken for its own statement. */
const CERTAIN = 0.8;
/** Patterns held against paths in one tree: a hostile tree could ask for more than a lifetime. */
const MOST_TRIES = 20_000_000;

/** Reads what the documents of a tree state for which of its files. */
export function openScopes(
  paths: readonly string[],
  files: readonly ScopedFile[],
  own: RepositoryLicenses,
): LicenseScopes {
  const known = new Map(files.map((file) => [file.path, file]));
  const documents = files.flatMap((file) => scopesOf(file));
  const folders = foldersWithTexts(paths, files);
  const answers = new Map<string, EffectiveLicense>();
  let tries = 0;
  const fitting = (path: string): readonly Scope[] =>
    documents.flatMap((scopes) => {
      const [first] = scopes;
      if (first === undefined || !path.startsWith(first.folder)) return [];
      const inner = path.slice(first.folder.length);
      // The last statement of a document that fits counts.
      const last = scopes.findLast(({ patterns }) => {
        tries += patterns.length;
        return tries <= MOST_TRIES && patterns.some((one) => fits(one, inner));
      });
      return last === undefined ? [] : [last];
    });
  const find = (path: string): EffectiveLicense => {
    const slot = slotOfPath(path);
    const scopes = fitting(path);
    const stated = ownWords(known, path);
    // Of most files nothing is stated but what the repository says of itself.
    if (scopes.length === 0 && stated === null && folders.size === 0)
      return { expression: licenseOfSlot(own, slot), by: 'repository', slot, at: null, copyrights: [] };
    // The document nearest to the top that overrides is the only one that counts.
    const override = [...scopes]
      .sort((a, b) => a.folder.length - b.folder.length)
      .find((one) => one.precedence === 'override' && one.expression !== null);
    if (override !== undefined) return { ...statedBy(override), slot };
    const added = scopes.filter((one) => one.precedence === 'aggregate');
    const closest = stated ?? nearest(scopes, folders, path, slot);
    const parts = [...(closest === null ? [] : [closest]), ...added.map(statedBy)].filter(
      ({ expression }) => expression !== NO_LICENSE,
    );
    // What is added to the license of a folder speaks of the file more closely.
    const leading = closest?.by === 'folder' ? parts.at(-1) : parts[0];
    const copyrights = [
      ...new Set([...scopes.flatMap((one) => one.copyrights), ...(stated?.copyrights ?? [])]),
    ];
    if (leading === undefined)
      return { expression: licenseOfSlot(own, slot), by: 'repository', slot, at: null, copyrights };
    return { ...leading, expression: joinExpressions(parts.map((one) => one.expression)), slot, copyrights };
  };
  return {
    of: (path) => {
      const answer = answers.get(path) ?? find(path);
      answers.set(path, answer);
      return answer;
    },
  };
}

function scopesOf({ path, terms = [] }: ScopedFile): readonly (readonly Scope[])[] {
  if (terms.length === 0) return [];
  const read = isReuse(path) ? reusePattern : stanzaPattern;
  return [
    terms.map(({ paths, line, ...rest }) => ({
      ...rest,
      patterns: paths.map(read),
      folder: speaksFor(path),
      at: { path, line },
      line,
      by: isReuse(path) ? ('reuse' as const) : ('stanzas' as const),
    })),
  ];
}

function statedBy({ expression, by, at, copyrights }: Scope): Found {
  return { expression: expression ?? NO_LICENSE, by, at, copyrights };
}

/** What the file beside it, or else the file itself, says; null where neither names a license. */
function ownWords(known: ReadonlyMap<string, ScopedFile>, path: string): Found | null {
  const beside = known.get(`${path}.license`);
  const copyrights = beside?.copyrights.map((one) => one.text) ?? [];
  const side = beside === undefined ? null : words(beside.licenses);
  if (beside !== undefined && side !== null)
    return { ...side, by: 'beside', copyrights, at: { ...side.at, path: beside.path } };
  const file = known.get(path);
  // What a document or manifest says is said of the repository, but for a tag.
  if (file === undefined || file.licenses.length === 0) return null;
  const isCode = slotOfPath(path) === 'code';
  const own = words(
    file.licenses.filter(
      (one) => one.kind === 'tag' || (isCode && one.kind !== 'manifest' && one.kind !== 'readme'),
    ),
  );
  return own === null ? null : { ...own, by: 'file', copyrights, at: { ...own.at, path } };
}

function words(
  licenses: readonly LicenseDetection[],
): { readonly expression: string; readonly at: { readonly line: number } } | null {
  const certain = licenses.filter((one) => one.confidence >= CERTAIN && one.expression !== UNKNOWN_LICENSE);
  if (certain.length === 0) return null;
  return {
    expression: joinExpressions(certain.map((one) => one.expression)),
    at: { line: certain[0]?.ranges[0]?.startLine ?? 1 },
  };
}

/** License files of the folders below the top, by folder with `/` at the end. */
function foldersWithTexts(
  paths: readonly string[],
  files: readonly ScopedFile[],
): ReadonlyMap<string, readonly ScopedFile[]> {
  const known = new Map(files.map((file) => [file.path, file]));
  const found = new Map<string, ScopedFile[]>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (folder === '' || !isLicenseText(path)) continue;
    const file = known.get(path) ?? { path, licenses: [], copyrights: [] };
    found.set(folder, [...(found.get(folder) ?? []), file]);
  }
  return found;
}

/** What points at the file most closely: a statement by path, before the license file of a folder no deeper than its pattern. */
function nearest(
  scopes: readonly Scope[],
  folders: ReadonlyMap<string, readonly ScopedFile[]>,
  path: string,
  slot: LicenseSlot,
): Found | null {
  const folderDepth = (scope: Scope): number => scope.folder.split('/').length - 1;
  const depth = (scope: Scope): number => {
    const inner = path.slice(scope.folder.length);
    return Math.max(...scope.patterns.filter((one) => fits(one, inner)).map(depthOf)) + folderDepth(scope);
  };
  const [scope] = scopes
    .filter((one) => one.precedence === 'closest' && one.expression !== null)
    // Of two documents the one nearer to the file counts (REUSE specification 3.3, order of precedence).
    .sort((a, b) => folderDepth(b) - folderDepth(a) || depth(b) - depth(a));
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end + 1);
    if (scope !== undefined && depth(scope) >= folder.split('/').length - 1) break;
    const stated = folderLicense(folders.get(folder) ?? [], slot);
    if (stated !== null) return { ...stated, by: 'folder', copyrights: [] };
  }
  return scope === undefined ? null : statedBy(scope);
}
