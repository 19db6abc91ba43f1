import type { LineRange } from '../model/report.ts';
import { linkedLicenses } from './detection/cc-links.ts';
import { joinExpressions } from './detection/expression.ts';
import {
  isLicenseIndex,
  type LicenseIndex,
  parseLicenseIndex,
  type TemplateKind,
} from './detection/license-index.ts';
import { findFields } from './detection/manifests.ts';
import { findNotices } from './detection/notices.ts';
import type { PhraseHit } from './detection/phrase-table.ts';
import { reconcile } from './detection/reconcile.ts';
import { bindingRider } from './detection/riders.ts';
import { badges, isDocument, licenseSections } from './detection/sections.ts';
import { statedLimits } from './detection/stated-limits.ts';
import type { LicenseDetection, Statement } from './detection/statement.ts';
import { findTags } from './detection/tags.ts';
import { findTexts, type TextMatch } from './detection/texts.ts';
import { lineAt, lineOffsets, type TokenStream, tokenize, WIDE } from './detection/tokens.ts';
import { remarksBeside } from './detection/unexplained.ts';

export { isLicenseIndex, type LicenseDetection, type LicenseIndex, parseLicenseIndex };

/** Signs of a text that are read; what follows is data. */
export const LONGEST_TEXT = 1_250_000;

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
  /\b(?:taken|adapted|derived|borrowed|copied|ported|imported|vendored|comes?|lifted|forked) (?:\w+ ){0,2}from\b|\bthird[_ -]?party\b|改编自|取自|移植自|来自/i;
const OWN =
  /\b(?:this|our) (?:project|repo(?:sitory)?|code ?base|code|software|library|package|work|model)\b[^.]{0,60}\b(?:is|are) (?:licen[cs]ed|released|distributed|available|under)\b/i;
/** Signs beside a named license that may change it. */
const PARAGRAPH = 240;
/** Signs behind a wording that an address may take. */
const ADDRESS = 60;

/** Words of which nearly every statement of a license has one, in lower case. */
const TELLING =
  /licen|copyright|copyleft|\(c\)|\u00a9|spdx|permission|permitted|warrant|redistribut|be distributed|distributed (?:under|with)|freeware|you (?:can|may) use|whatever (?:way|you)|what you want|public ?domain|creative ?commons|all rights|rights reserved|proprietary|confidential|terms|apache|gpl|gnu|bsd|zlib|boost software|mozilla|eclipse|artistic|mulan|beer-?ware|wtfpl|openmdw|[许許]可|版[权權]|协议|协定|授[权權]|[开開]源|[條条]款|ライセンス|著作権|라이선스|라이센스|저작권|\b(?:mit|isc|[em]pl|cc[ -]?(?:by|0))\b/;

/** Whether a text has a word that may belong to a statement of a license. */
function isTelling(text: string): boolean {
  return TELLING.test((WIDE.test(text) ? text.normalize('NFKC') : text).toLowerCase());
}

