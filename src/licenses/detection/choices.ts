import { OPEN_FAMILY } from './held.ts';
import type { Statement } from './statement.ts';

/** Lines between a license and the sentence that offers another one in its place. */
const ALTERNATIVE_LINES = 20;

const firstLine = (one: Statement): number => one.ranges[0]?.startLine ?? 0;
const lastLine = (one: Statement): number => one.ranges.at(-1)?.endLine ?? 0;

/** Joins "Alternatively, under the terms of Y" to the license before it, its text or its name. */
export function withAlternatives(statements: readonly Statement[]): readonly Statement[] {
  const done: Statement[] = [];
  for (const one of statements.toSorted((a, b) => firstLine(a) - firstLine(b))) {
    const base = done.findLastIndex(
      (other) => !other.isException && !other.expression.includes(' AND ') && other.changes.length === 0,
    );
    const before = done[base];
    const near = before !== undefined && firstLine(one) - lastLine(before) <= ALTERNATIVE_LINES;
    if (one.alternative !== true || before === undefined || !near || one.changes.length > 0) done.push(one);
    else {
      const parts = [...new Set([...before.expression.split(' OR '), ...one.expression.split(' OR ')])];
      done[base] = { ...before, expression: parts.join(' OR '), ranges: [...before.ranges, ...one.ranges] };
    }
  }
  return done;
}

const GNU_TAIL = /-(?:only|or-later)$/;

/** What a part of a choice becomes by a statement of the same license that says more; null where it is another license. */
function agreed(part: string, stated: string): string | null {
  if (part === stated) return part;
  const family = OPEN_FAMILY.exec(part)?.[1];
  if (family !== undefined && stated.startsWith(`${family}-`)) return stated;
  if (
    /^(?:GPL-1\.0|LGPL-2\.0)-or-later$/.test(part) &&
    stated.startsWith(part.slice(0, part.indexOf('-') + 1))
  )
    return stated;
  if (!GNU_TAIL.test(part) || part.replace(GNU_TAIL, '') !== stated.replace(GNU_TAIL, '')) return null;
  return part.endsWith('-or-later') ? part : stated;
}

const isChoice = ({ expression }: Statement): boolean =>
  expression.includes(' OR ') && !/[()]| AND /.test(expression);

/**
 * A choice governs what stands beside it: "X or Y", and then the text or the notice of each. Where a sentence says that
 * the licenses of the lines around it are offered for choice, they are one.
 */
export function withChoices(statements: readonly Statement[]): readonly Statement[] {
  const offered = statements.filter(
    (one) => one.offered === true && one.changes.length === 0 && !one.isException,
  );
  const choice =
    statements.find(isChoice) ??
    (new Set(offered.map((one) => one.expression)).size > 1 ? offered[0] : undefined);
  if (choice === undefined) return statements;
  let parts = choice.expression.split(' OR ');
  const absorbed = new Set<Statement>();
  for (const one of statements) {
    if (one === choice || one.slot !== choice.slot || one.isException || one.changes.length > 0) continue;
    const own = one.expression.split(' OR ');
    const refined = own.map((id) => parts.map((part) => agreed(part, id)).find((id) => id !== null) ?? null);
    if (refined.every((id) => id !== null)) {
      parts = parts.map((part) => own.map((id) => agreed(part, id)).find((id) => id !== null) ?? part);
      absorbed.add(one);
    } else if (one.offered === true && choice.offered === true && !one.expression.includes(' AND ')) {
      parts.push(...own);
      absorbed.add(one);
    }
  }
  if (absorbed.size === 0) return statements;
  // Of a file that holds more than this choice, only the texts of all that it offers are known to be its own.
  const isAll = statements.every(
    (one) => one === choice || absorbed.has(one) || one.isException || one.slot !== choice.slot,
  );
  if (!isAll) return withoutChosenTexts(statements);
  const whole: Statement = {
    ...choice,
    expression: [...new Set(parts)].join(' OR '),
    vague: false,
    ranges: [choice, ...absorbed].flatMap((one) => one.ranges).toSorted((a, b) => a.startLine - b.startLine),
  };
  return statements.flatMap((one) => (one === choice ? [whole] : absorbed.has(one) ? [] : [one]));
}

/** Texts that stand beside the choice among just them are no statements of their own. */
function withoutChosenTexts(statements: readonly Statement[]): readonly Statement[] {
  const texts = new Set(statements.flatMap((one) => (one.kind === 'text' ? [one.expression] : [])));
  const chosen = new Set(
    statements.flatMap((one) => {
      const parts = one.kind === 'text' || !isChoice(one) ? [] : one.expression.split(' OR ');
      return parts.length > 1 && parts.every((part) => texts.has(part)) ? parts : [];
    }),
  );
  return statements.filter((one) => !chosen.has(one.expression));
}

/** Sentences that offer the licenses around them for choice; a space stands for any gap. */
const OFFER = [
  '\\b(?:dual|tri|triple)[- ]?licen[cs]',
  '\\bunder (?:a |one of )?(?:dual|tri|triple)\\b',
  '\\bchoice of (?:one of )?(?:the )?(?:two|three|following|either|these)\\b',
  '\\bunder (?:the terms of )?either (?:of (?:the |these )?)?(?:(?:two|following|these) )?licen[cs]e',
  '\\bone of (?:two|three) licen[cs]es\\b',
  '\\byou (?:can|may) (?:choose|select|pick) (?:to be licen[cs]ed|between|either|one|which)',
]
  .map((one) => one.replaceAll(' ', ' +'))
  .join('|');
/** Lines before and behind such a sentence that hold what it offers. */
const BEFORE = 3;
const BEHIND = 70;
const MOST = 20;
/** Signs behind such a sentence in which it may say that both apply all the same. */
const NEAR = 160;
const BOTH = /\bboth +(?:the +)?(?:conditions|licen[cs]es|terms)\b/i;

/** Lines [from, to] of a text whose licenses are offered for choice; `line` tells the line of an offset. */
export function offeredLines(
  text: string,
  line: (offset: number) => number,
): readonly (readonly [number, number])[] {
  // Of the same length: signs of comments and ends of lines are gaps.
  const plain = text.replace(/\n[ \t]*[*#;/]+/g, (lead) => ' '.repeat(lead.length)).replace(/\s/g, ' ');
  return [...plain.matchAll(new RegExp(OFFER, 'gi'))].slice(0, MOST).flatMap(({ index }) => {
    if (BOTH.test(plain.slice(index, index + NEAR))) return [];
    const at = line(index);
    return [[at - BEFORE, at + BEHIND] as const];
  });
}
