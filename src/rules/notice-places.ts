import type { CopyrightLine, Evidence } from '../model/evidence.ts';

/** Files in which notices of others are kept: license texts, notices, lists of third parties, credits. */
const NOTICE_FILE =
  /(?:^|\/)(?:(?:[^/]*[-_. ])?(?:LICEN[CS]E|COPYING|COPYRIGHT|NOTICE|UNLICENSE)S?|THIRD[-_]?PARTY[^/]*|ATTRIBUTIONS?|CREDITS|ACKNOWLEDG[^/]*)(?:[-_. ][^/]*)?$|(?:^|\/)LICENSES\//i;

export function isNoticeFile(path: string): boolean {
  return NOTICE_FILE.test(path) && !/\.(?:py|c|cc|cpp|js|ts|json|lock|png|jpe?g)$/i.test(path);
}

/** Files named Notice, where several model licenses want their sentence. */
export function isNamedNotice(path: string): boolean {
  return /(?:^|\/)NOTICE(?:\.[a-z]+)?$/i.test(path);
}

/** The top-level NOTICE file to add to, or the name for one. */
export function noticePath(evidence: Evidence): { readonly path: string; readonly exists: boolean } {
  const path = evidence.paths.find((one) => !one.includes('/') && isNamedNotice(one));
  return path === undefined ? { path: 'NOTICE', exists: false } : { path, exists: true };
}

/** Copyright lines of notice files and of the given code files, with what REUSE.toml and the like state for these. */
export function keptCopyrights(
  evidence: Evidence,
  codePaths: readonly string[],
): readonly Pick<CopyrightLine, 'text'>[] {
  const wanted = new Set(codePaths);
  return [
    ...[...evidence.copyrights].flatMap(([path, lines]) =>
      wanted.has(path) || isNoticeFile(path) ? lines : [],
    ),
    ...codePaths.flatMap((path) => statedCopyrights(evidence, path)),
  ];
}

/** Copyright lines that documents state for a file by its path, or that stand beside it. */
export function statedCopyrights(evidence: Evidence, path: string): readonly Pick<CopyrightLine, 'text'>[] {
  return (evidence.licenseOf?.(path).copyrights ?? []).map((line) => ({ text: copyrightLine(line) }));
}

/** REUSE states years and holder without the word before them. */
function copyrightLine(line: string): string {
  return /copyright|\(c\)|©/i.test(line) ? line : `Copyright (c) ${line}`;
}
