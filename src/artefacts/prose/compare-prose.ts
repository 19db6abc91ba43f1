import {
  type Passage,
  type PassagePlace,
  PROSE_SCHEMA_VERSION,
  type ProseReport,
} from '../../model/prose-report.ts';
import type { NotExamined } from '../../model/report.ts';
import { TOOL_VERSION } from '../../model/version.ts';
import type { ProseDocument } from './document.ts';
import type { Stretch } from './extend.ts';
import { findStretches } from './find-stretches.ts';
import { createVocabulary, FLAG, type WordStream, wordStream } from './words.ts';

/** A citation this many words before or after a passage still belongs to it. */
const NEAR = 30;
/** Links are common, so they must stand closer. */
const NEAR_LINK = 10;
const SHOWN = 400;

export interface ProseSide {
  readonly name: string;
  readonly documents: readonly ProseDocument[];
}

/** Finds the passages that two documents, or sets of documents, have in common. */
export function compareProse(
  source: ProseSide,
  suspect: ProseSide,
  notExamined: readonly NotExamined[] = [],
): ProseReport {
  const vocabulary = createVocabulary();
  const first = wordStream(source.documents, vocabulary);
  const second = wordStream(suspect.documents, vocabulary);
  const stretches = findStretches(first, second);
  const passages = stretches.map((stretch) => passageOf(stretch, first, second));
  const total = second.summaries.reduce((sum, { words }) => sum + words, 0);
  const totalSource = first.summaries.reduce((sum, { words }) => sum + words, 0);
  const bare = stretches.filter(
    (_, index) => passages[index]?.quoted === false && passages[index]?.cited === false,
  );
  return {
    schemaVersion: PROSE_SCHEMA_VERSION,
    tool: { name: 'forebear', version: TOOL_VERSION },
    source: source.name,
    suspect: suspect.name,
    containment: covered(
      stretches.map(({ suspectStart, suspectEnd }) => [suspectStart, suspectEnd]),
      total,
    ),
    containmentOfSource: covered(
      stretches.map(({ sourceStart, sourceEnd }) => [sourceStart, sourceEnd]),
      totalSource,
    ),
    unmarked: covered(
      bare.map(({ suspectStart, suspectEnd }) => [suspectStart, suspectEnd]),
      total,
    ),
    passages,
    documents: [
      ...first.summaries.map((summary) => ({ ...summary, side: 'source' as const })),
      ...second.summaries.map((summary) => ({ ...summary, side: 'suspect' as const })),
    ],
    notExamined,
  };
}

/** Share of `total` words that lie in at least one range. */
function covered(ranges: readonly (readonly [start: number, end: number])[], total: number): number {
  let words = 0;
  let reached = 0;
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    words += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return total === 0 ? 0 : words / total;
}

function passageOf(stretch: Stretch, source: WordStream, suspect: WordStream): Passage {
  const { suspectStart, suspectEnd, sourceStart, sourceEnd, same } = stretch;
  let quoted = 0;
  for (let at = suspectStart; at < suspectEnd; at += 1)
    if (((suspect.flags[at] ?? 0) & FLAG.quoted) !== 0) quoted += 1;
  return {
    source: placeOf(source, sourceStart, sourceEnd),
    suspect: placeOf(suspect, suspectStart, suspectEnd),
    words: suspectEnd - suspectStart,
    sameWords: same,
    quoted: quoted >= 0.8 * (suspectEnd - suspectStart),
    cited: creditsNear(suspect, suspectStart, suspectEnd) > creditsNear(source, sourceStart, sourceEnd),
  };
}

function creditsNear(stream: WordStream, start: number, end: number): number {
  return (
    marksNear(stream, stream.citations, start, end, NEAR) +
    marksNear(stream, stream.links, start, end, NEAR_LINK)
  );
}

function marksNear(stream: WordStream, marks: Int32Array, start: number, end: number, near: number): number {
  const from = Math.max(start - near, documentStart(stream, start));
  let at = firstAtLeast(marks, from);
  let count = 0;
  for (; at < marks.length; at += 1) {
    const mark = marks[at] ?? 0;
    if (mark > end + near || parted(stream, end, mark)) break;
    count += 1;
  }
  return count;
}

/** Position of the first value of a sorted list that is not below `value`. */
function firstAtLeast(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a document ends between two words. */
function parted(stream: WordStream, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((stream.ids[at] ?? -1) < 0) return true;
  return false;
}

function documentIndex(stream: WordStream, at: number): number {
  let low = 0;
  let high = stream.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stream.starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function documentStart(stream: WordStream, at: number): number {
  return stream.starts[documentIndex(stream, at)] ?? 0;
}

function placeOf(stream: WordStream, start: number, end: number): PassagePlace {
  const words: string[] = [];
  let length = 0;
  for (let at = start; at < end && length < SHOWN; at += 1) {
    const word = stream.text(stream.ids[at] ?? -1);
    const cjk = ((stream.flags[at] ?? 0) & FLAG.cjk) !== 0 && ((stream.flags[at - 1] ?? 0) & FLAG.cjk) !== 0;
    words.push(at === start || cjk ? word : ` ${word}`);
    length += word.length + 1;
  }
  return {
    path: stream.summaries[documentIndex(stream, start)]?.path ?? '',
    range: { startLine: stream.lines[start] ?? 1, endLine: stream.lines[end - 1] ?? 1 },
    words: end - start,
    text: words.join('').slice(0, SHOWN),
  };
}
