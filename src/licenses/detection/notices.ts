import { exceptionIn } from './exceptions.ts';
import { isOpenFamily } from './held.ts';
import { isAlternative, joiner } from './joiner.ts';
import { findNames, type NameHit } from './name-table.ts';
import { isPast } from './past.ts';
import { isDoubted, isStated } from './stated.ts';
import type { TokenStream } from './tokens.ts';
import { otherVersion, versionAfter } from './version-after.ts';
import { WordReader } from './word-reader.ts';

/** A sentence, field or heading that says a license, at words [from, to). */
export interface Notice {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
  /** Said of model weights or of data rather than of code. */
  readonly slot: 'code' | 'weights' | 'data';
  /** A name without the version that its family has. */
  readonly vague: boolean;
  /** Said to be offered in place of a license before it. */
  readonly alternative?: boolean;
}

/** Names of one file that are looked at. */
const MOST_NAMES = 2500;

/** What a sentence is about, by the last word before the name that says it. */
const SUBJECTS = [
  { slot: 'weights', pattern: /(?<![-\w])(?:weights?|models?|checkpoints?|parameters)(?![-\w])|权重|模型/gi },
  { slot: 'data', pattern: /(?<![-\w])(?:data|datasets?|annotations)(?![-\w])|数据/gi },
  {
    slot: 'code',
    pattern:
      /(?<![-\w])(?:code|software|source|repository|program|library)(?![-\w])|代码|软件|程序|仓库|项目/gi,
  },
] as const;
/** Signs before a name that are looked through, up to where its sentence begins. */
const SUBJECT = 240;

function slotOf(reader: WordReader, from: number, to: number): Notice['slot'] {
  const { text, starts } = reader.stream;
  const start = starts[from] ?? 0;
  // An address has words of its own.
  const before = text.slice(Math.max(0, start - SUBJECT), start).replace(/https?:\/\/\S*/g, ' ');
  const cut = [...before.matchAll(/[.;?!]\s|[。；？！]|\n\s*\n/g)].at(-1);
  const sentence = before.slice(cut === undefined ? 0 : cut.index + cut[0].length);
  const said = SUBJECTS.map(({ slot, pattern }) => ({
    slot,
    at: Math.max(-1, ...[...sentence.matchAll(pattern)].map((one) => one.index)),
  })).reduce((a, b) => (b.at > a.at ? b : a));
  if (said.at >= 0) return said.slot;
  return /^weights/.test(reader.word(to)) ? 'weights' : 'code';
}

/** An id without its version: `MPL` of `MPL-1.1`. */
const familyOf = (id: string): string => id.replace(/^LicenseRef-/, '').replace(/-\d.*$/, '');

/** A fixed wording that says a license, at words [from, to). */
export interface KnownWording {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
}

interface Candidate extends Notice {
  readonly stated: boolean;
}

/** A heading or label such as `License` opens a section: names in its first lines are statements. */
export type InSection = (offset: number) => boolean;

/**
 * Statements of licenses in sentences, fields and titles. A name counts only where something is said to be under it:
 * a bare mention, a question, a comparison or a variable of that name is none.
 */
