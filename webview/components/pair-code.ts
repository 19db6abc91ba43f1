import type { AuditedModule, LineRange, ModuleMatch } from '../../src/model/report.ts';
import {
  type AlignedLine,
  type AlignedRow,
  alignedBlocks,
  type Block,
} from '../../src/mouths/reports/answer/aligned-code.ts';
import { type Child, h } from '../element.ts';
import { t } from '../strings.ts';
import { lineWords, regionName } from '../wording.ts';

/** Renamed names that have a mark of their own; the others share the last. */
export const NAME_MARKS = 6;
/** Lines that one block draws; a module larger than that is read in the editor. */
const MOST_LINES = 1500;

interface Names {
  /** Columns of indentation that all lines of the module share: they are left out. */
  readonly indent: number;
  /** Name of this side -> number of its mark. */
  readonly marks: ReadonlyMap<string, number>;
  /** Name of this side -> name to show in its stead. */
  readonly shown: ReadonlyMap<string, string>;
}

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** One stretch of a line, with the renamed names in it underlined. */
function withNames(text: string, { marks, shown }: Names): Child[] {
  const parts: Child[] = [];
  let from = 0;
  for (const { 0: name, index } of text.matchAll(NAME)) {
    const mark = marks.get(name);
    if (mark === undefined) continue;
    parts.push(text.slice(from, index));
    const other = shown.get(name);
    parts.push(
      h(
        'u',
        { class: `name${mark}${other === undefined ? '' : ' theirs'}`, 'data-name': mark },
        other ?? name,
      ),
    );
    from = index + name.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}

function codeOf(line: AlignedLine, whole: boolean, names: Names): HTMLElement {
  const code = h('code');
  let from = Math.min(names.indent, line.text.search(/\S|$/));
  for (const { start, end, kind } of whole ? [] : line.marks) {
    code.append(...withNames(line.text.slice(from, start), names).filter(isNode));
    code.append(h('span', { class: `run ${kind}` }, ...withNames(line.text.slice(start, end), names)));
    from = end;
  }
  code.append(...withNames(line.text.slice(from), names).filter(isNode));
  return code;
}

function isNode(child: Child): child is Node | string {
  return typeof child === 'string' || child instanceof Node;
}

function cells(
  side: 'here' | 'there',
  line: AlignedLine | null,
  whole: boolean,
  names: Names,
): readonly HTMLElement[] {
  if (line === null) return [h('td', { class: `line ${side}` }), h('td', { class: `code ${side} absent` })];
  return [
    h('td', { class: `line ${side}` }, String(line.number)),
    h('td', { class: `code ${side}` }, codeOf(line, whole, names)),
  ];
}

export interface PairCodeOptions {
  readonly module: AuditedModule;
  readonly match: ModuleMatch;
  readonly local: readonly string[];
  /** Null where its text is not on this machine: then the local code stands alone. */
  readonly upstream: readonly string[] | null;
  /** Shows the upstream's names in the local code. */
  readonly theirNames: boolean;
  /** Name of the upstream's version. */
  readonly name: string;
}

function sharedIndent(lines: readonly string[], { startLine, endLine }: LineRange): number {
  const written = lines.slice(startLine - 1, endLine).filter((line) => line.trim() !== '');
  return Math.min(...written.map((line) => line.search(/\S/)), 80);
}

function namesOf({ module, match, local, upstream, theirNames }: PairCodeOptions): {
  readonly here: Names;
  readonly there: Names;
} {
  const number = (at: number): number => Math.min(at, NAME_MARKS - 1);
  return {
    here: {
      indent: sharedIndent(local, module.range),
      marks: new Map(match.renames.map(([, to], at) => [to, number(at)])),
      shown: theirNames ? new Map(match.renames.map(([from, to]) => [to, from])) : new Map(),
    },
    there: {
      indent: upstream === null ? 0 : sharedIndent(upstream, match.range),
      marks: new Map(match.renames.map(([from], at) => [from, number(at)])),
      shown: new Map(),
    },
  };
}

function rowOf(row: AlignedRow, names: ReturnType<typeof namesOf>, isAlone: boolean): HTMLElement {
  const whole = row.likeness === 'same' || row.likeness === 'renamed';
  return h(
    'tr',
    { class: row.likeness },
    ...cells('here', row.local, whole, names.here),
    ...(isAlone ? [] : cells('there', row.upstream, whole, names.there)),
  );
}

function head(options: PairCodeOptions, name: string): HTMLElement {
  const { module, match } = options;
  return h(
    'thead',
    {},
    h(
      'tr',
      {},
      h('th', { scope: 'col', class: 'here', colspan: '2' }, t('Here: {0}', module.path)),
      options.upstream === null
        ? null
        : h('th', { scope: 'col', class: 'there', colspan: '2' }, t('{0}: {1}', name, match.path)),
    ),
  );
}

function count(range: LineRange | null): number {
  return range === null ? 0 : range.endLine - range.startLine + 1;
}

function ownWords(own: LineRange | null, theirs: LineRange | null): string {
  const here = count(own);
  const there = count(theirs);
  const parts = [
    ...(here === 0 ? [] : [here === 1 ? t('1 line of its own') : t('{0} lines of its own', here)]),
    ...(there === 0 ? [] : [there === 1 ? t('1 line only there') : t('{0} lines only there', there)]),
  ];
  return `… ${parts.join(' · ')}`;
}

/** Lines that only one side has, folded; they are drawn when a person opens them. */
function ownBody(
  block: Extract<Block, { kind: 'own' }>,
  options: PairCodeOptions,
  names: ReturnType<typeof namesOf>,
): HTMLElement {
  const isAlone = options.upstream === null;
  const body = h('tbody', { class: 'own' });
  const words = ownWords(block.local, block.upstream);
  const rows = (): readonly HTMLElement[] => {
    const most = Math.min(MOST_LINES, Math.max(count(block.local), count(block.upstream)));
    const line = (range: LineRange | null, lines: readonly string[], at: number): AlignedLine | null => {
      if (range === null || at >= count(range)) return null;
      const number = range.startLine + at;
      return { number, text: lines[number - 1] ?? '', marks: [] };
    };
    return Array.from({ length: most }, (_, at) =>
      rowOf(
        {
          local: line(block.local, options.local, at),
          upstream: line(block.upstream, options.upstream ?? [], at),
          likeness: 'none',
        },
        names,
        isAlone,
      ),
    );
  };
  const toggle = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'false' }, words);
  const bar = h('tr', {}, h('td', { class: 'fold-cell', colspan: isAlone ? '2' : '4' }, toggle));
  body.append(bar);
  toggle.addEventListener('click', () => {
    const open = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', open ? 'false' : 'true');
    body.replaceChildren(bar, ...(open ? [] : rows()));
  });
  return body;
}

