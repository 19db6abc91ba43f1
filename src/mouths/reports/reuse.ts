import { stringify } from 'smol-toml';
import type { AuditReport } from '../../model/report.ts';
import { byText } from '../../model/text-order.ts';
import { folderOf, statedOf } from './license-parts.ts';
import { isStated, owedTo } from './owed.ts';
import { printable } from './printable.ts';
import { idsOf } from './sbom/stated.ts';

/** What the repository says of its own files. */
export interface OwnTerms {
  /** SPDX expression; null where the repository states none. */
  readonly license: string | null;
  /** Copyright lines of its license file. */
  readonly copyrights: readonly string[];
  /** What its REUSE.toml, or a list of copyrights, states already; paths as REUSE.toml writes them. */
  readonly stated?: readonly StatedAnnotation[];
  /** Copyright lines of license files of folders, by path. */
  readonly folders?: ReadonlyMap<string, readonly string[]>;
}

/** An annotation that the repository has. */
export interface StatedAnnotation {
  readonly paths: readonly string[];
  readonly license: string | null;
  readonly copyrights: readonly string[];
  readonly precedence: string;
}

export interface ReuseFiles {
  /** Text of REUSE.toml. */
  readonly toml: string;
  /** The same as `.reuse/dep5`, which tools of REUSE 3.0 read (Debian's `reuse` 1.1). */
  readonly dep5: string;
  /** Ids whose texts have to stand in LICENSES/, sorted. */
  readonly licenses: readonly string[];
}

/**
 * A REUSE.toml (REUSE specification 3.3): what the repository states already, the repository's own terms for every file that says nothing itself, those of
 * folders with a license file, and an annotation for each file that holds code of an upstream, with the upstream's copyright lines and license beside the
 * repository's own. What no one stated is left out: an upstream without a license gets no license here.
 */
export function reuseFiles(report: AuditReport, own: OwnTerms): ReuseFiles {
  const files = new Map<string, { readonly copyrights: Set<string>; readonly licenses: Set<string> }>();
  for (const { source, files: paths } of owedTo(report)) {
    for (const path of paths) {
      const entry = files.get(path) ?? { copyrights: new Set<string>(), licenses: new Set<string>() };
      for (const line of source.copyrights) entry.copyrights.add(holderLine(line));
      if (source.copyrights.length === 0) entry.copyrights.add(`${source.projectName} authors`);
      if (isStated(source.codeLicense.expression)) entry.licenses.add(source.codeLicense.expression);
      files.set(path, entry);
    }
  }
  const holders =
    own.copyrights.length > 0 ? own.copyrights.map(holderLine) : [`${report.target.name} authors`];
  const every: Annotation = {
    path: '**',
    precedence: 'closest',
    'SPDX-FileCopyrightText': [...new Set(holders)].sort(),
    ...(own.license === null ? {} : { 'SPDX-License-Identifier': own.license }),
  };
  const kept = (own.stated ?? []).map(keptAnnotation);
  const taken = [...files].sort().flatMap(([path, { copyrights, licenses }]) => {
    const here = statedOf(report, path) ?? own.license;
    if (here !== null) for (const one of conjuncts(here)) licenses.add(one);
    for (const holder of holders) copyrights.add(holder);
    if (licenses.size === 0) return [];
    return [
      {
        path: escapedGlob(path),
        precedence: 'aggregate',
        'SPDX-FileCopyrightText': [...copyrights].sort(),
        'SPDX-License-Identifier': combined([...licenses].sort()),
      },
    ];
  });
  const folders = folderAnnotations(report, own.folders ?? new Map());
  const written = new Set([...folders.map((one) => one.annotation), ...taken].map((one) => one.path));
  const left = kept.filter((one) => typeof one.path !== 'string' || !written.has(one.path));
  const isWithin = ({ path }: Annotation): boolean =>
    [path].flat().some((one) => folders.some((each) => one.startsWith(each.folder)));
  // Of several that fit, the last counts: general terms first, what points at single files last.
  const annotations = [
    ...(kept.some((one) => one.path === '**') ? [] : [every]),
    ...left.filter((one) => !isWithin(one)),
    ...folders.map((one) => one.annotation),
    ...left.filter(isWithin),
    ...taken,
  ];
  const stated = annotations.flatMap((one) => one['SPDX-License-Identifier'] ?? []);
  const licenses = [...new Set(stated.flatMap(idsOf))].sort();
  return {
    toml: `${stringify({ version: 1, annotations })}\n`,
    dep5: dep5Of(report.target.name, annotations),
    licenses,
  };
}

