import { textBeside } from './beside.ts';
import { joinExpressions } from './expression.ts';
import { type Weight, weigh } from './riders.ts';
import { sentencesIn } from './sentences.ts';
import type { LicenseDetection } from './statement.ts';
import type { TokenStream } from './tokens.ts';

/** A sentence that no standard text, statement or table accounts for, or that takes away from the grant. */
export interface Remark {
  /** Offsets [from, to) in the text of the stream. */
  readonly from: number;
  readonly to: number;
  /** What it takes away, in plain words; null when nothing is known of it. */
  readonly restriction: string | null;
  /** Row of the table of restrictions that it fits. */
  readonly row: string | null;
}

/** Share of the words of a sentence that may be read already. */
const READ = 0.5;
/** Words beside a text that are looked through in a file that is not a license file, and beside one of many texts. */
const NEAR = 220;
/** A file with more texts than this is a collection: what stands far from a text is another's. */
const FEW_TEXTS = 2;
const NEAR_IN_COLLECTION = 60;
/** Files that hold a license; one named for copyrights may hold many notes beside it. */
const NAMED_FOR_LICENSE = /(?:licen[cs]e|copying)[^/]*$/i;
/** Sentences about these are about something else than the licensed work. */
const OTHER_SUBJECT =
  /^\W*(?:the |our |these |all )?(?:pre-?trained )?(?:data|data ?sets?|images|annotations|fonts?|logos?|icons?|artwork|documentation|videos?)\b|^\W*(?:[\w-]+,?\s+){1,14}data ?sets?,?\s+(?:all |each |both )?(?:have|has|are|is|come|comes)\b/i;

/** Whether the file is there for its license and nothing else. */
export function isLicenseFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /licen[cs]e|copying|copyright|agreement|^terms|^eula|^legal/i.test(name) &&
    !/\.(?:py|js|ts|c|cc|cpp|h|hpp|java|go|rs|rb|json|ya?ml|toml|xml|html?)$/i.test(name)
  );
}

/** What stands beside the id of a license whose file has sentences that nothing accounts for. */
export const UNEXPLAINED_SENTENCES = 'LicenseRef-unexplained-sentences';

/**
 * Statements of a file that is there for its license: one beside which sentences are unexplained is never the plain
 * id. A list of many texts is left as it is, since what stands between them may be about any of them.
 */
export function withUnexplained(
  path: string,
  found: readonly LicenseDetection[],
): readonly LicenseDetection[] {
  const texts = found.filter((one) => one.kind === 'text' || one.kind === 'header');
  if (!NAMED_FOR_LICENSE.test(path) || !isLicenseFile(path) || texts.length > FEW_TEXTS) return found;
  return found.map((one) =>
    one.unexplained === undefined || one.changes.length > 0
      ? one
      : { ...one, expression: joinExpressions([one.expression, UNEXPLAINED_SENTENCES]) },
  );
}

interface Placed {
  readonly from: number;
  readonly to: number;
  /** A notice above code rather than a text: the comment goes on to speak of the code. */
  readonly isHeader?: boolean;
}

/** Restrictions that a comment behind a header can hardly mean otherwise; "must not be used" there is about code. */
const BEHIND_HEADER = new Set([
  'commons-clause',
  'non-commercial',
  'commercial-limit',
  'purpose-only',
  'zh-commercial',
  'zh-only',
]);

