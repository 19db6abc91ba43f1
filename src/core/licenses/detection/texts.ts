import { type Alignment, align } from './align.ts';
import { findInstances, type Instance } from './instances.ts';
import { judge } from './judge.ts';
import type { LicenseIndex, Template } from './license-index.ts';
import type { TokenStream } from './tokens.ts';

/** A standard text found at words [from, to). */
export interface TextMatch {
  readonly template: Template;
  readonly from: number;
  readonly to: number;
  /** Share (0..1) of the standard's required words that are there. */
  readonly share: number;
  readonly changes: readonly string[];
}

/** Standard texts that one stretch is read against. */
const READINGS = 14;
/** Under this share of its words a standard text is not there at all. */
const LEAST_SHARE = 0.6;

interface Reading extends TextMatch {
  readonly score: number;
}

function read(stream: TokenStream, template: Template, instance: Instance): Reading | null {
  const slack = 24 + Math.min(200, instance.before);
  const from = Math.max(0, instance.from - instance.before - slack);
  const to = Math.min(
    stream.hashes.length,
    instance.to + instance.after + 40 + Math.min(200, instance.after),
  );
  const alignment: Alignment = trimmed(
    align(template.hashes, stream.hashes, from, to),
    template.hashes.length,
  );
  const judged = judge(stream, template, alignment);
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

/** Groups of stretches that overlap, in text order. */
function groups(instances: readonly Instance[]): readonly (readonly Instance[])[] {
  const sorted = [...instances].sort((a, b) => a.from - b.from || b.to - a.to);
  const all: Instance[][] = [];
  let end = -1;
  for (const instance of sorted) {
    const group = all.at(-1);
    if (group === undefined || instance.from >= end) all.push([instance]);
    else group.push(instance);
    end = Math.max(end, instance.to);
  }
  return all;
}

/** Every standard text in the words of a file, each word in one of them at most. */
export function findTexts(index: LicenseIndex, stream: TokenStream): readonly TextMatch[] {
  const found: TextMatch[] = [];
  for (const group of groups(findInstances(index, stream.hashes))) {
    let left = [...group].sort((a, b) => b.promise - a.promise);
    for (let round = 0; left.length > 0 && round < 400; round++) {
      const leader = left[0];
      if (leader === undefined) break;
      const rivals = left.filter((one) => one.from < leader.to && one.to > leader.from).slice(0, READINGS);
      let best: Reading | null = null;
      for (const rival of rivals) {
        const template = index.templates[rival.template];
        if (template === undefined) continue;
        const reading = read(stream, template, rival);
        if (reading !== null && (best === null || beats(reading, best))) best = reading;
      }
      if (best === null) {
        left = left.filter((one) => !rivals.includes(one));
        continue;
      }
      const { from, to } = best;
      found.push(best);
      left = left.filter(
        (one) => Math.min(one.to, to) - Math.max(one.from, from) < 0.3 * (one.to - one.from),
      );
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Equal readings: the license whose id says less than the text could tell. */
function beats(one: Reading, other: Reading): boolean {
  const difference = weight(one) - weight(other);
  return difference === 0
    ? one.template.expression.length < other.template.expression.length
    : difference > 0;
}

function weight(reading: Reading): number {
  return reading.score - reading.changes.length * 6;
}
