import type { AuditReport } from '../../../model/report.ts';
import { inEnglish } from '../../../model/said.ts';
import { answerOf } from '../answer/answer.ts';
import type { ToDo } from '../answer/to-do.ts';
import { namesOf } from '../names.ts';
import { printable } from '../printable.ts';
import { count } from '../wording.ts';
import { type Ink, ink, painted } from './paint.ts';

const INKS: readonly (readonly [start: RegExp, ink: Ink])[] = [
  [/^(?:---|\+\+\+) /, 'bold'],
  [/^# /, 'soft'],
  [/^@@/, 'link'],
  [/^\+/, 'good'],
  [/^-/, 'bad'],
];

/** Lines that are added one after the other, up to which all are shown, and of a longer run how many. */
const LONG_RUN = 24;
const SHOWN_OF_RUN = 8;

/** Long runs of added lines, such as the text of a license, cut to their beginning. */
function folded(lines: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && lines[end]?.startsWith('+') === true) end += 1;
    if (end - at > LONG_RUN) {
      out.push(
        ...lines.slice(at, at + SHOWN_OF_RUN),
        `# … ${end - at - SHOWN_OF_RUN} more lines are added here`,
      );
      at = end;
    } else out.push(lines[at++] ?? '');
  }
  return out;
}

/** A unified diff as a patch; in color, where a person reads it, with long added texts folded. */
export function paintedDiff(diff: string, color: boolean): string {
  if (!color) return diff;
  return folded(diff.split('\n'))
    .map((line) => {
      const name = INKS.find(([start]) => start.test(line))?.[1] ?? 'plain';
      return painted([ink(name, line)], Number.POSITIVE_INFINITY, true);
    })
    .join('\n');
}

/** What the changes bring up that was not to do before, such as terms of a base model that they declare. */
export function broughtUp(report: AuditReport, isPreview: boolean): readonly string[] {
  const { toDo } = answerOf(report);
  if (toDo.length === 0) return [];
  return [
    isPreview
      ? `Because of what is written, ${count(toDo.length, 'entry', 'entries')} would come up that nothing asks for now:`
      : `Because of what was written, ${count(toDo.length, 'entry', 'entries')} came up:`,
    ...listed(report, toDo),
    ...(toDo.some(({ fixable }) => fixable > 0)
      ? [
          `"forebear fix" ${isPreview ? 'has fixes for some of them then' : 'shows the fixes that some of them have'}.`,
        ]
      : []),
  ];
}

/** What remains of a report's to-do list; of a preview, only what no fix mends. */
export function fixesLeft(report: AuditReport, isPreview: boolean): readonly string[] {
  const left = answerOf(report).toDo.filter(
    ({ findings, fixable }) => !isPreview || fixable < findings.length,
  );
  if (left.length === 0) return isPreview ? [] : ['Nothing is left to do.'];
  const head = isPreview ? 'For a person, without a fix:' : 'Left to do:';
  return [head, ...listed(report, left)];
}

/** One line for each entry: whose, what, where, and the page that explains it. */
function listed(report: AuditReport, toDo: readonly ToDo[]): readonly string[] {
  const names = namesOf(report);
  return toDo.map(({ title, upstream, files, rule }) => {
    const whose = upstream === null ? 'This repository' : names.project(upstream);
    const where = files.length === 1 ? ` (${files[0]})` : ` (${files.length} files)`;
    return printable(`  ${whose}: ${inEnglish(title)}${where}. forebear explain ${rule}`);
  });
}
