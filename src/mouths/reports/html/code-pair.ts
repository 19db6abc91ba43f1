import type { AuditedModule, LineRange, MatchedRegion, ModuleMatch } from '../../../model/report.ts';
import { type AlignedLine, type AlignedRow, alignedBlocks, type Block } from '../answer/aligned-code.ts';
import type { CodePair } from '../format.ts';
import { count, lines as sayLines } from '../wording.ts';
import { html, type Markup } from './escape.ts';

/** Renamed names that have a mark of their own; the others share the last. */
const MARKS = 6;
/** Lines of one stretch that are shown; who wants more has the files. */
const MOST_LINES = 60;
const MOST_RENAMES = 12;

const KINDS: Readonly<Record<MatchedRegion['kind'], string>> = {
  verbatim: 'the same',
  renamed: 'the same but for names',
  rewritten: 'rewritten',
};

type Marks = ReadonlyMap<string, number>;

const NAME = /([\p{L}_$][\p{L}\p{N}_$]*)/u;

/** Text with the renamed names in it underlined. */
function named(text: string, marks: Marks): Markup {
  return html`${text.split(NAME).map((part) => {
    const mark = marks.get(part);
    return mark === undefined ? html`${part}` : html`<u class="name${mark}">${part}</u>`;
  })}`;
}

/** A line, with what is the same in color where not all of it is. */
function codeOf({ text, marks }: AlignedLine, isWhole: boolean, names: Marks): Markup {
  const parts: Markup[] = [];
  let from = 0;
  for (const { start, end } of isWhole ? [] : marks) {
    parts.push(named(text.slice(from, start), names));
    parts.push(html`<span class="run">${named(text.slice(start, end), names)}</span>`);
    from = end;
  }
  return html`${parts}${named(text.slice(from), names)}`;
}

function cells(side: 'here' | 'there', line: AlignedLine | null, row: AlignedRow, names: Marks): Markup {
  if (line === null) return html`<td class="line ${side}"></td><td class="code ${side} absent"></td>`;
  const isWhole = row.likeness === 'same' || row.likeness === 'renamed';
  return html`<td class="line ${side}">${line.number}</td><td class="code ${side}"><code>${codeOf(line, isWhole, names)}</code></td>`;
}

interface Sides {
  readonly here: Marks;
  /** Null where the upstream's text is not at hand. */
  readonly there: Marks | null;
}

function rowOf(row: AlignedRow, { here, there }: Sides): Markup {
  return html`<tr class="${row.likeness}">${cells('here', row.local, row, here)}${there === null ? null : cells('there', row.upstream, row, there)}</tr>
`;
}

const size = (range: LineRange | null): number => (range === null ? 0 : range.endLine - range.startLine + 1);

function bodyOf(block: Block, sides: Sides): Markup {
  const isAlone = sides.there === null;
  if (block.kind === 'own') {
    const words = [
      ...(size(block.local) === 0 ? [] : [`${count(size(block.local), 'line')} of its own`]),
      ...(size(block.upstream) === 0 ? [] : [`${count(size(block.upstream), 'line')} only there`]),
    ];
    return html`<tbody class="own"><tr><td colspan="${isAlone ? 2 : 4}">… ${words.join(' · ')}</td></tr></tbody>`;
  }
  const rest = block.rows.length - MOST_LINES;
  const there = sayLines(block.upstream);
  return html`<tbody class="stretch ${block.likeness}"><tr class="bar"><td colspan="2">Here, ${sayLines(block.local)}: ${KINDS[block.likeness]}${isAlone ? `; there, ${there}` : ''}</td>${isAlone ? null : html`<td colspan="2" class="there">There, ${there}</td>`}</tr>${block.rows.slice(0, MOST_LINES).map((row) => rowOf(row, sides))}${rest > 0 ? html`<tr><td colspan="${isAlone ? 2 : 4}">… ${count(rest, 'line')} more</td></tr>` : null}</tbody>`;
}

function legend(match: ModuleMatch): Markup {
  if (match.renames.length === 0) return html``;
  const shown = match.renames.slice(0, MOST_RENAMES);
  return html`<p class="legend">Renamed: ${shown.map(
    ([from, to], at) => html`<span><u class="name${Math.min(at, MARKS - 1)}">${from} → ${to}</u></span> `,
  )}${match.renames.length > shown.length ? `and ${match.renames.length - shown.length} more` : ''}</p>`;
}

/** Where no text is at hand: the stretches with their lines. */
function stretches({ regions, path }: ModuleMatch): Markup {
  if (regions.length === 0) return html``;
  return html`<ul>${regions.map(
    ({ local, upstream, kind }) =>
      html`<li>${sayLines(local)} here, ${sayLines(upstream)} of <code>${path}</code> there: ${KINDS[kind]}</li>`,
  )}</ul>`;
}

/**
 * Both codes side by side, one matched stretch after the other: what is the same is in color, renamed names are
 * underlined alike. The code here stands alone where the upstream's text is not at hand.
 */
export function codePair(module: AuditedModule, match: ModuleMatch, pair: CodePair | undefined): Markup {
  const { local, upstream } = pair ?? { local: null, upstream: null };
  // Without stretches and without the other side nothing says which of the lines are alike.
  if (local === null || (upstream === null && match.regions.length === 0))
    return html`${legend(match)}${stretches(match)}`;
  const number = (at: number): number => Math.min(at, MARKS - 1);
  const sides: Sides = {
    here: new Map(match.renames.map(([, to], at) => [to, number(at)])),
    there: upstream === null ? null : new Map(match.renames.map(([from], at) => [from, number(at)])),
  };
  const blocks = alignedBlocks(module.range, match, local, upstream);
  const table = html`<table class="pair-code${upstream === null ? ' alone' : ''}"><colgroup><col class="line"><col>${upstream === null ? null : html`<col class="line"><col>`}</colgroup>${blocks.map((block) => bodyOf(block, sides))}</table>`;
  return html`${legend(match)}${table}`;
}
