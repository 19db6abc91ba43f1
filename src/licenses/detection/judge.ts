import type { Alignment, Edit } from './align.ts';
import { FLAG, type Template } from './license-index.ts';
import { narrowedTo } from './narrowed.ts';
import { weigh } from './riders.ts';
import { type TokenStream, wordHash, words } from './tokens.ts';

/** Words [from, to) of a text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How a text differs from a standard text. */
export interface Judgement {
  /** Share (0..1) of the standard's required words that are there. */
  readonly share: number;
  /** Words found, less the words missing and added; higher is a better reading of the text. */
  readonly score: number;
  /** No word differs beyond what the standard leaves free. */
  readonly exact: boolean;
  /** Differences that change the meaning, in plain words; empty for the plain license. */
  readonly changes: readonly string[];
  /** Added sentences that no table knows. */
  readonly unexplained: readonly Stretch[];
}

/** Words that narrow a permission or turn a sentence around when they appear. */
const NARROWING = new Set(
  (
    'not non noncommercial commercial commercially except excluding unless only solely prohibited forbidden ' +
    'restricted restriction restrictions academic educational evaluation military weapons personal internal ' +
    'competing compete fee fees royalty pay payment subscription revenue million revoke revocable terminate ' +
    'illegal ethical nonprofit nonexclusive charge sell sold hosting saas never evil cannot disallowed limited ' +
    'evaluate study student students natural private trial temporarily days months eu residents citizens'
  ).split(' '),
);
/** Words of a grant or a negation that change the meaning when they are gone. */
const GRANTING_WORDS = (
  'not no without nor sublicense sell modify distribute merge publish copy commercial noncommercial perpetual ' +
  'irrevocable royalty patent free unrestricted worldwide deal prepare derivative reproduce display perform'
).split(' ');
const GRANTING = new Map(GRANTING_WORDS.map((word) => [wordHash(word), word]));

/** Words that no name in a gap of the standard has: they make a rule. */
const RULING = new Set(
  (
    'must shall may cannot not no permitted prohibited commercial noncommercial except only military requires ' +
    'forbidden restricted without'
  ).split(' '),
);
/** Words whose mere absence narrows a grant. */
const WIDENING = new Map(
  ['binary', 'fee', 'with', 'any', 'purpose', 'use'].map((word) => [wordHash(word), word]),
);

/** Words that tell one member of a family of headers from another. */
const TELLING = new Map(
  '1 2 3 1.0 1.1 1.2 1.3 2.0 2.1 2.5 3.0 4.0 lesser library affero later'
    .split(' ')
    .map((word) => [wordHash(word), word]),
);
/** Names of licenses: a header with another name in its frame is another license's. */
const NAMES = new Map(
  'apache mozilla mpl mit bsd eclipse epl eupl gpl lgpl cddl scea isc'
    .split(' ')
    .map((word) => [wordHash(word), word]),
);
/** Longer standards name their version in many places; one slip there is no other license. */
const LONGEST_HEADER = 220;

/** What a unit of cost takes from the score. */
const PENALTY = 3;

const LONG_INSERTION = 9;
const LONG_DELETION = 7;

/** Whether the standard leaves no freedom at a word. */
export const isRequired = ({ flags }: Template, at: number): boolean =>
  ((flags[at] ?? 0) & (FLAG.optional | FLAG.replaceable)) === 0;

interface Freedom {
  readonly required: number;
  readonly gap: boolean;
}

function freedomOf(template: Template, edit: Edit): Freedom {
  let required = 0;
  let gap = edit.deletedFrom > 0 && ((template.flags[edit.deletedFrom - 1] ?? 0) & FLAG.gap) !== 0;
  for (let i = edit.deletedFrom; i < edit.deletedTo; i++) {
    if (isRequired(template, i)) required++;
    if (((template.flags[i] ?? 0) & FLAG.gap) !== 0) gap = true;
  }
  return { required, gap };
}

function isCopyright(inserted: readonly string[]): boolean {
  let marks = 0;
  for (const word of inserted)
    if (/^(copyright|copr|authors?|contributors?|(19|20)\d\d)$/.test(word)) marks++;
  return marks > 0 && inserted.length <= 12 + 14 * marks && !inserted.some((word) => word === 'commercial');
}

function quote(list: readonly string[]): string {
  return list.length > 14 ? `${list.slice(0, 14).join(' ')} …` : list.join(' ');
}