/** First and one past the last word that starts between two offsets. */
function wordsBetween(starts: Uint32Array, from: number, to: number): readonly [number, number] {
  const find = (offset: number): number => {
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return [find(from), find(to)];
}

/**
 * What stands beside each of `texts` (words, in order) and is not accounted for. `taken`: one for each word that is
 * read as a part of a text or a statement.
 */
export function remarksBeside(
  path: string,
  stream: TokenStream,
  taken: Uint8Array,
  texts: readonly Placed[],
): readonly (readonly Remark[])[] {
  const { text, starts, ends } = stream;
  const whole = isLicenseFile(path);
  const reach =
    whole && texts.length <= FEW_TEXTS ? Number.POSITIVE_INFINITY : whole ? NEAR_IN_COLLECTION : NEAR;
  return texts.map((one, number) => {
    const previous = texts[number - 1];
    const next = texts[number + 1];
    // What stands between two texts belongs to the first of them, as a rule is written behind what it is about.
    const floor = previous === undefined ? Math.max(0, one.from - reach) : one.from;
    const ceiling = Math.min(next?.from ?? taken.length, one.to + reach);
    const low = floor === 0 ? 0 : (starts[floor] ?? text.length);
    const high = ceiling >= taken.length ? text.length : (starts[ceiling] ?? text.length);
    const begin = starts[one.from] ?? 0;
    const end = ends[one.to - 1] ?? 0;
    if (one.isHeader === true)
      return textBeside(path, stream, one, end, high)
        .flatMap(([from, to]) => remarksIn(stream, taken, Math.max(from, end), to, true, true))
        .filter((remark) => remark.row !== null && BEHIND_HEADER.has(remark.row));
    const stretches: readonly (readonly [number, number])[] = whole
      ? [
          [low, begin],
          [end, high],
        ]
      : textBeside(path, stream, one, low, high);
    return stretches.flatMap(([from, to]) => remarksIn(stream, taken, from, to, !whole));
  });
}

/** The license's own grant, of which a file has a part: its conditions are no limits beside it. */
const OWN_GRANT = /permission is (?:hereby )?granted|redistribution and use in source/i;

/**
 * What the sentences of a license file that only names its license take away from it, in plain words. Rules about anything are
 * none: a license has such itself.
 */
export function limitsBesideNames(stream: TokenStream, taken: Uint8Array): readonly string[] {
  const { text } = stream;
  return remarksIn(stream, taken, 0, text.length, true).flatMap(({ restriction, from, to }) =>
    restriction === null || OWN_GRANT.test(text.slice(from, to)) ? [] : [`beside it stands ${restriction}`],
  );
}

function rowOf(weight: Weight): string | null {
  return weight.kind === 'restriction' ? weight.id : null;
}

/** What stands behind a label belongs to it: "Maintainer: the team", "Companies: write to us". */
function weighBehindLabel(words: string, label: string | null, amongOthers: boolean): Weight {
  const alone = weigh(words, amongOthers);
  if (label === null || alone.kind === 'restriction') return alone;
  const both = weigh(`${label}${words}`, amongOthers);
  return both.kind === 'restriction' || alone.kind === 'unexplained' ? both : alone;
}

function remarksIn(
  stream: TokenStream,
  taken: Uint8Array,
  from: number,
  to: number,
  amongOthers: boolean,
  isBehindHeader = false,
): readonly Remark[] {
  const { text, starts } = stream;
  const remarks: Remark[] = [];
  for (const sentence of sentencesIn(text, from, to)) {
    const [first, past] = wordsBetween(starts, sentence.from, sentence.to);
    let read = 0;
    for (let at = first; at < past; at++) read += taken[at] as number;
    if (past - first < 2 || read > READ * (past - first)) continue;
    const words = text.slice(sentence.from, sentence.to);
    const label = /(?:^|\n)([^\n]{1,60}:[ \t]*)$/.exec(
      text.slice(Math.max(0, sentence.from - 64), sentence.from),
    );
    const weight = weighBehindLabel(words, label?.[1] ?? null, amongOthers);
    if (weight.kind === 'harmless') continue;
    // A sentence behind a header that names a license of another thing is a statement of its own.
    if (isBehindHeader && read > 0) continue;
    const restriction =
      weight.kind === 'restriction' && !OTHER_SUBJECT.test(words.replace(/^[\s#*/;>|-]+/, ''))
        ? weight.what
        : null;
    remarks.push({ ...sentence, restriction, row: restriction === null ? null : rowOf(weight) });
  }
  return remarks;
}