export function findNotices(
  stream: TokenStream,
  isFree: (from: number, to: number) => boolean,
  inSection: InSection,
  known: readonly KnownWording[],
  isOfDocument: boolean,
): readonly Notice[] {
  const reader = new WordReader(stream);
  const all: Candidate[] = [];
  const covered = known.slice(0, MOST_NAMES);
  for (const hit of findNames(stream).slice(0, MOST_NAMES)) {
    if (!isFree(hit.from, hit.to)) continue;
    const { version, later, only, to } = versionAfter(reader, hit);
    const one = hit.family.expression(version, later, only);
    if (one === null) continue;
    const other = version === null || later ? null : otherVersion(reader, hit, to);
    const exception = exceptionIn(
      one,
      stream.text.slice(stream.ends[to - 1], (stream.ends[to - 1] ?? 0) + 200),
    );
    const plain = other === null ? one : `${one} OR ${other.expression}`;
    const expression = exception === null ? plain : `${plain} WITH ${exception}`;
    const wording = covered.findIndex((one) => hit.from < one.to && hit.to > one.from);
    const within = covered[wording];
    const known = within?.expression ?? '';
    const versioned =
      version !== null && familyOf(known) === familyOf(one) && !/ (?:OR|AND|WITH) /.test(known);
    const adds =
      exception !== null ||
      other !== null ||
      (later && !/-or-later|\+$/.test(known)) ||
      (versioned && known.replace(/-(?:only|or-later)$/, '') !== one.replace(/-(?:only|or-later)$/, ''));
    // A wording that is a name and nothing else has to be said of something, like any name.
    const isMereName = within !== undefined && hit.from <= within.from && within.to <= hit.to;
    if (within !== undefined && to <= within.to && !adds && !isMereName) continue;
    // The name goes on to say more than the known wording: the name counts, and the wording says it is meant.
    for (let at = covered.length - 1; at >= 0 && within !== undefined; at--) {
      const rival = covered[at];
      if (rival !== undefined && hit.from < rival.to && hit.to > rival.from) covered.splice(at, 1);
    }
    const vague = isVague(reader, hit, version);
    const from = within?.from ?? hit.from;
    const sure =
      (within !== undefined && !isMereName && !isDoubted(reader, within.from, to)) ||
      isStated(reader, hit.from, to, hit, inSection(stream.starts[hit.from] ?? 0));
    const ofModel = expression.startsWith('LicenseRef-') && !isOpenFamily(expression) && isOfDocument;
    const slot = ofModel ? 'weights' : slotOf(reader, hit.from, to);
    const end = Math.max(hit.to, other?.to ?? to, within?.to ?? 0);
    all.push({ from, to: end, expression, slot, vague, stated: sure });
  }
  for (const { from, to, expression } of covered) {
    const vague = isOpenFamily(expression);
    // An option of a command: `--license X`.
    const isOption = /\s--?$/.test(reader.between(from - 1));
    all.push({
      from,
      to,
      expression,
      slot: slotOf(reader, from, to),
      vague,
      stated: !isOption && !isDoubted(reader, from, to) && !isMention(stream, from, to, expression),
    });
  }
  return joined(
    reader,
    all.sort((a, b) => a.from - b.from),
  );
}

/** What puts a work into the public domain; "based on public domain books" does not. */
const GIVEN_AWAY =
  /^\W*public\W+domain|\b(?:in|into|to|is|are|as|under|licen[cs]e|copyright\w*)\W+(?:(?:the|a)\W+)?public\W+domain|public\W+domain\W+(?:dedicat|licen|software|work|code|program)/i;

function isMention(
  { text, starts, ends }: TokenStream,
  from: number,
  to: number,
  expression: string,
): boolean {
  const words = text.slice(starts[from], ends[to - 1]);
  return expression.endsWith('public-domain') && /public\W+domain/i.test(words) && !GIVEN_AWAY.test(words);
}

/** Joins neighbours such as "X or Y"; what is joined to a statement is stated too. */
function joined(reader: WordReader, all: readonly Candidate[]): readonly Notice[] {
  const notices: Candidate[] = [];
  for (const one of all) {
    const previous = notices.at(-1);
    const link = previous === undefined ? null : joiner(reader, previous.to, one.from);
    const stated = one.stated || (link !== null && previous?.stated === true);
    if (link !== 'or' || previous === undefined || !stated || !previous.stated) {
      notices.push({ ...one, stated });
      continue;
    }
    const parts = previous.expression.split(' OR ');
    // `GPL version 3 (GPL-LICENSE.txt)`: the name of the file says less than the sentence.
    const isSaid = one.vague && parts.some((part) => familyOf(part) === familyOf(one.expression));
    const expression =
      isSaid || parts.includes(one.expression)
        ? previous.expression
        : `${previous.expression} OR ${one.expression}`;
    notices[notices.length - 1] = { ...previous, to: one.to, expression, vague: previous.vague && one.vague };
  }
  const { text, starts, ends } = reader.stream;
  return notices
    .filter((one) => one.stated && !isPast(text, starts[one.from] ?? 0, ends[one.to - 1] ?? 0))
    .map((one) => (isAlternative(reader, one.from) ? { ...one, alternative: true } : one));
}

function isVague(reader: WordReader, hit: NameHit, version: string | null): boolean {
  if (version !== null) return false;
  const exact = hit.family.expression('9.9', false, false);
  const words = Array.from({ length: hit.to - hit.from }, (_, i) => reader.word(hit.from + i)).join(' ');
  return exact === null || /^bsd( licensed?)?$/.test(words);
}
