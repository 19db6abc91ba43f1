import type { Answer, AnswerSet } from '../../../../src/artefacts/predictions/answers.ts';

/** mulberry32: a generator of its own, so that the tests do not lean on the code under test. */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface World {
  readonly items: number;
  /** Options per item; references are spread evenly over them. */
  readonly options: number;
  /** Probability that an independent model's wrong answer is the item's tempting one. */
  readonly attractor: number;
  readonly random: () => number;
  readonly references: readonly number[];
  readonly tempting: readonly number[];
  readonly difficulty: readonly number[];
}

export function makeWorld(seed: number, items: number, options: number, attractor: number): World {
  const random = mulberry(seed);
  const references = Array.from({ length: items }, () => Math.floor(random() * options));
  const other = (reference: number): number =>
    (reference + 1 + Math.floor(random() * (options - 1))) % options;
  return {
    items,
    options,
    attractor,
    random,
    references,
    tempting: references.map(other),
    difficulty: references.map(() => random()),
  };
}

/** Answers of a model with this accuracy, independent of every other but for difficulty and temptation. */
export function independentModel(world: World, accuracy: number): readonly number[] {
  return world.references.map((reference, item) => {
    // Hard items are harder for everyone; the mean accuracy stays.
    const chance =
      accuracy + (0.5 - (world.difficulty[item] ?? 0)) * 2 * Math.min(accuracy, 1 - accuracy) * 0.7;
    if (world.random() < chance) return reference;
    if (world.random() < world.attractor) return world.tempting[item] ?? 0;
    return (reference + 1 + Math.floor(world.random() * (world.options - 1))) % world.options;
  });
}

/** Keeps each of the source's answers with probability `kept`, else takes the other model's. */
export function partialCopy(
  world: World,
  source: readonly number[],
  other: readonly number[],
  kept: number,
): readonly number[] {
  return source.map((answer, item) => (world.random() < kept ? answer : (other[item] ?? 0)));
}

export function answerSet(name: string, world: World, answers: readonly number[]): AnswerSet {
  const spell = (index: number): string =>
    world.options <= 26 ? String.fromCharCode(97 + index) : `w${index}`;
  return {
    name,
    notes: [],
    answers: new Map(
      answers.map((answer, item): [string, Answer] => [
        String(item),
        {
          id: String(item),
          answer: spell(answer),
          raw: spell(answer),
          reference: spell(world.references[item] ?? 0),
          options: world.options,
          split: null,
          task: null,
          stated: null,
        },
      ]),
    ),
  };
}