/** Parts of an expression that are joined by AND at its top. */
function conjuncts(expression: string): readonly string[] {
  return /[()]| OR /.test(expression) ? [expression] : expression.split(' AND ');
}

function keptAnnotation({ paths, license, copyrights, precedence }: StatedAnnotation): Annotation {
  return {
    path: paths.length === 1 ? (paths[0] ?? '') : paths,
    precedence,
    'SPDX-FileCopyrightText': copyrights,
    ...(license === null ? {} : { 'SPDX-License-Identifier': license }),
  };
}

/** A license text that is not recognised gets a name of its own, under which its text goes along. */
export function namedAfter(folder: string): string {
  return `LicenseRef-${folder.replace(/\/$/, '').replace(/[^A-Za-z0-9.]+/g, '-')}`;
}

function folderAnnotations(
  { licenseParts: parts = [] }: AuditReport,
  copyrights: ReadonlyMap<string, readonly string[]>,
): readonly { readonly folder: string; readonly annotation: Annotation }[] {
  const found = new Map<string, Annotation>();
  for (const part of parts) {
    const folder = folderOf(part);
    if (folder === null || found.has(folder)) continue;
    const holders = (copyrights.get(part.at?.path ?? '') ?? []).map(holderLine);
    found.set(folder, {
      path: `${escapedGlob(folder)}**`,
      precedence: 'closest',
      'SPDX-FileCopyrightText': holders.length > 0 ? [...new Set(holders)].sort() : [`${folder} authors`],
      'SPDX-License-Identifier': isStated(part.expression) ? part.expression : namedAfter(folder),
    });
  }
  return [...found].sort(([a], [b]) => byText(a, b)).map(([folder, annotation]) => ({ folder, annotation }));
}

interface Annotation {
  readonly path: string | readonly string[];
  readonly precedence: string;
  readonly 'SPDX-FileCopyrightText': readonly string[];
  readonly 'SPDX-License-Identifier'?: string;
}

/** Debian's machine-readable format, in which the last stanza that fits a path counts. A space cannot stand in a pattern. */
function dep5Of(name: string, annotations: readonly Annotation[]): string {
  const stanzas = annotations.flatMap((one) => {
    const license = one['SPDX-License-Identifier'];
    if (license === undefined) return [];
    const paths = (typeof one.path === 'string' ? [one.path] : one.path).map((each) =>
      each.replace(/\*\*/g, '*').replace(/\s/g, '?'),
    );
    const holders = one['SPDX-FileCopyrightText'].map(printable).join('\n ');
    return [`Files: ${paths.join('\n ')}\nCopyright: ${holders}\nLicense: ${license}`];
  });
  const head = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: ${printable(name).trim()}`;
  return `${[head, ...stanzas].join('\n\n')}\n`;
}

/** REUSE wants the years and the holder, without the word before them. */
function holderLine(line: string): string {
  return line.replace(/^\s*copyright\s*(?:\(c\)|©)?\s*/i, '').trim();
}

function combined(licenses: readonly string[]): string {
  return licenses
    .map((one) => (licenses.length > 1 && one.includes(' OR ') ? `(${one})` : one))
    .join(' AND ');
}

/** Paths are globs in REUSE.toml; a star or backslash in a file name stands for itself. */
function escapedGlob(path: string): string {
  return path.replace(/[\\*]/g, '\\$&');
}
