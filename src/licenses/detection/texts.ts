import { type Alignment, align } from './align.ts';
import { findInstances, type Instance } from './instances.ts';
import { highestScore, isRequired, judge, type Stretch } from './judge.ts';
import type { LicenseIndex, Template } from './license-index.ts';
import { sentencesIn } from './sentences.ts';
import type { TokenStream } from './tokens.ts';

/** A standard text found at words [from, to). */
export interface TextMatch {
  readonly template: Template;
  readonly from: number;
  readonly to: number;
  /** Share (0..1) of the standard's required words that are there. */
  readonly share: number;
  readonly exact: boolean;
  readonly changes: readonly string[];
  /** Sentences inside it that are not the standard's, change nothing that is known of, and are not known to be harmless. */
  readonly unexplained: readonly Stretch[];
}

/** Standard texts that one stretch is read against. */
const READINGS = 14;
/** Words compared in one file before reading stops: about half a second. */
const MOST_WORK = 800_000;
const WORK_OF_ONE = 150;
/** Under this share of its words a standard text is not there at all. */
const LEAST_SHARE = 0.6;

interface Reading extends TextMatch {
  readonly score: number;
}

/** Whether the standard stands word for word at `at`: the common case, which needs no alignment. */
function isWhole(standard: Uint16Array, text: Uint16Array, at: number): boolean {
  for (let i = 0; i < standard.length; i++) if (standard[i] !== text[at + i]) return false;
  return true;
}

function read(
  stream: TokenStream,
  sentences: () => Int32Array,
  template: Template,
  instance: Instance,
): Reading | null {
  const straight = instance.from - instance.before;
  if (straight >= 0 && isWhole(template.hashes, stream.hashes, straight)) {
    const to = straight + template.hashes.length;
    return {
      template,
      from: straight,
      to,
      share: 1,
      score: to - straight,
      exact: true,
      changes: [],
      unexplained: [],
    };
  }
  const slack = 24 + Math.min(200, instance.before);
  const from = Math.max(0, instance.from - instance.before - slack);
  const to = Math.min(
    stream.hashes.length,
    instance.to + instance.after + 40 + Math.min(200, instance.after),
  );
  const alignment = withoutLooseEnd(
    trimmed(align(template.hashes, stream.hashes, from, to), template.hashes.length),
    template,
  );
  const judged = judge(stream, sentences, template, alignment);
  return judged.share < LEAST_SHARE ? null : { template, from: alignment.from, to: alignment.to, ...judged };
}

/** Drops words at either end that stand far from the rest: they belong to other sentences. */
function trimmed(alignment: Alignment, length: number): Alignment {
  let { from, to, matched } = alignment;
  const edits = [...alignment.edits];
  for (;;) {
    const at = edits.findIndex((edit) => edit.insertedFrom > from || edit.insertedTo > edit.insertedFrom);
    const edit = edits[at];
    if (edit === undefined) break;
    const run = edit.insertedFrom - from;
    const gap = edit.insertedTo - edit.insertedFrom;
    if (run > 8 || gap <= 2 * run + 2) break;
    edits.splice(0, at + 1, {
      deletedFrom: 0,
      deletedTo: edit.deletedTo,
      insertedFrom: edit.insertedTo,
      insertedTo: edit.insertedTo,
    });
    from = edit.insertedTo;
    matched -= run;
  }
  for (;;) {
    const at = edits.findLastIndex((edit) => edit.insertedTo < to && edit.insertedTo > edit.insertedFrom);
    const edit = edits[at];
    if (edit === undefined) break;
    const run = to - edit.insertedTo;
    const gap = edit.insertedTo - edit.insertedFrom;
    if (run > 8 || gap <= 2 * run + 2) break;
    edits.splice(at, edits.length - at, {
      deletedFrom: edit.deletedFrom,
      deletedTo: length,
      insertedFrom: edit.insertedFrom,
      insertedTo: edit.insertedFrom,
    });
    to = edit.insertedFrom;
    matched -= run;
  }
  return { matched, from, to, edits };
}