function stretchBody(
  block: Extract<Block, { kind: 'stretch' }>,
  names: ReturnType<typeof namesOf>,
  isAlone: boolean,
): HTMLElement {
  return h(
    'tbody',
    { class: `stretch ${block.likeness}`, 'data-region': block.region, tabindex: '-1' },
    h(
      'tr',
      { class: 'bar' },
      h(
        'td',
        { class: 'bar-words', colspan: '2' },
        t(
          '{0}: {1}',
          isAlone ? `${lineWords(block.local)} ↔ ${lineWords(block.upstream)}` : lineWords(block.local),
          regionName(block.likeness),
        ),
      ),
      isAlone ? null : h('td', { class: 'bar-words there', colspan: '2' }, lineWords(block.upstream)),
    ),
    ...block.rows.slice(0, MOST_LINES).map((row) => rowOf(row, names, isAlone)),
  );
}

/** Both codes side by side, aligned by what matched; what is the same is tinted, what is not is folded or plain. */
export function pairCode(options: PairCodeOptions): HTMLElement {
  const { module, match, local, upstream } = options;
  const names = namesOf(options);
  const blocks = alignedBlocks(module.range, match, local, upstream);
  return h(
    'table',
    { class: `pair-code${upstream === null ? ' alone' : ''}` },
    h(
      'caption',
      { class: 'unseen' },
      upstream === null ? t('The code here, with what matches') : t('Both codes, aligned by what matches'),
    ),
    h(
      'colgroup',
      {},
      ...(upstream === null ? ['line', 'code'] : ['line', 'code', 'line', 'code']).map((name) =>
        h('col', { class: name }),
      ),
    ),
    head(options, options.name),
    ...blocks.map((block) =>
      block.kind === 'own' ? ownBody(block, options, names) : stretchBody(block, names, upstream === null),
    ),
  );
}
