import type { LineRange } from '../../model/report.ts';
import { limitsNoUse } from '../license-classes.ts';
import { offeredLines } from './choices.ts';
import { type Held, heldByWords } from './held.ts';
import { isLater, saysLater } from './later.ts';
import type { TemplateKind } from './license-index.ts';
import { isOfOthers, type OfOthers } from './of-others.ts';
import type { PhraseHit } from './phrase-table.ts';
import { bindingRider, madeBy } from './riders.ts';
import { isDocument } from './sections.ts';
import type { Statement } from './statement.ts';
import { isTelling } from './telling.ts';
import type { TextMatch } from './texts.ts';
import { lineAt, lineOffsets, type TokenStream } from './tokens.ts';
import { isLicenseFile, limitsBesideNames, type Remark, remarksBeside } from './unexplained.ts';

/** Fixed wordings shorter than this are looked at in their sentence, like names. */
const LONG_WORDING = 14;
/** Licenses that a wording names without a version, or for one version: what follows may say more. */
const OPEN_ENDED = /^(?:(?:A|L)?GPL-\d\.\d-(?:only|or-later))$/;
/** A wording this long is a license text of its own, and what stands beside it counts. */
const WHOLE_TEXT = 90;
/** Signs behind a standard text that may be a note of its publisher. */
const AROUND = 400;
/** The sentence of Apache's header that others took over. */
const FRAME =
  /except\s[\s#*/;>|-]*in\s[\s#*/;>|-]*compliance\s[\s#*/;>|-]*with\s[\s#*/;>|-]*the\s[\s#*/;>|-]*licen[cs]e/;
/** Signs beside a named license that may change it. */
const PARAGRAPH = 240;
/** Signs behind a wording that an address may take. */
const ADDRESS = 60;

/** A variant of a common license. What was changed in it is a change of the common one just as well, which everybody knows. */
const VARIANT = /^(?:LicenseRef-)?(MIT|ISC|BSD-[234]-Clause|Apache-2\.0|HPND)-[A-Za-z].*$/;

export function changedId(expression: string): string {
  if (/^LicenseRef-.*-modified$/.test(expression)) return expression;
  const id = VARIANT.exec(expression)?.[1] ?? expression.replace(/^LicenseRef-/, '');
  return `LicenseRef-${id.replace(/[^A-Za-z0-9.]+/g, '-')}-modified`;
}

/** A text at words [from, to), before what stands beside it is looked at. */
interface FoundText {
  readonly from: number;
  readonly to: number;
  readonly expression: string;
  readonly confidence: number;
  readonly kind: TemplateKind;
  readonly changes: readonly string[];
  readonly unexplained: readonly LineRange[];
}

/** A reviewed header at words [from, to). */
interface FoundHeader extends Held {
  readonly from: number;
  readonly to: number;
}

/** Statements found in the words of one file. */
export class Finder {
  readonly #path: string;
  readonly #stream: TokenStream;
  readonly #offsets: readonly number[];
  readonly #taken: Uint8Array;
  readonly #texts: FoundText[] = [];
  readonly #headers: FoundHeader[] = [];
  readonly statements: Statement[] = [];

  constructor(path: string, stream: TokenStream) {
    this.#path = path;
    this.#stream = stream;
    this.#offsets = lineOffsets(stream.text);
    this.#taken = new Uint8Array(stream.hashes.length);
  }

  isFree = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) if (this.#taken[at] !== 0) return false;
    return true;
  };

  /** Whether the words between two offsets, and those just before them, belong to no standard text. */
  isFreeText(from: number, to: number): boolean {
    return !this.#texts.some((one) => {
      const start = this.#stream.starts[one.from] ?? 0;
      const end = this.#stream.ends[one.to - 1] ?? 0;
      return start < to && end > from - AROUND;
    });
  }

  /** Whether nothing is stated so far. */
  isSilent(): boolean {
    return this.statements.length + this.#texts.length + this.#headers.length === 0;
  }

  isWithinText(from: number, to: number): boolean {
    return this.#texts.some((one) => {
      const start = this.#stream.starts[one.from] ?? 0;
      const end = this.#stream.ends[one.to - 1] ?? 0;
      return one.kind === 'text' && start < from && end > to;
    });
  }

  line(offset: number): number {
    return lineAt(this.#offsets, offset);
  }

  add(from: number, to: number, statement: Omit<Statement, 'ranges'>): void {
    this.#taken.fill(1, from, to);
    const startLine = this.line(this.#stream.starts[from] ?? 0);
    const endLine = Math.max(startLine, this.line(this.#stream.starts[to - 1] ?? 0));
    const alternative = statement.alternative === true || this.#isAlternative(from);
    this.statements.push({
      ...statement,
      ranges: [{ startLine, endLine }],
      ...(alternative ? { alternative } : {}),
    });
  }

  /** Whether the sentence that leads to word `from`, or begins there, offers the license in place of another. */
  #isAlternative(from: number): boolean {
    const { starts, text } = this.#stream;
    const at = starts[from] ?? 0;
    const before = text.slice(Math.max(0, at - PARAGRAPH), at);
    const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n\n')) + 1);
    return (
      /\balternat(?:iv)?ely\b/i.test(sentence) || /^\W*alternat(?:iv)?ely\b/i.test(text.slice(at, at + 40))
    );
  }

  /** Marks what stands where a sentence offers licenses for choice. */
  offer(): void {
    if (this.statements.length < 2) return;
    const lines = offeredLines(this.#stream.text, (offset) => this.line(offset));
    if (lines.length === 0) return;
    for (const [at, one] of this.statements.entries()) {
      const start = one.ranges[0]?.startLine ?? 0;
      if (lines.some(([from, to]) => start >= from && start <= to))
        this.statements[at] = { ...one, offered: true };
    }
  }

  /** Adds what lines say that no words of the stream stand for. */
  say(
    from: number,
    to: number,
    {
      expression,
      kind,
      slot,
      confidence,
      vague,
    }: Pick<Statement, 'expression' | 'kind' | 'slot' | 'confidence' | 'vague'>,
  ): void {
    const ranges = [{ startLine: this.line(from), endLine: this.line(Math.max(from, to)) }];
    this.statements.push({
      expression,
      kind,
      slot,
      confidence,
      vague,
      ranges,
      changes: [],
      isException: false,
    });
  }

  /** Adds a license that an address states, unless the sentence around it names it in words. */
  link(offset: number, expression: string, kind: 'readme' | 'notice'): void {
    const line = this.line(offset);
    const isSaid = this.statements.some(
      (one) =>
        one.expression === expression &&
        one.ranges.some(({ startLine, endLine }) => startLine - 1 <= line && line <= endLine + 1),
    );
    if (!isSaid) this.say(offset, offset, { expression, kind, slot: 'code', confidence: 0.85, vague: false });
  }

  /** Adds an exception that a sentence grants in full: it belongs to the license beside it. */
  except(from: number, to: number, id: string): void {
    const ranges = [{ startLine: this.line(from), endLine: this.line(Math.max(from, to)) }];
    this.statements.push({
      expression: id,
      kind: 'notice',
      slot: 'code',
      confidence: 0.85,
      ranges,
      changes: [],
      vague: false,
      isException: true,
    });
  }

  isOfOthers(place: { readonly from: number; readonly to: number }, isDocument: boolean): OfOthers {
    return isOfOthers(this.#path, this.#stream, place, isDocument);
  }

  /** What the paragraph around words [from, to) adds to the license that they name. */
  binding(from: number, to: number): string | null {
    const { starts, ends, text } = this.#stream;
    const start = starts[from] ?? 0;
    const end = ends[to - 1] ?? 0;
    const before = text.slice(Math.max(0, start - PARAGRAPH), start);
    const after = text.slice(end, end + PARAGRAPH);
    const last = after.search(/\n[ \t]*\n/);
    const paragraph =
      before.slice(before.lastIndexOf('\n\n') + 1) +
      text.slice(start, end) +
      after.slice(0, last < 0 ? undefined : last);
    return /clause|evil|modified|amended|altered|changed|adapted|with |except|but /i.test(paragraph)
      ? bindingRider(paragraph)
      : null;
  }

  mask(from: number, to: number): void {
    this.#taken.fill(1, from, to);
  }

  /** Marks the words between two offsets as read. */
  maskText(from: number, to: number): void {
    const { starts } = this.#stream;
    let low = 0;
    for (let high = starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (; low < starts.length && (starts[low] ?? 0) < to; low++) this.#taken[low] = 1;
  }

  /** A sentence such as "for more information, please refer to" says a license by the address behind it alone. */
  #saysSo({ from, to }: PhraseHit): boolean {
    const { starts, ends, text } = this.#stream;
    return isTelling(text.slice(starts[from], (ends[to - 1] ?? 0) + ADDRESS));
  }

  texts(matches: readonly TextMatch[], hits: readonly PhraseHit[]): void {
    for (const one of matches) this.mask(one.from, one.to);
    const long = hits.filter(
      (hit) => hit.kind === 'notice' && hit.to - hit.from >= WHOLE_TEXT && this.isFree(hit.from, hit.to),
    );
    for (const one of long) this.mask(one.from, one.to);
    for (const { template, from, to, share, changes, unexplained } of matches)
      this.#texts.push({
        from,
        to,
        expression: template.expression,
        confidence: Math.round(share * 1000) / 1000,
        kind: template.kind,
        changes,
        unexplained: unexplained.map((one) => this.#lines(one.from, one.to)),
      });
    for (const { from, to, expression } of long)
      this.#texts.push({
        from,
        to,
        expression,
        confidence: 0.98,
        kind: 'text',
        changes: [],
        unexplained: [],
      });
  }

  /** Whether a wording is Apache's frame, which many licenses use, without the name of the license that it is said to be. */
  #isBareFrame({ expression, from, to }: PhraseHit): boolean {
    const { starts, ends, text } = this.#stream;
    const words = text.slice(starts[from], ends[to - 1]).toLowerCase();
    const [, name = ''] = /^(?:LicenseRef-)?(?:scancode-)?([A-Za-z]+)/.exec(expression) ?? [];
    return FRAME.test(words) && !words.includes(name.toLowerCase());
  }

  #held({ expression, from, to }: PhraseHit): Held {
    const { starts, ends, text } = this.#stream;
    const end = ends[to - 1] ?? 0;
    return heldByWords(expression, text.slice(starts[from], end), text.slice(end, end + ADDRESS));
  }

  #lines(from: number, to: number): LineRange {
    const startLine = this.line(this.#stream.starts[from] ?? 0);
    return { startLine, endLine: Math.max(startLine, this.line(this.#stream.starts[to - 1] ?? 0)) };
  }

  /** States the texts, once all else is read: what nothing accounts for beside them is said, and a restriction counts. */
  settle(): void {
    const whole = this.#texts.filter((one) => one.kind === 'text').sort((a, b) => a.from - b.from);
    const beside = remarksBeside(this.#path, this.#stream, this.#taken, whole);
    const headers = this.#texts.filter((one) => one.kind === 'header').sort((a, b) => a.from - b.from);
    const behind = this.#behind(headers);
    this.#settleHeaders();
    for (const text of this.#texts) {
      const later = this.#withLater(text);
      const remarks = (beside[whole.indexOf(text)] ?? behind[headers.indexOf(text)] ?? []).filter(
        // A clause that is published by itself is named in what introduces it.
        ({ row, from, to }) =>
          (row === null || !later.expression.includes(row)) &&
          !(OPEN_ENDED.test(later.expression) && isLater(this.#stream.text.slice(from, to))),
      );
      const made = remarks.flatMap(({ row }) => madeBy(row, later.expression) ?? []);
      const one = made.length === 1 ? { ...later, expression: made[0] ?? later.expression } : later;
      const left =
        made.length === 1 ? remarks.filter(({ row }) => madeBy(row, later.expression) === null) : remarks;
      const changes = [
        ...one.changes,
        ...left.flatMap(({ restriction }) =>
          restriction === null ? [] : [`beside it stands ${restriction}`],
        ),
      ];
      const unexplained = [
        ...one.unexplained,
        ...left.map(({ from, to }) => ({ startLine: this.line(from + 1), endLine: this.line(to - 1) })),
      ];
      this.add(one.from, one.to, {
        expression: changes.length === 0 ? one.expression : changedId(one.expression),
        confidence: one.confidence,
        kind: one.kind === 'header' ? 'header' : 'text',
        slot: 'code',
        changes,
        ...(unexplained.length === 0 ? {} : { unexplained }),
        vague: false,
        isException: one.kind === 'exception',
      });
    }
  }

  /** The text of a GNU license cannot say "or later"; a sentence before or behind it in its file can. */
  #withLater(one: FoundText): FoundText {
    const { starts, ends, text } = this.#stream;
    const isOnly = one.kind === 'text' && /^(?:A|L)?GPL-\d\.\d-only$/.test(one.expression);
    if (!isOnly || !isLicenseFile(this.#path) || this.#texts.length > 1) return one;
    const around = [
      [0, starts[one.from] ?? 0],
      [ends[one.to - 1] ?? 0, text.length],
    ] as const;
    return saysLater(text, around)
      ? { ...one, expression: one.expression.replace(/-only$/, '-or-later') }
      : one;
  }

  /** In a license file that only names its license, a sentence that takes away from it changes what is named. */
  settleNames(): void {
    if (!isLicenseFile(this.#path) || this.#texts.length + this.#headers.length > 0) return;
    const changes = limitsBesideNames(this.#stream, this.#taken);
    if (changes.length === 0) return;
    for (const [at, one] of this.statements.entries())
      if (limitsNoUse(one.expression))
        this.statements[at] = { ...one, expression: changedId(one.expression), changes };
  }

  /** What the comment behind each of `headers` (in order) takes away from it; of a document nothing is said. */
  #behind(
    headers: readonly { readonly from: number; readonly to: number }[],
  ): readonly (readonly Remark[])[] {
    return isDocument(this.#path)
      ? []
      : remarksBeside(
          this.#path,
          this.#stream,
          this.#taken,
          headers.map(({ from, to }) => ({ from, to, isHeader: true })),
        );
  }

  /** States the reviewed headers: a comment that goes on to narrow the use of its file changes what it names. */
  #settleHeaders(): void {
    const placed = this.#headers.map((one) => ({ ...one, isHeader: true })).sort((a, b) => a.from - b.from);
    const beside = isDocument(this.#path) ? [] : remarksBeside(this.#path, this.#stream, this.#taken, placed);
    for (const [number, { from, to, expression, vague, isException }] of placed.entries()) {
      const changes = (beside[number] ?? []).map(({ restriction }) => `behind it stands ${restriction}`);
      this.add(from, to, {
        expression: changes.length === 0 ? expression : changedId(expression),
        confidence: 0.98,
        kind: 'header',
        slot: 'code',
        changes,
        vague,
        isException,
      });
    }
  }

  /** Adds reviewed headers; answers with the short wordings, which are looked at in their sentence. */
  wordings(hits: readonly PhraseHit[]): readonly PhraseHit[] {
    const short: PhraseHit[] = [];
    for (const hit of hits) {
      if (!this.isFree(hit.from, hit.to) || this.#isBareFrame(hit)) continue;
      if (hit.kind === 'none') this.mask(hit.from, hit.to);
      if (hit.kind !== 'notice' || !this.#saysSo(hit)) continue;
      // The sentence may go on to say the version, or an exception: it is read to its end.
      if (hit.to - hit.from < LONG_WORDING || OPEN_ENDED.test(hit.expression)) {
        short.push({ ...hit, ...this.#held(hit) });
        continue;
      }
      this.mask(hit.from, hit.to);
      this.#headers.push({ from: hit.from, to: hit.to, ...this.#held(hit) });
    }
    return short;
  }
}
