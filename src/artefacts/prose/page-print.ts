import { hashText } from '../../bytes/hash.ts';
import { proseFormat } from './document.ts';
import { withoutStockSections } from './front-page.ts';
import { parseDocument } from './parse-document.ts';
import { createVocabulary, FLAG, type WordStream, wordStream } from './words.ts';

/** What is kept of a front page: a sample of its word runs, hashed, and where they stand; no text. JSON-safe. */
export interface PagePrint {
  /** Words compared, in all. */
  readonly words: number;
  /** 32-bit hashes of the sampled runs, in the order of the page. */
  readonly runs: readonly number[];
  /** Number of the first word of each run; ascending. */
  readonly places: readonly number[];
  /** Line of the first word of each run, from 1; ascending but for odd formats. */
  readonly lines: readonly number[];
}

/** What a front page of the audited repository says: its print, and which of its runs it quotes. */
export interface LocalPage extends PagePrint {
  readonly path: string;
  /** Positions in `runs` that stand in quotation marks or a block quotation. */
  readonly quoted: readonly number[];
}

/** Words of a run: six of spaced scripts, ten characters of Chinese or Japanese. */
export const RUN = { words: 6, cjk: 10 } as const;
/** One run in two is kept, by its hash, so that both sides keep the same ones. */
const SAMPLE = 2;
/** Words of a run that must carry content. */
const LEAST_CONTENT = 2;
/** Larger pages are generated; of a page with more runs than this only the first are kept. */
const LARGEST_PAGE = 1024 * 1024;
const MOST_RUNS = 12_000;

/** Reads the print of a page. Null when its format is not text or it is too large. */
export function printPage(path: string, text: string): LocalPage | null {
  const format = proseFormat(path);
  if (format === null || format === 'docx' || text.length > LARGEST_PAGE) return null;
  const document = parseDocument(path, format, text);
  const stream = wordStream([{ path, blocks: withoutStockSections(document.blocks) }], createVocabulary());
  return { path, words: stream.summaries[0]?.words ?? 0, ...sampledRuns(stream) };
}

/** The print of an upstream's page: what it quotes is not its own, and where it quotes need not be kept. */
export function printUpstreamPage(path: string, text: string): PagePrint | null {
  const page = printPage(path, text);
  if (page === null) return null;
  const quoted = new Set(page.quoted);
  const own = (numbers: readonly number[]): readonly number[] => numbers.filter((_, at) => !quoted.has(at));
  return { words: page.words, runs: own(page.runs), places: own(page.places), lines: own(page.lines) };
}

function sampledRuns(stream: WordStream): Pick<LocalPage, 'runs' | 'places' | 'lines' | 'quoted'> {
  const runs: number[] = [];
  const places: number[] = [];
  const lines: number[] = [];
  const quoted: number[] = [];
  for (let at = 0; at < stream.ids.length && runs.length < MOST_RUNS; at += 1) {
    const length = ((stream.flags[at] ?? 0) & FLAG.cjk) === 0 ? RUN.words : RUN.cjk;
    let run = '';
    let content = 0;
    let inQuotes = 0;
    for (let index = at; index < at + length; index += 1) {
      const id = stream.ids[index] ?? -1;
      if (id < 0) {
        content = -length;
        break;
      }
      const flags = stream.flags[index] ?? 0;
      if ((flags & FLAG.quoted) !== 0) inQuotes += 1;
      if ((flags & FLAG.stop) === 0) content += 1;
      run += `${stream.text(id)} `;
    }
    if (content < LEAST_CONTENT) continue;
    const hash = hashText(run);
    if (hash % SAMPLE !== 0) continue;
    if (inQuotes * 2 > length) quoted.push(runs.length);
    runs.push(hash);
    places.push(at);
    lines.push(stream.lines[at] ?? 1);
  }
  return { runs, places, lines, quoted };
}