function changedId(expression: string): string {
  if (/^LicenseRef-.*-modified$/.test(expression)) return expression;
  return `LicenseRef-${expression.replace(/^LicenseRef-/, '').replace(/[^A-Za-z0-9.]+/g, '-')}-modified`;
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

/** Statements found in the words of one file. */
class Finder {
  readonly #path: string;
  readonly #stream: TokenStream;
  readonly #offsets: readonly number[];
  readonly #taken: Uint8Array;
  readonly #texts: FoundText[] = [];
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

  /** Whether the sentence before word `at` is about something that was taken from elsewhere: its license is not this work's. */
  isOfOthers(at: number): boolean {
    const { starts, text } = this.#stream;
    const before = text.slice(Math.max(0, (starts[at] ?? 0) - PARAGRAPH), starts[at] ?? 0);
    const sentence = before.slice(
      Math.max(
        before.lastIndexOf('. ') + 1,
        before.lastIndexOf('\n\n') + 1,
        before.lastIndexOf('\n- ') + 1,
        before.lastIndexOf('\n* ') + 1,
      ),
    );
    return TAKEN.test(sentence) && !OWN.test(sentence);
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

  #lines(from: number, to: number): LineRange {
    const startLine = this.line(this.#stream.starts[from] ?? 0);
    return { startLine, endLine: Math.max(startLine, this.line(this.#stream.starts[to - 1] ?? 0)) };
  }

  /** States the texts, once all else is read: what nothing accounts for beside them is said, and a restriction counts. */
  settle(): void {
    const whole = this.#texts.filter((one) => one.kind === 'text').sort((a, b) => a.from - b.from);
    const beside = remarksBeside(this.#path, this.#stream, this.#taken, whole);
    for (const one of this.#texts) {
      const remarks = beside[whole.indexOf(one)] ?? [];
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

  /** Adds reviewed headers; answers with the short wordings, which are looked at in their sentence. */
  wordings(hits: readonly PhraseHit[]): readonly PhraseHit[] {
    const short: PhraseHit[] = [];
    for (const hit of hits) {
      if (!this.isFree(hit.from, hit.to)) continue;
      if (hit.kind === 'none') this.mask(hit.from, hit.to);
      if (hit.kind !== 'notice' || !this.#saysSo(hit)) continue;
      // The sentence may go on to say the version, or an exception: it is read to its end.
      if (hit.to - hit.from < LONG_WORDING || OPEN_ENDED.test(hit.expression)) {
        short.push(hit);
        continue;
      }
      this.add(hit.from, hit.to, {
        expression: hit.expression,
        confidence: 0.98,
        kind: 'header',
        slot: 'code',
        changes: [],
        vague: /^(GPL-1\.0-or-later|LGPL-2\.0-or-later)$/.test(hit.expression),
        isException: false,
      });
    }
    return short;
  }
}

/** Texts that stand, once longer reviewed wordings over the same words had their say. */
function standing(matches: readonly TextMatch[], hits: readonly PhraseHit[]): readonly TextMatch[] {
  return matches.filter((match) => {
    const rival = hits.some((hit) => {
      if (hit.kind !== 'notice') return false;
      const shared = Math.min(hit.to, match.to) - Math.max(hit.from, match.from);
      if (shared <= 0) return false;
      const size = match.to - match.from;
      const longer = hit.to - hit.from > size + 3 && shared >= 0.9 * size;
      if (longer || (!match.exact && match.template.kind === 'text' && shared >= 0.9 * size)) return true;
      return match.changes.length > 0 && shared >= 0.5 * size;
    });
    return !rival && isReadable(match);
  });
}

/** A changed header or exception is left to its sentences; a changed text must still be mostly there. */
function isReadable({ template, changes, share }: TextMatch): boolean {
  if (changes.length === 0) return true;
  if (template.kind !== 'text') return false;
  const size = template.hashes.length;
  return template.expression.startsWith('LicenseRef-')
    ? share >= 0.85 && size >= 100
    : share >= 0.7 && size >= 60;
}

/** Whether an offset lies in one of `stretches`, which are in order and apart. */
function insideOf(stretches: readonly (readonly [number, number])[]): (offset: number) => boolean {
  return (offset) => {
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((stretches[middle]?.[1] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const found = stretches[low];
    return found !== undefined && offset >= found[0];
  };
}

/**
 * Whether the top of a code file may state a license at all, which is much quicker to tell than what it states. Of
 * 12,455 code files with a statement (of 30,406 in 139 repositories) none is lost; a document can be, and is not asked.
 */
export function mayStateLicense(top: string): boolean {
  return isTelling(top);
}

/** Every statement of a license in one file, in the order of its lines. Pure and linear in the text. */
export function detectLicenses(index: LicenseIndex, path: string, text: string): readonly LicenseDetection[] {
  return reconcile(statementsOf(index, path, text));
}

function statementsOf(index: LicenseIndex, path: string, text: string): readonly Statement[] {
  const stream = tokenize(text);
  const finder = new Finder(path, stream);
  const fields = findFields(index, path, text);
  for (const field of fields ?? []) {
    const ranges = [{ startLine: field.line, endLine: field.line }];
    finder.statements.push({
      ...field,
      confidence: 1,
      ranges,
      changes: [],
      vague: false,
      isException: false,
    });
  }
  // REUSE.toml has tags as fields, each for paths of its own.
  const tags = /(?:^|\/)REUSE\.toml$/.test(path) && fields !== null ? [] : findTags(index, path, stream.text);
  for (const tag of tags) finder.maskText(tag.from, tag.to);
  if (fields === null || fields.some((field) => field.kind === 'model-card')) {
    const hits = index.phrases.find(stream.hashes);
    finder.texts(standing(findTexts(index, stream), hits), hits);
    const short = finder.wordings(hits);
    const document = isDocument(path);
    const sections = document ? licenseSections(stream.text) : [];
    const inSection = insideOf(sections);
    for (const notice of findNotices(stream, finder.isFree, inSection, short)) {
      if (document && finder.isOfOthers(notice.from)) continue;
      const rider = finder.binding(notice.from, notice.to);
      finder.add(notice.from, notice.to, {
        expression: rider === null ? notice.expression : changedId(notice.expression),
        confidence: notice.vague ? 0.7 : 0.85,
        kind: document ? 'readme' : 'notice',
        slot: notice.slot,
        changes: rider === null ? [] : [rider],
        vague: notice.vague,
        isException: false,
        ...(notice.alternative === true ? { alternative: true } : {}),
      });
    }
    finder.settle();
    for (const badge of document ? badges(index, stream.text) : [])
      finder.say(badge.offset, badge.offset, { ...badge, kind: 'readme', confidence: 0.9, vague: true });
    const kind = document ? 'readme' : 'notice';
    for (const link of linkedLicenses(stream.text).filter((one) =>
      finder.isFreeText(one.offset, one.offset + 200),
    ))
      finder.say(link.offset, link.offset, { ...link, kind, slot: 'code', confidence: 0.85, vague: false });
    const limits = document ? statedLimits(stream.text) : [];
    for (const limit of limits.filter((one) => finder.isFreeText(one.from, one.to)))
      finder.say(limit.from + 1, limit.to - 1, { ...limit, kind, confidence: 0.8, vague: false });
  }
  // A tag inside a standard text is the publisher's.
  for (const tag of tags.filter((one) => !finder.isWithinText(one.from, one.to))) {
    const ranges = [{ startLine: tag.line, endLine: tag.line }];
    finder.statements.push({
      expression: tag.expression,
      confidence: 1,
      ranges,
      kind: 'tag',
      slot: 'code',
      changes: [],
      vague: false,
      isException: false,
    });
  }
  if (fields !== null) {
    const head = headOf(path, text);
    if (/licen|copyright/i.test(head)) finder.statements.push(...statementsOf(index, 'head.py', head));
  }
  return finder.statements;
}

/** The comment at the top of a manifest that has comments; '' where there is none. */
function headOf(path: string, text: string): string {
  if (!/\.(?:py|cfg|toml)$/i.test(path)) return '';
  return /^(?:#[^\n]*\n|[ \t]*\n)+/.exec(text.slice(0, 20_000))?.[0] ?? '';
}

/** One SPDX expression for the whole file: all statements joined by AND, or '' when there is none. */
export function combinedExpression(detections: readonly LicenseDetection[]): string {
  return joinExpressions(detections.map((one) => one.expression));
}
