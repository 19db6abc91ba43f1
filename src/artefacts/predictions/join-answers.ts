import type { PairedItem } from './agreement.ts';
import type { Answer, AnswerSet } from './answers.ts';

export interface JoinedAnswers {
  /** Items with an answer and a verdict of right or wrong on both sides, in order of the first file. */
  readonly items: readonly PairedItem[];
  /** Ids found on both sides. */
  readonly common: number;
  /** Ids whose references differ. */
  readonly different: readonly string[];
  readonly splitOf: ReadonlyMap<string, string>;
}

/** Joins two files by id; a reference given on one side only serves both. */
export function joinAnswers(first: AnswerSet, second: AnswerSet): JoinedAnswers {
  const codes = new Map<string, number>();
  const code = (answer: string): number => {
    const known = codes.get(answer);
    if (known !== undefined) return known;
    codes.set(answer, codes.size);
    return codes.size - 1;
  };
  const items: PairedItem[] = [];
  const different: string[] = [];
  const splitOf = new Map<string, string>();
  let common = 0;
  for (const [id, a] of first.answers) {
    const b = second.answers.get(id);
    if (b === undefined) continue;
    common += 1;
    if (a.asked !== undefined || b.asked !== undefined) continue;
    if (a.reference !== null && b.reference !== null && a.reference !== b.reference) {
      different.push(id);
      continue;
    }
    const reference = a.reference ?? b.reference;
    const rightA = isRight(a, reference);
    const rightB = isRight(b, reference);
    if (rightA === null || rightB === null) continue;
    const split = a.split ?? b.split;
    if (split !== null) splitOf.set(id, split);
    const options = a.options ?? b.options;
    items.push({
      id,
      a: code(a.answer),
      b: code(b.answer),
      rightA,
      rightB,
      options,
      strata: strataOf(a.task ?? b.task, options, reference),
    });
  }
  return { items, common, different, splitOf };
}

function isRight(answer: Answer, reference: string | null): boolean | null {
  if (answer.stated !== null) return answer.stated;
  return reference === null ? null : answer.answer === reference;
}

/** From fine to coarse: with the reference's class, with its kind and length, with the options alone. */
function strataOf(task: string | null, options: number | null, reference: string | null): readonly string[] {
  const coarse = `${options ?? 'free'}`;
  const kind = reference === null ? '?' : /^-?[\d.]+%?$/.test(reference) ? 'number' : 'text';
  const length = reference === null ? 0 : Math.ceil(Math.log2(1 + reference.length));
  const middle = `${coarse} ${kind}${length}`;
  return [`${task ?? ''} ${middle} ${reference ?? ''}`, `${task ?? ''} ${middle}`, middle, coarse];
}
