import { withAlternatives, withChoices } from './choices.ts';
import type { LicenseDetection, Statement } from './statement.ts';

function family(expression: string): string {
  return (
    /^(?:LicenseRef-)?(?:scancode-)?((?:A|L)?GPL|BSD|Apache|CC|MPL|EPL|Artistic|MIT|[A-Za-z]+)/.exec(
      expression,
    )?.[1] ?? expression
  );
}

function firstLine(statement: Statement): number {
  return statement.ranges[0]?.startLine ?? 0;
}

/** Families that an exception may be joined to. */
const WITH_EXCEPTION =
  /^((A|L)?GPL-[0-9.]+(-only|-or-later)?|Apache-2\.0|OSL-3\.0|EUPL-1\.2|MPL-2\.0|QPL-1\.0|CDDL-1\.0)$/;

/** Joins exceptions to the license that they belong to; an exception alone says no license. */
function withExceptions(statements: readonly Statement[]): readonly Statement[] {
  const exceptions = statements.filter((one) => one.isException);
  if (exceptions.length === 0) return statements;
  const others = statements.filter((one) => !one.isException);
  let joined = [...others];
  for (const exception of exceptions) {
    const bases = joined.filter((one) => WITH_EXCEPTION.test(one.expression));
    const exact = bases.filter((one) => !one.vague);
    const distance = (one: Statement): number => Math.abs(firstLine(one) - firstLine(exception));
    const base = (exact.length > 0 ? exact : bases).toSorted((a, b) => distance(a) - distance(b))[0];
    if (base === undefined) continue;
    const whole: Statement = {
      ...base,
      expression: `${base.expression} WITH ${exception.expression}`,
      ranges: [...base.ranges, ...exception.ranges],
      vague: false,
    };
    const twin = (one: Statement): boolean => one.expression === base.expression;
    joined = [...joined.filter((one) => one !== base && !twin(one)), whole];
  }
  return joined;
}

function isWeaker(one: Statement, all: readonly Statement[]): boolean {
  return all.some((other) => {
    if (other === one || other.expression === one.expression) return false;
    // A title or badge names the license whose changed text stands in the same file.
    const changed = /^LicenseRef-(.+)-modified$/.exec(other.expression)?.[1];
    if (changed !== undefined && one.kind !== 'tag')
      if (changed === one.expression || (one.vague && family(changed) === family(one.expression)))
        return true;
    // A part of a choice that the same lines offer.
    if (one.kind !== 'tag' && one.kind !== 'text' && isOfferedBy(other, one)) return true;
    // "Public domain (CC0)": the dedication says how.
    if (one.expression === 'LicenseRef-scancode-public-domain' && DEDICATIONS.test(other.expression))
      return true;
    // "Modified MIT" and the like contain the name of what they change.
    if (one.vague && !other.vague && family(other.expression) === family(one.expression)) return true;
    // Beside a whole license, a bare name is talk about it.
    if (one.vague && one.kind !== 'tag' && other.kind === 'text') return true;
    // The whole text cannot say "or later"; a notice in the same file can.
    if (one.kind === 'text' && other.kind !== 'text' && one.expression.endsWith('-only')) {
      return other.expression === one.expression.replace(/-only$/, '-or-later');
    }
    return other.expression.startsWith(`${one.expression} WITH `) && one.kind !== 'tag';
  });
}

/** Whether `choice` offers `one` among others in a line that says `one` too. */
function isOfferedBy(choice: Statement, one: Statement): boolean {
  return (
    choice.expression.split(' OR ').length > 1 &&
    !choice.expression.includes('(') &&
    choice.expression.split(' OR ').includes(one.expression) &&
    choice.ranges.some((a) =>
      one.ranges.every((b) => a.startLine <= b.endLine + 1 && b.startLine <= a.endLine + 1),
    )
  );
}

/** "Or later" of a license goes for the exception too that is named behind it for one version. */
function withLaterVersions(statements: readonly Statement[]): readonly Statement[] {
  const all = new Set(statements.map((one) => one.expression));
  const widened = statements.map((one) => {
    const [, base = '', exception = ''] = /^(\S+)-only WITH (\S+)$/.exec(one.expression) ?? [];
    return base !== '' && one.kind !== 'tag' && all.has(`${base}-or-later`)
      ? { ...one, expression: `${base}-or-later WITH ${exception}` }
      : one;
  });
  return widened;
}

const DEDICATIONS = /^(?:CC0-1\.0|Unlicense|0BSD|PDDL-1\.0)$/;

/** Ranges kept of statements that say the same in the same way. */
const MOST_RANGES = 500;

/** Statements that say the same in the same way are one with several ranges. */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const byContent = new Map<string, Statement[]>();
  for (const one of statements) {
    const key = `${one.kind} ${one.slot} ${one.vague} ${one.isException} ${one.expression} ${one.changes.join('\n')}`;
    const same = byContent.get(key);
    if (same === undefined) byContent.set(key, [one]);
    else if (same.length < MOST_RANGES) same.push(one);
  }
  return [...byContent.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const ranges = same.flatMap((one) => one.ranges).toSorted((a, b) => a.startLine - b.startLine);
    const unexplained = same.flatMap((one) => one.unexplained ?? []);
    return [
      {
        ...first,
        ...(unexplained.length === 0 ? {} : { unexplained }),
        ranges,
        confidence: Math.max(...same.map((one) => one.confidence)),
      },
    ];
  });
}

/**
 * Weighs the statements of one file against each other: the more exact one counts. In the order of lines. `areOfFiles`:
 * each is about files of its own, and no choice governs another.
 */
export function reconcile(statements: readonly Statement[], areOfFiles = false): readonly LicenseDetection[] {
  const apart = merged(withAlternatives(statements));
  const joined = withLaterVersions(withExceptions(areOfFiles ? apart : withChoices(apart)));
  return joined
    .filter((one) => !isWeaker(one, joined))
    .toSorted((a, b) => firstLine(a) - firstLine(b))
    .map(({ expression, confidence, ranges, kind, slot, changes, unexplained }) => ({
      expression,
      confidence,
      ranges,
      kind,
      slot,
      changes,
      ...(unexplained === undefined ? {} : { unexplained }),
    }));
}