/** Words added or left out at once, behind which only optional words of the standard follow. */
const LOOSE_GAP = 9;
/** Words behind such a gap that any sentence may have: "you may not". */
const LOOSE_RUN = 8;

/**
 * Ends a reading where the standard has nothing left to say that it must: scattered words of an optional ending are found in
 * whatever follows, in another license's text as well.
 */
function withoutLooseEnd(alignment: Alignment, template: Template): Alignment {
  const { edits, to } = alignment;
  let required = template.flags.length;
  while (required > 0 && !isRequired(template, required - 1)) required--;
  let inserted = 0;
  let deleted = 0;
  let cut = -1;
  for (let at = edits.length - 1; at >= 0; at--) {
    const edit = edits[at];
    if (edit === undefined || edit.deletedTo < required) break;
    const added = edit.insertedTo - edit.insertedFrom;
    const gone = edit.deletedTo - Math.max(edit.deletedFrom, required);
    inserted += added;
    deleted += gone;
    const matched = to - edit.insertedFrom - inserted;
    const isScattered = matched < inserted || (matched <= LOOSE_RUN && deleted > 2 * matched);
    if (isScattered && Math.max(added, gone) >= LOOSE_GAP) cut = at;
  }
  const first = edits[cut];
  if (first === undefined) return alignment;
  const gone = { ...first, deletedTo: template.hashes.length, insertedTo: first.insertedFrom };
  const added = edits.slice(cut).reduce((sum, one) => sum + one.insertedTo - one.insertedFrom, 0);
  return {
    from: alignment.from,
    to: first.insertedFrom,
    matched: alignment.matched - (to - first.insertedFrom - added),
    edits: [...edits.slice(0, cut), gone],
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** For each word the number of the sentence that it stands in. */
function sentenceOfWords({ text, starts }: TokenStream): Int32Array {
  const numbers = new Int32Array(starts.length);
  const found = sentencesIn(text, 0, text.length);
  let sentence = 0;
  for (let at = 0; at < numbers.length; at++) {
    const start = starts[at] as number;
    while (sentence + 1 < found.length && (found[sentence]?.to ?? 0) <= start) sentence++;
    numbers[at] = sentence;
  }
  return numbers;
}

/** A bit for each word that a text has. */
function wordsOf({ hashes }: TokenStream): Uint32Array {
  const bits = new Uint32Array((1 << 16) / 32);
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at] as number;
    bits[hash >>> 5] = (bits[hash >>> 5] as number) | (1 << (hash & 31));
  }
  return bits;
}

/** Readings of the stretches that overlap the most promising one; the best of them, or null. */
function bestReading(
  index: LicenseIndex,
  stream: TokenStream,
  sentences: () => Int32Array,
  bits: Uint32Array,
  rivals: readonly Instance[],
  readings: Map<Instance, Reading | null>,
): { readonly best: Reading | null; readonly work: number } {
  let best: Reading | null = null;
  let work = 0;
  for (const rival of rivals) {
    const template = index.templates[rival.template];
    if (template === undefined) continue;
    // A text that is there to the word is beaten only by a longer one.
    if (best?.exact && (best.score > rival.promise || (isListed(best) && best.score >= rival.promise))) break;
    let reading = readings.get(rival);
    if (reading === undefined) {
      work += template.hashes.length + rival.to - rival.from + WORK_OF_ONE;
      if (best !== null && highestScore(template, bits) < weight(best)) continue;
      reading = read(stream, sentences, template, rival);
      readings.set(rival, reading);
    }
    if (reading !== null && (best === null || beats(reading, best))) best = reading;
  }
  return { best, work };
}