/** Words of an added sentence, at least, and their share in it. */
const ADDED_WORDS = 4;
const ADDED_SHARE = 0.7;
/** Words of a short added sentence, at least. */
const SHORT_WORDS = 2;
/** What a word of an added sentence costs, and the most that one sentence does. */
const ADDED_COST = 0.25;
const ADDED_MOST = 8;

/** Whole sentences that the text adds to the standard: most of their words are not the standard's, or all of a short one. */
function addedSentences(
  { text }: TokenStream,
  sentences: () => Int32Array,
  { edits, from, to }: Alignment,
): readonly Stretch[] {
  if (text === '' || !edits.some((edit) => edit.insertedTo - edit.insertedFrom >= SHORT_WORDS)) return [];
  const numbers = sentences();
  const inserted = new Uint8Array(to - from);
  for (const edit of edits) {
    const start = Math.max(0, edit.insertedFrom - from);
    if (edit.insertedTo > edit.insertedFrom) inserted.fill(1, start, edit.insertedTo - from);
  }
  const added: Stretch[] = [];
  for (let start = from; start < to; ) {
    let end = start;
    let words = 0;
    while (end < to && numbers[end] === numbers[start]) words += inserted[end++ - from] as number;
    const isWhole = words >= SHORT_WORDS && words === end - start;
    if (isWhole || (words >= ADDED_WORDS && words >= ADDED_SHARE * (end - start)))
      added.push({ from: start, to: end });
    start = end;
  }
  return added;
}

/** Words of an added sentence's neighbour that an alignment takes along. */
const MISPLACED = 2;

/** Words of an edit that stand in no added sentence. */
function outsideOf(added: readonly Stretch[], edit: Edit): number {
  let outside = edit.insertedTo - edit.insertedFrom;
  for (const { from, to } of added)
    outside -= Math.max(0, Math.min(to, edit.insertedTo) - Math.max(from, edit.insertedFrom));
  return outside;
}

const textOf = ({ text, starts, ends }: TokenStream, from: number, to: number): string =>
  text.slice(starts[from] ?? 0, ends[to - 1] ?? 0);

/** Words that are written together on one side and apart on the other: `NON-INFRINGEMENT`. */
function isJoined(template: Template, edit: Edit, inserted: readonly string[]): boolean {
  const lost = edit.deletedTo - edit.deletedFrom;
  if (lost === 1 && inserted.length === 2)
    return wordHash(inserted.join('')) === template.hashes[edit.deletedFrom];
  const [word = ''] = inserted;
  if (lost !== 2 || inserted.length !== 1 || !word.startsWith('non')) return false;
  return (
    wordHash('non') === template.hashes[edit.deletedFrom] &&
    wordHash(word.slice(3)) === template.hashes[edit.deletedFrom + 1]
  );
}

/** Edits this near to each other are one change of word order. */
const ORDER = 6;

/** Whether `word` goes at one edit and stands again at one beside it: its place changed, not the meaning. */
function isMoved(edits: readonly Edit[], at: number, isThere: (edit: Edit) => boolean): boolean {
  const edit = edits[at];
  if (edit === undefined) return false;
  for (const other of [edits[at - 1], edits[at + 1]]) {
    if (other === undefined || !isThere(other)) continue;
    const gap = Math.max(other.insertedFrom - edit.insertedTo, edit.insertedFrom - other.insertedTo);
    if (gap <= ORDER) return true;
  }
  return false;
}

/** Whether two words are one word in two spellings or forms: `sublicense` and `sublicence`, `no` and `not`. */
function isSpelling(word: string, other: string): boolean {
  const start = Math.min(4, word.length);
  return (
    word.slice(0, start) === other.slice(0, start) &&
    Math.abs(word.length - other.length) <= 2 &&
    !(word === 'without' || other === 'without' || other === 'none')
  );
}

/** What stands before an item of a list, and what makes a sentence bind whoever uses the work. */
const ITEM = /\(?(?:\d{1,2}|[a-k])[.)]\s*$/i;
const BINDS = /\byou (?:must|shall|may not|agree|are required)\b/i;

/** Whether an added sentence is a clause of its own: an item of a list that binds the user. */
function isClause(stream: TokenStream, from: number, to: number): boolean {
  const start = stream.starts[from] ?? 0;
  return ITEM.test(stream.text.slice(Math.max(0, start - 8), start)) && BINDS.test(textOf(stream, from, to));
}

