import type { LineRange } from '../../model/report.ts';
import { type Held, heldByWords } from './held.ts';
import type { TemplateKind } from './license-index.ts';
import type { PhraseHit } from './phrase-table.ts';
import { isValueOfProgram } from './program-strings.ts';
import { bindingRider } from './riders.ts';
import { isDocument } from './sections.ts';
import type { Statement } from './statement.ts';
import { isTelling } from './telling.ts';
import type { TextMatch } from './texts.ts';
import { lineAt, lineOffsets, type TokenStream } from './tokens.ts';
import { isLicenseFile, type Remark, remarksBeside } from './unexplained.ts';

/** Fixed wordings shorter than this are looked at in their sentence, like names. */
const LONG_WORDING = 14;
/** Licenses that a wording names without a version, or for one version: what follows may say more. */
const OPEN_ENDED = /^(?:(?:A|L)?GPL-\d\.\d-(?:only|or-later))$/;
/** A wording this long is a license text of its own, and what stands beside it counts. */
const WHOLE_TEXT = 90;
/** Signs behind a standard text that may be a note of its publisher. */
const AROUND = 400;
/** What says that a thing comes from elsewhere, and what says that a sentence is about the work itself all the same. */
const TAKEN =
  /\bthe original \[?(?:[\w.-]+ ){0,3}(?:code(?:base)?|implementation|repo(?:sitory)?|project|models?|weights)\b|\bfrom <?(?:\[[^\]]{1,80}\]\()?https?:\/\/|\buses? (?:the )?(?:data|code|images|models?|weights) (?:from|of|by)\b|\b(?:taken|adapted|derived|borrowed|copied|ported|imported|vendored|comes?|lifted|forked) (?:\w+ ){0,2}from\b|\bthird[_ -]?party\b|\bthanks? (?:to|you)\b|改编自|取自|移植自|来自/i;
/** An entry of a list that names a work, its authors and its license. */
const BY_AUTHORS =
  /^\s*[-*+]\s+\**\[[^\]]{1,80}\]\([^)]*\)[^\n]{0,60}\bby [A-Z][^\n]{1,120}, (?:available|released|distributed|licen[cs]ed) under\b/;
/** What is under a license in a sentence about what a project takes in, not about the project. */
const TAKEN_IN =
  /\b(?:(?:is |are )?based (?:up)?on|builds? (?:up)?on|depends? on|relies on|requires?|links? (?:to|with|against)|wraps|bundles|uses|calls) (?:the )?(?:[`\w.@/+-]+|\[[^\]]{1,60}\](?:\([^)]{1,200}\))?)(?: library| package| toolkit| tool)?(?:,? (?:which|that) (?:is|are)\b|,? (?:is |are )?(?:itself )?(?:licen[cs]ed|released|distributed)|\s*\()|\b(?:dependenc(?:y|ies)|libraries|packages|third[- ]party \w+|plug-?ins)(?: that| which)? (?:(?:are|is|must be|to be|should be) )?(?:licen[cs]ed|released|available|distributed|covered) under\b/i;
/** A sentence about one thing by its name, and not about this work. */
const OTHER_NAME =
  /^\W*(?:(?:please )?note that |however,? |also,? )?([A-Z][\w.+-]*(?: [A-Z][\w.+-]*)?)(?:,? (?:which|that|a|an|the)\b[^.,]{0,80},?)? (?:is|are|itself is)(?: \w+)? (?:licen[cs]ed|released|distributed|available|covered)\b/;
/** A comment that thanks somebody for what was put under a license. */
const THANKS = /\bthanks to\b[^;]{0,120}\bfor making\b[^;]{0,200}$/i;
/** Words that begin a sentence about the work itself. */
const ITSELF =
  /^(?:This|The|It|All|Our|Code|Models?|Weights?|Source|Software|License|Licensed|Project|Everything|We|You|Data|Dataset|Released)\b/;
const OWN =
  /\b(?:this|our) (?:project|repo(?:sitory)?|code ?base|code|software|library|package|work|model)\b[^.]{0,60}\b(?:is|are) (?:licen[cs]ed|released|distributed|available|under)\b/i;
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
    this.statements.push({ ...statement, ranges: [{ startLine, endLine }] });
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

  /**
   * Whether the sentence that leads to words [from, to) is about something that was taken from elsewhere: its license is
   * not this work's. `maybe`: it is about one thing by its name, which is the work itself where nothing else is said.
   */
  isOfOthers(
    { from, to }: { readonly from: number; readonly to: number },
    isDocument: boolean,
  ): 'yes' | 'maybe' | 'no' {
    const { starts, text } = this.#stream;
    const at = isDocument ? to - 1 : from;
    if (!isDocument)
      return [from, to - 1].some((one) => isValueOfProgram(this.#path, text, starts[one] ?? 0)) ||
        THANKS.test(text.slice(Math.max(0, (starts[at] ?? 0) - PARAGRAPH), starts[at]))
        ? 'yes'
        : 'no';
    const before = text.slice(Math.max(0, (starts[at] ?? 0) - PARAGRAPH), starts[at] ?? 0);
    const sentence = before.slice(
      Math.max(
        before.lastIndexOf('. ') + 1,
        before.lastIndexOf('\n\n') + 1,
        before.lastIndexOf('\n- ') + 1,
        before.lastIndexOf('\n* ') + 1,
      ),
    );
    if (OWN.test(sentence)) return 'no';
    if (BY_AUTHORS.test(before.slice(before.lastIndexOf('\n') + 1))) return 'yes';
    // A license file beside files that were taken from elsewhere is about these.
    if (TAKEN.test(sentence) || TAKEN_IN.test(sentence)) return isLicenseFile(this.#path) ? 'maybe' : 'yes';
    return this.#isOfAnotherName(sentence) ? 'maybe' : 'no';
  }

  /** Whether a sentence is about one thing by a name that the document has here alone, beside a license of its own. */
  #isOfAnotherName(sentence: string): boolean {
    const { text } = this.#stream;
    const plain = sentence.replace(/^[\s#*>.-]+/, '');
    const name = OTHER_NAME.exec(plain)?.[1] ?? '';
    if (name === '' || ITSELF.test(name)) return false;
    const isHere = this.#path.toLowerCase().includes(name.toLowerCase());
    return (
      !isHere && text.split(name).length <= 3 && !text.slice(0, text.indexOf('\n', 1) + 1).includes(name)
    );
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
    for (const one of this.#texts) {
      const remarks = (beside[whole.indexOf(one)] ?? behind[headers.indexOf(one)] ?? []).filter(
        // A clause that is published by itself is named in what introduces it.
        ({ row }) => row === null || !one.expression.includes(row),
      );
      const changes = [
        ...one.changes,
        ...remarks.flatMap(({ restriction }) =>
          restriction === null ? [] : [`beside it stands ${restriction}`],
        ),
      ];
      const unexplained = [
        ...one.unexplained,
        ...remarks.map(({ from, to }) => ({ startLine: this.line(from + 1), endLine: this.line(to - 1) })),
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