/** Every standard text in the words of a file, each word in one of them at most. */
export function findTexts(index: LicenseIndex, stream: TokenStream): readonly TextMatch[] {
  const found: TextMatch[] = [];
  const queue = [...findInstances(index, stream.hashes)].sort(
    (a, b) => a.from - b.from || b.promise - a.promise,
  );
  if (queue.length === 0) return [];
  const bits = wordsOf(stream);
  const sentences = once(() => sentenceOfWords(stream));
  let active: Instance[] = [];
  let readings = new Map<Instance, Reading | null>();
  let next = 0;
  let work = 0;
  while (work < MOST_WORK) {
    if (active.length === 0) {
      const first = queue[next];
      if (first === undefined) break;
      active.push(first);
      readings = new Map();
      next++;
    }
    // All that start before the earliest open stretch ends are weighed together.
    const edge = active.reduce((least, one) => Math.min(least, one.to), Number.POSITIVE_INFINITY);
    for (let one = queue[next]; one !== undefined && one.from < edge; one = queue[++next]) active.push(one);
    const leader = active.reduce((a, b) => (b.promise > a.promise ? b : a));
    // A stretch that starts later can overlap the leader too.
    for (let one = queue[next]; one !== undefined && one.from < leader.to; one = queue[++next])
      active.push(one);
    const first = active.reduce((a, b) => (b.promise > a.promise ? b : a));
    // Where even the first lacks more than it has, nothing below it is weighed beside it.
    const least = Math.min(first.promise, first.promise * 0.5);
    const rivals = active
      .filter((one) => one.from < first.to && one.to > first.from && one.promise >= least)
      .sort((a, b) => b.promise - a.promise)
      .slice(0, READINGS);
    const { best, work: done } = bestReading(index, stream, sentences, bits, rivals, readings);
    work += done + active.length;
    if (best === null) {
      active = active.filter((one) => !rivals.includes(one));
      continue;
    }
    const { from, to } = best;
    const isApart = (other: Stretch): boolean =>
      Math.min(other.to, to) - Math.max(other.from, from) < 0.3 * (to - from);
    if (found.every(isApart)) found.push(best);
    // What was read lies elsewhere than it promised at times: the one that was read is done with in any case.
    active = active.filter(
      (one) =>
        readings.get(one) !== best &&
        Math.min(one.to, to) - Math.max(one.from, from) < 0.3 * (one.to - one.from),
    );
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Texts that most others were made from: what is no variant to the word is called by them, where it is hardly further from them. */
const WELL_KNOWN = /^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|(?:A|L)?GPL-[23]\.\d-only)$/;
/** Share of the best weight that the reading of a well-known text keeps. */
const HARDLY = 0.85;

/** Equal readings: the license whose id says less than the text could tell. */
function beats(one: Reading, other: Reading): boolean {
  const difference = weight(one) - weight(other);
  if (one.changes.length === 0 && other.changes.length === 0) {
    // Variations that a collection names apart, of a text that the SPDX list has.
    const listed = Number(isListed(one)) - Number(isListed(other));
    const near = Math.abs(difference) <= NEAR * Math.max(weight(one), weight(other));
    if (near && listed !== 0) return listed > 0;
  }
  const known = Number(isWellKnown(one)) - Number(isWellKnown(other));
  const variant = known > 0 ? other : one;
  if (known !== 0 && variant.changes.length > 0) {
    const [less = 0, more = 0] = [weight(one), weight(other)].toSorted((x, y) => x - y);
    if (less >= HARDLY * more) return known > 0;
  }
  return difference === 0
    ? one.template.expression.length < other.template.expression.length
    : difference > 0;
}

const isListed = ({ template }: Reading): boolean => !template.expression.startsWith('LicenseRef-');
const isWellKnown = ({ template }: Reading): boolean => WELL_KNOWN.test(template.expression);
/** Share of the weight within which two readings say the same. */
const NEAR = 0.02;

function weight(reading: Reading): number {
  return reading.score - reading.changes.length * 6;
}