/** The added words of an edit, without those at its ends that the standard has there too: they only moved. */
function withoutOwn(template: Template, edit: Edit, stream: TokenStream): readonly [number, number] {
  const near = (at: number): boolean => {
    const hash = stream.hashes[at];
    const from = Math.max(0, edit.deletedFrom - ORDER);
    for (let i = from; i < edit.deletedTo + ORDER; i++) if (template.hashes[i] === hash) return true;
    return false;
  };
  let from = edit.insertedFrom;
  let to = edit.insertedTo;
  while (from < to && near(from)) from++;
  while (to > from && near(to - 1)) to--;
  return [from, to];
}

/** Edits before one that are looked through for a negation that it takes over: "neither X may" and "X may not". */
const BEFORE = 4;
const NEITHER = new Set(['neither', 'nor', 'not', 'no'].map(wordHash));

function isNegatedBefore(template: Template, edits: readonly Edit[], at: number): boolean {
  return edits.slice(Math.max(0, at - BEFORE), at + 2).some((edit) => {
    for (let i = edit.deletedFrom; i < edit.deletedTo; i++)
      if (NEITHER.has(template.hashes[i] as number)) return true;
    return false;
  });
}

/** Words beside a name that say whom a disclaimer protects. */
const DISCLAIMS = 4;

/** Whether added words name who is not liable: "in no event shall NAME be liable". */
function isProtected(stream: TokenStream, { insertedFrom, insertedTo }: Edit): boolean {
  const before = words(stream, Math.max(0, insertedFrom - DISCLAIMS), insertedTo).join(' ');
  const behind = words(stream, insertedTo, insertedTo + DISCLAIMS).join(' ');
  return (
    /\bin no event (?:shall|will)\b/.test(before) &&
    /^(?:or (?:\w+ ){1,2})?be (?:held )?liable\b/.test(behind) &&
    words(stream, insertedFrom, insertedTo).every(
      (word) => word === 'shall' || word === 'will' || !RULING.has(word),
    )
  );
}

/** Words of a title of a license of Creative Commons, where the license has them in its name. */
const CC_WORDS: readonly (readonly [RegExp, RegExp])[] = [
  [/-NC/, /\bnon ?commercial\b/g],
  [/-ND/, /\bno deriv(?:ative|ation)?s?(?: works)?\b|\bnoderiv(?:ative)?s\b/g],
  [/-SA/, /\bshare ?alike\b/g],
  [/^/, /\b(?:creative commons|attribution|license|international|unported|public|igo|by|\d(?:\.\d)?)\b/g],
];

function isOwnTitle({ expression }: Template, inserted: readonly string[]): boolean {
  if (!expression.startsWith('CC-BY') || inserted.length > 10) return false;
  const rest = CC_WORDS.reduce(
    (text, [id, name]) => (id.test(expression) ? text.replace(name, ' ') : text),
    inserted.join(' '),
  );
  return rest.trim() === '';
}

