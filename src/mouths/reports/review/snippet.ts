import { isFileOnly } from '../../../model/known-file.ts';
import type { ChangedLines } from '../../../model/review.ts';
import { inEnglish } from '../../../model/said.ts';
import type { ModulePair } from '../answer/module-pair.ts';
import { sayPair } from '../answer/phrases.ts';
import type { UpstreamAnswer } from '../answer/upstream-answer.ts';
import type { FormatOptions } from '../format.ts';
import { markdownCode, markdownText } from '../markdown/escape.ts';
import { printable } from '../printable.ts';
import { percent } from '../wording.ts';

/** Lines of code that are shown of each side. */
const LINES = 8;
const MOST_RENAMES = 6;

/** Code that no line of it can close; indentation stays, control characters become visible. */
export function fenced(lines: readonly string[], language = ''): string {
  const shown = lines.map((line) => {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    return indent.replaceAll('\t', '    ') + printable(line.slice(indent.length));
  });
  const longest = Math.max(
    2,
    ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/** What a code host colors the lines as: the file's ending, where it is a plain word. */
export const languageOf = (path: string): string =>
  /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? '';

function isChanged({ module }: ModulePair, changed: ChangedLines): boolean {
  const lines = changed.get(module.path) ?? [];
  return lines.some(
    ({ startLine, endLine }) => startLine <= module.range.endLine && endLine >= module.range.startLine,
  );
}

/** Eight lines of the heaviest pair that the change touches, beside those they match, and what was renamed. */
export function snippet(
  upstreams: readonly UpstreamAnswer[],
  changed: ChangedLines,
  options: FormatOptions,
): readonly string[] {
  const pairs = upstreams.flatMap(({ pairs: all, name }) => all.map((pair) => ({ pair, name })));
  const chosen = pairs.find(({ pair }) => isChanged(pair, changed)) ?? pairs[0];
  if (chosen === undefined) return [];
  const { module, match } = chosen.pair;
  const theirs = isFileOnly(match) ? '' : `, ${percent(match.containment.upstream)} of theirs is here`;
  const said = `${markdownText(inEnglish(sayPair({ module, match })))}: ${percent(match.containment.local)} of it is in ${markdownText(chosen.name)}${theirs} (${match.strength}).`;
  const renames = match.renames
    .slice(0, MOST_RENAMES)
    .map(([from, to]) => `${markdownCode(from)} → ${markdownCode(to)}`);
  const renamed = renames.length === 0 ? [] : [`Renamed: ${renames.join(', ')}`];
  const code = options.code?.get(module.id);
  const region = [...match.regions].sort(
    (a, b) => b.local.endLine - b.local.startLine - (a.local.endLine - a.local.startLine),
  )[0] ?? { local: module.range, upstream: match.range };
  const side = (
    title: string,
    path: string,
    lines: readonly string[] | null | undefined,
    start: number,
    end: number,
  ) => {
    if (lines == null) return [];
    const last = Math.min(end, start + LINES - 1);
    return [
      `${title} ${markdownCode(`${path}:${start}-${last}`)}`,
      fenced(lines.slice(start - 1, last), languageOf(path)),
    ];
  };
  return [
    said,
    ...renamed,
    ...side('Here', module.path, code?.local, region.local.startLine, region.local.endLine),
    ...side('There', match.path, code?.upstream, region.upstream.startLine, region.upstream.endLine),
  ];
}
