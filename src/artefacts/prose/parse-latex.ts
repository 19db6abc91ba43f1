import { type Block, type BlockKind, MARK, type Piece } from './document.ts';

const CODE = new Set(
  'equation align gather multline eqnarray displaymath math lstlisting verbatim minted algorithm algorithmic tikzpicture alltt Verbatim'.split(
    ' ',
  ),
);
const TABLES = new Set('table tabular tabularx longtable array tabu figure'.split(' '));
const QUOTES = new Set('quote quotation displayquote verse epigraph'.split(' '));
const DROPPED_ARGUMENT =
  /\\(?:label|ref|eqref|autoref|cref|Cref|pageref|includegraphics|input|include|usepackage|bibliographystyle|bibliography|vspace|hspace|documentclass|newcommand|renewcommand|setlength|url)\*?(?:\[[^\]]{0,300}\])?\{[^{}]{0,500}\}/g;

/** LaTeX source: the text of the document body; formulas, floats and listings are left out. */
export function parseLatex(text: string): readonly Block[] {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.includes('\\begin{document}'));
  const blocks: Block[] = [];
  const open = openEnvironments();
  let pieces: Piece[] = [];
  const flush = (heading = false): void => {
    if (pieces.length > 0) blocks.push({ kind: open.kind(), pieces, ...(heading ? { heading } : {}) });
    pieces = [];
  };
  for (let at = begin + 1; at < lines.length; at += 1) {
    const line = withoutComment(lines[at] ?? '').slice(0, 100_000);
    if (line.includes('\\end{document}')) break;
    if (line.trim() === '') {
      flush();
      continue;
    }
    let rest = line;
    const step = /\\(begin|end)\{([A-Za-z]{1,40})\*?\}/;
    for (let match = step.exec(rest); match !== null; match = step.exec(rest)) {
      push(pieces, rest.slice(0, match.index), at + 1);
      flush();
      const name = match[2] ?? '';
      if (match[1] === 'begin') open.begin(name);
      else open.end(name);
      rest = rest.slice(match.index + match[0].length);
    }
    const section =
      /\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?(?:\[[^\]]{0,200}\])?\{([^{}]{0,300})\}/.exec(rest);
    if (section !== null) {
      push(pieces, rest.slice(0, section.index), at + 1);
      flush();
      push(pieces, section[1] ?? '', at + 1);
      flush(true);
      rest = rest.slice(section.index + section[0].length);
    }
    push(pieces, rest, at + 1);
  }
  flush();
  return blocks;
}

function kindOf(name: string): BlockKind {
  if (CODE.has(name)) return 'code';
  if (TABLES.has(name)) return 'table';
  if (name === 'thebibliography') return 'bibliography';
  return QUOTES.has(name) ? 'quote' : 'text';
}

/** Of environments one in the other, the first of these says what stands in them. */
const BY_FORCE: readonly BlockKind[] = ['code', 'table', 'bibliography', 'quote'];

/** The environments that are open: how many there are of each, so that a million of them are no work at each line. */
function openEnvironments(): {
  readonly begin: (name: string) => void;
  readonly end: (name: string) => void;
  readonly kind: () => BlockKind;
} {
  const names: string[] = [];
  const counts = new Map<string, number>();
  const add = (key: string, by: number): void => {
    counts.set(key, (counts.get(key) ?? 0) + by);
  };
  const count = (name: string, by: number): void => {
    add(`name ${name}`, by);
    add(`kind ${kindOf(name)}`, by);
  };
  return {
    begin: (name) => {
      names.push(name);
      count(name, 1);
    },
    end: (name) => {
      if ((counts.get(`name ${name}`) ?? 0) === 0) return;
      for (let last = names.pop(); last !== undefined; last = names.pop()) {
        count(last, -1);
        if (last === name) break;
      }
    },
    kind: () => BY_FORCE.find((kind) => (counts.get(`kind ${kind}`) ?? 0) > 0) ?? 'text',
  };
}

function push(pieces: Piece[], source: string, line: number): void {
  const text = inlineText(source);
  if (text.trim() !== '') pieces.push({ text, line });
}

function withoutComment(line: string): string {
  return line.replace(/(^|[^\\])%.*$/, '$1');
}

function inlineText(source: string): string {
  return source
    .replace(
      /\\(?:[a-zA-Z]{0,12}cite[a-zA-Z]{0,12}|footnote(?:mark)?|fullcite)\*?(?:\[[^\]]{0,200}\]){0,2}(?:\{[^{}]{0,500}\})?/g,
      MARK.citation,
    )
    .replace(/\\(?:enquote|textquote)\{([^{}]{0,5000})\}/g, `${MARK.openQuote}$1${MARK.closeQuote}`)
    .replace(/\\href\{[^{}]{0,500}\}\{([^{}]{0,500})\}/g, `$1${MARK.link}`)
    .replace(DROPPED_ARGUMENT, ' ')
    .replace(/\\\(.{0,500}?\\\)|\$[^$]{0,500}\$/g, ' ')
    .replace(/``/g, MARK.openQuote)
    .replace(/''/g, MARK.closeQuote)
    .replace(/\\(?:[a-zA-Z]{1,30}\*?|.)(?:\[[^\]]{0,200}\])?/g, (command) =>
      /^\\[%&$#_{}]$/.test(command) ? ' ' : ' ',
    )
    .replace(/[{}~]/g, ' ');
}
