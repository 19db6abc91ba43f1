import { SECTION_NAMES, type SectionName, type Sections } from './sections.ts';
import { readVarints, writeVarints } from './varint.ts';

/**
 * How a section stands in a file. `starts`: n+1 running totals, kept as n lengths. `rising`: ascending numbers,
 * kept as differences. `numbers`: as they are. `ranks`: the grams of each unit, kept as differences. `derived`: not kept, the grams say it all. `bytes`: unchanged.
 */
type Form = 'bytes' | 'numbers' | 'lines' | 'starts' | 'rising' | 'ranks' | 'derived';

const FORMS: Readonly<Record<SectionName, Form>> = {
  meta: 'bytes',
  artefacts: 'bytes',
  stringBytes: 'bytes',
  stringStarts: 'starts',
  unitDigests: 'bytes',
  unitTokens: 'numbers',
  unitKinds: 'bytes',
  keys: 'rising',
  unitGrams: 'starts',
  grams: 'ranks',
  gramLines: 'lines',
  unitNames: 'starts',
  nameStrings: 'numbers',
  nameContexts: 'starts',
  contexts: 'bytes',
  unitPlaces: 'starts',
  placeContents: 'numbers',
  placeSymbols: 'numbers',
  placeLines: 'numbers',
  placeRoles: 'bytes',
  contentStarts: 'starts',
  contentPlaces: 'numbers',
  keyStarts: 'derived',
  postings: 'derived',
  pageStarts: 'starts',
  pageRuns: 'bytes',
  pagePlaces: 'numbers',
  pageLines: 'numbers',
};

/** Sizes of the unpacked sections in bytes, in file order, stand before the packed ones. */
export type PackedSections = Readonly<Record<SectionName, Uint8Array>>;

const words = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const halves = (bytes: Uint8Array): Uint16Array =>
  new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);

function* differences(numbers: Uint32Array): Generator<number> {
  let before = 0;
  for (const number of numbers) {
    yield number - before;
    before = number;
  }
}

function* lengths(starts: Uint32Array): Generator<number> {
  for (let at = 1; at < starts.length; at++) yield (starts[at] ?? 0) - (starts[at - 1] ?? 0);
}

function* rankDifferences(sections: Sections): Generator<number> {
  const starts = words(sections.unitGrams);
  const grams = words(sections.grams);
  for (let unit = 0; unit + 1 < starts.length; unit++)
    yield* differences(grams.subarray(starts[unit], starts[unit + 1]));
}

/** The sections as a file keeps them: about a third of their size. */
export function packSections(sections: Sections): PackedSections {
  const packed: Partial<Record<SectionName, Uint8Array>> = {};
  for (const name of SECTION_NAMES) {
    const bytes = sections[name];
    switch (FORMS[name]) {
      case 'bytes':
        packed[name] = bytes;
        break;
      case 'numbers':
        packed[name] = writeVarints(words(bytes));
        break;
      case 'lines':
        packed[name] = writeVarints(halves(bytes));
        break;
      case 'starts':
        packed[name] = writeVarints(lengths(words(bytes)));
        break;
      case 'rising':
        packed[name] = writeVarints(differences(words(bytes)));
        break;
      case 'ranks':
        packed[name] = writeVarints(rankDifferences(sections));
        break;
      case 'derived':
        packed[name] = new Uint8Array(0);
        break;
    }
  }
  return packed as PackedSections;
}

/** Turns differences into positions, and counts how many units hold each gram. */
function sumRanks(sections: Sections): boolean {
  const keys = words(sections.keys);
  const starts = words(sections.unitGrams);
  const grams = words(sections.grams);
  const keyStarts = words(sections.keyStarts);
  const units = starts.length - 1;
  if (starts[units] !== grams.length || keyStarts.length !== keys.length + 1) return false;
  for (let unit = 0; unit < units; unit++) {
    let rank = 0;
    const end = starts[unit + 1] ?? 0;
    for (let at = starts[unit] ?? 0; at < end; at++) {
      rank += grams[at] ?? 0;
      if (rank >= keys.length) return false;
      grams[at] = rank;
      keyStarts[rank + 1] = (keyStarts[rank + 1] ?? 0) + 1;
    }
  }
  for (let at = 1; at < keyStarts.length; at++) {
    keyStarts[at] = (keyStarts[at] ?? 0) + (keyStarts[at - 1] ?? 0);
  }
  return true;
}

/** Lists the units of each gram, ascending. */
function invert(sections: Sections): boolean {
  const starts = words(sections.unitGrams);
  const grams = words(sections.grams);
  const postings = words(sections.postings);
  if (postings.length !== grams.length) return false;
  const next = words(sections.keyStarts).slice();
  for (let unit = 0; unit + 1 < starts.length; unit++) {
    const end = starts[unit + 1] ?? 0;
    for (let at = starts[unit] ?? 0; at < end; at++) {
      const rank = grams[at] ?? 0;
      const place = next[rank] ?? 0;
      postings[place] = unit;
      next[rank] = place + 1;
    }
  }
  return true;
}

/** Fills `target`, whose sections have their full sizes and are zero; false when the file does not fit them. */
export function unpackSections(packed: PackedSections, target: Sections): boolean {
  for (const name of SECTION_NAMES) {
    const from = packed[name];
    const to = target[name];
    const form = FORMS[name];
    if (form === 'bytes') {
      if (from.length !== to.length) return false;
      to.set(from);
    } else if (form === 'lines') {
      if (!readVarints(from, halves(to))) return false;
    } else if (form === 'numbers' || form === 'ranks') {
      if (!readVarints(from, words(to))) return false;
    } else if (form !== 'derived') {
      const numbers = words(to);
      const first = form === 'starts' ? 1 : 0;
      if (!readVarints(from, numbers.subarray(first))) return false;
      for (let at = 1; at < numbers.length; at++) numbers[at] = (numbers[at] ?? 0) + (numbers[at - 1] ?? 0);
    }
  }
  return sumRanks(target) && invert(target);
}
