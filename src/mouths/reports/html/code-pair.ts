import type { AuditedModule, LineRange, MatchedRegion, ModuleMatch } from '../../../model/report.ts';
import type { CodePair } from '../format.ts';
import { count, lines as sayLines } from '../wording.ts';
import { html, type Markup } from './escape.ts';

/** Renamed names that have a mark of their own; the others share the last. */
const MARKS = 6;
const MOST_LINES = 60;

const KINDS: Readonly<Record<MatchedRegion['kind'], string>> = {
  verbatim: 'the same',
  renamed: 'the same but for names',
  rewritten: 'rewritten',
};

type Marks = ReadonlyMap<string, number>;

/** A line of code with the renamed names in it underlined. */
function markedLine(line: string, marks: Marks): Markup {
  return html`${line.split(/([\p{L}_$][\p{L}\p{N}_$]*)/u).map((part) => {
    const mark = marks.get(part);
    return mark === undefined ? html`${part}` : html`<u class="name${mark}">${part}</u>`;
  })}
`;
}

function side(text: readonly string[], range: LineRange, marks: Marks): Markup {
  const end = Math.min(range.endLine, range.startLine + MOST_LINES - 1, text.length);
  const shown = text.slice(range.startLine - 1, end);
  const cut = range.endLine - end;
  return html`<pre><code>${shown.map((line) => markedLine(line, marks))}${cut > 0 ? html`… ${count(cut, 'line')} more` : null}</code></pre>`;
}

/** What lies between two stretches of the local side. */
function between(last: number, next: number): Markup {
  const own = next - last - 1;
  return own <= 0 ? html`` : html`<p class="own">… ${count(own, 'line')} of its own</p>`;
}

function legend(match: ModuleMatch): Markup {
  if (match.renames.length === 0) return html``;
  const shown = match.renames.slice(0, 12);
  return html`<p class="legend">Renamed: ${shown.map(
    ([from, to], at) => html`<span><u class="name${Math.min(at, MARKS - 1)}">${from} → ${to}</u></span> `,
  )}${match.renames.length > shown.length ? `and ${match.renames.length - shown.length} more` : ''}</p>`;
}

/** Where a text is missing: the stretches with their lines, and how to get it. */
function stretches({ regions, path, version }: ModuleMatch): Markup {
  return html`<ul>${regions.map(
    ({ local, upstream, kind }) =>
      html`<li>${sayLines(local)} here, ${sayLines(upstream)} of <code>${path}</code> there: ${KINDS[kind]}</li>`,
  )}</ul><p class="soft">The upstream’s text is not on this machine. With a bare clone of it, <code>--mirror 'FOLDER/{owner}/{name}'</code> puts it here; <code>forebear catalogue show ${version}</code> names the repository and the commit.</p>`;
}

/** Both codes side by side, one matched stretch after the other, with the names that were changed underlined alike. */
export function codePair(module: AuditedModule, match: ModuleMatch, pair: CodePair | undefined): Markup {
  const { local, upstream } = pair ?? { local: null, upstream: null };
  if (local === null || upstream === null) return html`${legend(match)}${stretches(match)}`;
  const number = (at: number): number => Math.min(at, MARKS - 1);
  const here = new Map(match.renames.map(([, to], at) => [to, number(at)]));
  const there = new Map(match.renames.map(([from], at) => [from, number(at)]));
  const regions =
    match.regions.length > 0
      ? match.regions
      : [{ local: module.range, upstream: match.range, kind: 'rewritten' as const }];
  const sorted = [...regions].sort((a, b) => a.local.startLine - b.local.startLine);
  let last = module.range.startLine - 1;
  const rows = sorted.map((region) => {
    // A stretch inside the one before has been shown.
    if (region.local.endLine <= last) return html``;
    const gap = between(last, region.local.startLine);
    last = Math.max(last, region.local.endLine);
    return html`${gap}<div class="pair ${region.kind}"><div><p class="soft">Here, ${sayLines(region.local)}</p>${side(local, region.local, here)}</div><div><p class="soft">There, ${sayLines(region.upstream)}: ${KINDS[region.kind]}</p>${side(upstream, region.upstream, there)}</div></div>`;
  });
  return html`${legend(match)}${rows}${between(last, module.range.endLine + 1)}`;
}