/** Weighs the edits of one alignment. `sentences`: for each word of the text the number of its sentence. */
export function judge(
  stream: TokenStream,
  sentences: () => Int32Array,
  template: Template,
  alignment: Alignment,
): Judgement {
  const changes: string[] = [];
  const unexplained: Stretch[] = [];
  let required = 0;
  for (let i = 0; i < template.flags.length; i++) if (isRequired(template, i)) required++;
  let missing = 0;
  let cost = 0;
  let noise = 0;
  const added = addedSentences(stream, sentences, alignment);
  for (const { from, to } of added) {
    cost += Math.min(ADDED_MOST, (to - from) * ADDED_COST);
    const weight = weigh(textOf(stream, from, to));
    if (weight.kind === 'restriction') changes.push(`adds ${weight.what}`);
    else if (isClause(stream, from, to)) changes.push(`adds a clause: "${quote(words(stream, from, to))}"`);
    else if (weight.kind === 'unexplained') unexplained.push({ from, to });
  }
  const { edits } = alignment;
  for (const [number, edit] of edits.entries()) {
    const { required: lost, gap } = freedomOf(template, edit);
    const outside = outsideOf(added, edit);
    const isAdded = outside <= MISPLACED && outside < edit.insertedTo - edit.insertedFrom;
    const size = isAdded ? 0 : edit.insertedTo - edit.insertedFrom;
    const inserted = size > 0 && size <= 400 ? words(stream, edit.insertedFrom, edit.insertedTo) : [];
    if (isJoined(template, edit, inserted)) continue;
    missing += lost;
    // Only where much is added: a standard's own words, cut apart, look like a rule at times.
    const [fresh, past] = withoutOwn(template, edit, stream);
    const rule =
      size >= ADDED_WORDS && past - fresh >= ADDED_WORDS && stream.text !== '' && lost < size
        ? weigh(textOf(stream, fresh, past))
        : null;
    const isName = isProtected(stream, edit) || isOwnTitle(template, inserted);
    const restricts = rule !== null && rule.kind === 'restriction' && !isName;
    const fits = gap && size <= 40 && !inserted.some((word) => RULING.has(word));
    const free = size === 0 || isName || (!restricts && ((size <= 400 && isCopyright(inserted)) || fits));
    cost += lost + (free ? size * 0.02 : Math.min(size, 60));
    const gone: string[] = [];
    for (let i = edit.deletedFrom; i < edit.deletedTo; i++) {
      if (!isRequired(template, i)) continue;
      const hash = template.hashes[i] ?? 0;
      const word = GRANTING.get(hash) ?? (lost > size + 1 ? WIDENING.get(hash) : undefined);
      if (word === undefined || inserted.includes(word)) continue;
      const there = (other: Edit): boolean =>
        words(stream, other.insertedFrom, Math.min(other.insertedTo, other.insertedFrom + 40)).includes(word);
      if (!isMoved(edits, number, there)) gone.push(word);
    }
    const narrowing = inserted.filter(
      (word, i) =>
        NARROWING.has(word) &&
        !wasThere(template, edit, word) &&
        !(word === 'non' && inserted[i + 1] === 'infringement') &&
        !(word === 'not' && isNegatedBefore(template, edits, number)) &&
        !isMoved(edits, number, (other) => wasThere(template, other, word)),
    );
    const isHeader = template.kind === 'header' || /GPL|GFDL/.test(template.expression);
    if (isHeader && template.hashes.length <= LONGEST_HEADER) {
      const other = tellingDifference(template, edit, inserted);
      if (other !== null) changes.push(other);
    }
    const narrowed = narrowedTo(template, edit, inserted);
    if (narrowed !== null) changes.push(`has "${quote(inserted)}" in place of "${narrowed}"`);
    if (restricts) {
      changes.push(`adds ${rule.what}`);
    } else if (narrowing.length > 0 && !free) {
      changes.push(`adds "${quote(inserted)}"`);
    } else if (size >= LONG_INSERTION && !free) {
      changes.push(`adds ${size} words: "${quote(inserted)}"`);
    } else if (gone.some((word) => !inserted.some((other) => isSpelling(word, other)))) {
      changes.push(`leaves out ${lost} words, among them "${quote(gone)}"`);
    } else if (lost >= LONG_DELETION) {
      changes.push(`leaves out ${lost} words`);
    } else if (!free || lost > 0) noise += lost + (free ? 0 : size);
  }
  if (noise > 10 + alignment.matched * 0.04) changes.push(`differs in ${noise} words`);
  return {
    share: required === 0 ? 0 : 1 - missing / required,
    score: alignment.matched - cost * PENALTY,
    exact: cost === 0,
    changes,
    unexplained,
  };
}

/**
 * The score that no judgement of a text exceeds, by its words alone: what it lacks of the standard is not found, and
 * costs where it is required. `bits`: one for each word hash, set for those of the text.
 */
export function highestScore(template: Template, bits: Uint32Array): number {
  const { hashes } = template;
  let most = 0;
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at] as number;
    if ((bits[hash >>> 5] as number) & (1 << (hash & 31))) most += 1;
    else if (isRequired(template, at)) most -= PENALTY;
  }
  return most;
}

/** A version or a family name that stands on one side of an edit only; null when both sides have the same. */
function tellingDifference(template: Template, edit: Edit, inserted: readonly string[]): string | null {
  const tells = (hash: number): string | undefined =>
    TELLING.get(hash) ?? (template.kind === 'header' ? NAMES.get(hash) : undefined);
  const here = inserted.filter((word) => tells(wordHash(word)) !== undefined);
  const there: string[] = [];
  for (let i = edit.deletedFrom; i < edit.deletedTo; i++) {
    if (!isRequired(template, i)) continue;
    const word = tells(template.hashes[i] ?? 0);
    if (word !== undefined) there.push(word);
  }
  if (here.join(' ') === there.join(' ')) return null;
  return `has "${here.join(' ')}" in place of "${there.join(' ')}"`;
}

function wasThere(template: Template, edit: Edit, word: string): boolean {
  const hash = wordHash(word);
  for (let i = edit.deletedFrom; i < edit.deletedTo; i++) if (template.hashes[i] === hash) return true;
  return false;
}
