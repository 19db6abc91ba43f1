import type { Block, ProseDocument } from './document.ts';
import { isStopWord } from './stop-words.ts';

/** Bits of {@link WordStream.flags}. */
export const FLAG = { quoted: 1, stop: 2, cjk: 4 } as const;

/** The compared words of a document set in order, as numbers. Documents are parted by one word of id -1. */
export interface WordStream {
  readonly ids: Int32Array;
  readonly lines: Int32Array;
  readonly flags: Uint8Array;
  /** Positions of citation marks: each stands before the word at its position; sorted. */
  readonly citations: Int32Array;
  /** The same for links. */
  readonly links: Int32Array;
  /** Index of the document of each word, and each document's first word. */
  readonly starts: Int32Array;
  readonly text: (word: number) => string;
  readonly summaries: readonly DocumentWords[];
}

export interface DocumentWords {
  readonly path: string;
  readonly words: number;
  readonly discounted: { code: number; table: number; bibliography: number; license: number };
}

/** Numbers for words, shared by both sides. */
export interface Vocabulary {
  readonly idOf: (word: string) => number;
  readonly wordOf: (id: number) => string;
}

export function createVocabulary(): Vocabulary {
  const ids = new Map<string, number>();
  const words: string[] = [];
  return {
    idOf: (word) => {
      const known = ids.get(word);
      if (known !== undefined) return known;
      ids.set(word, words.length);
      words.push(word);
      return words.length - 1;
    },
    wordOf: (id) => words[id] ?? '',
  };
}

/**
 * In order of groups: a citation in the running text or a parser's mark of one; a link; a word;
 * an opening, a closing and a straight quotation mark; a line break. Numbered groups, as named ones
 * make an object for every word.
 */
const TOKEN =
  /(\uE000|\[\d{1,3}(?:[,;–-]\s?\d{1,3}){0,9}\]|\(\s?(?:see |cf\. |e\.g\.,? )?\p{Lu}[\p{L}.'’& -]{1,80}(?: et al\.?)?,? (?:19|20)\d\d[a-z]?\)|\bdoi:\s?10\.\S{3,100})|(\uE003|\bhttps?:\/\/[^\s<>"']{1,500})|([\p{L}\p{N}]+(?:['’][\p{L}]{1,3}(?![\p{L}]))?)|([“«「『\uE001])|([”»」』\uE002])|(")|(\n)/gu;
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;

class Growing {
  private values = new Int32Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    this.length += 1;
  }
  taken(): Int32Array {
    return this.values.slice(0, this.length);
  }
}

/** Reads documents into one stream. Code, tables, lists of references and license text only count as left out. */
export function wordStream(documents: readonly ProseDocument[], vocabulary: Vocabulary): WordStream {
  const ids = new Growing();
  const lines = new Growing();
  const flags = new Growing();
  const citations = new Growing();
  const links = new Growing();
  const starts = new Growing();
  const summaries: DocumentWords[] = [];
  const stops = new Map<number, boolean>();
  const isStop = (id: number, word: string): boolean => {
    const known = stops.get(id);
    if (known !== undefined) return known;
    const stop = isStopWord(word);
    stops.set(id, stop);
    return stop;
  };
  const push = (word: string, line: number, bits: number): void => {
    const id = vocabulary.idOf(word);
    ids.push(id);
    lines.push(line);
    flags.push(bits | (isStop(id, word) ? FLAG.stop : 0));
  };
  for (const document of documents) {
    starts.push(ids.length);
    const before = ids.length;
    const discounted = { code: 0, table: 0, bibliography: 0, license: 0 };
    for (const block of document.blocks) {
      if (block.kind !== 'text' && block.kind !== 'quote') discounted[block.kind] += countWords(block);
      else readBlock(block, push, (kind) => (kind === 'link' ? links : citations).push(ids.length));
    }
    summaries.push({ path: document.path, words: ids.length - before, discounted });
    ids.push(-1);
    lines.push(0);
    flags.push(0);
  }
  return {
    ids: ids.taken(),
    lines: lines.taken(),
    flags: Uint8Array.from(flags.taken()),
    citations: citations.taken(),
    links: links.taken(),
    starts: starts.taken(),
    text: vocabulary.wordOf,
    summaries,
  };
}

function countWords(block: Block): number {
  return block.pieces.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
}

function readBlock(
  block: Block,
  push: (word: string, line: number, bits: number) => void,
  cite: (kind: 'citation' | 'link') => void,
): void {
  const straight = block.pieces.reduce((sum, { text }) => sum + text.split('"').length - 1, 0);
  const useStraight = straight % 2 === 0;
  let depth = 0;
  let inStraight = false;
  for (const piece of block.pieces) {
    let line = piece.line;
    const text = piece.text.normalize('NFKC').replaceAll('\u00ad', '');
    for (const [, citation, link, word, opening, closing, straightMark] of text.matchAll(TOKEN)) {
      if (word !== undefined) {
        const quoted = block.kind === 'quote' || depth > 0 || inStraight ? FLAG.quoted : 0;
        pushWord(word.toLowerCase(), line, quoted, push);
      } else if (citation !== undefined) cite('citation');
      else if (link !== undefined) cite('link');
      else if (opening !== undefined) depth += 1;
      else if (closing !== undefined) depth = Math.max(0, depth - 1);
      else if (straightMark === undefined) line += 1;
      else if (useStraight) inStraight = !inStraight;
    }
  }
}

/** CJK runs are read character by character. */
function pushWord(
  word: string,
  line: number,
  bits: number,
  push: (word: string, line: number, bits: number) => void,
): void {
  if (!CJK.test(word)) {
    push(word.replace(/['’]/, "'"), line, bits);
    return;
  }
  let latin = '';
  for (const character of word) {
    if (CJK.test(character)) {
      if (latin !== '') push(latin, line, bits);
      latin = '';
      push(character, line, bits | FLAG.cjk);
    } else latin += character;
  }
  if (latin !== '') push(latin, line, bits);
}
