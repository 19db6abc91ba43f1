/** One aligned stretch: half-open word ranges on both sides. */
export interface Stretch {
  readonly suspectStart: number;
  readonly suspectEnd: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
  /** Words that are the same on both sides. */
  readonly same: number;
}

/** Words replaced, left out or put in at one place that an extension may step over. */
const STEPS: readonly (readonly [suspect: number, source: number])[] = [
  [1, 1],
  [1, 0],
  [0, 1],
  [2, 2],
  [2, 1],
  [1, 2],
  [2, 0],
  [0, 2],
  [3, 3],
  [3, 0],
  [0, 3],
];
const LOOKAHEAD = 4;
const NEEDED = 2;
/** An extension ends when its score has fallen this far under its best (X-drop, Altschul et al. 1997). */
const DROP = 5;

/** Extends an equal run at (`suspect`, `source`) both ways over substitutions and small gaps. */
export function extend(
  a: Int32Array,
  b: Int32Array,
  suspect: number,
  source: number,
  length: number,
): Stretch {
  const right = walk(a, b, suspect + length, source + length, 1);
  const left = walk(a, b, suspect - 1, source - 1, -1);
  return {
    suspectStart: left.suspect + 1,
    suspectEnd: right.suspect,
    sourceStart: left.source + 1,
    sourceEnd: right.source,
    same: left.same + length + right.same,
  };
}

interface End {
  readonly suspect: number;
  readonly source: number;
  readonly same: number;
}

/** Walks from (i, j) in one direction; the end is exclusive in that direction. */
function walk(a: Int32Array, b: Int32Array, fromA: number, fromB: number, direction: 1 | -1): End {
  let i = fromA;
  let j = fromB;
  let score = 0;
  let same = 0;
  let best = 0;
  let end: End = { suspect: i, source: j, same: 0 };
  while (score > best - DROP) {
    const word = a[i] ?? -1;
    const other = b[j] ?? -1;
    if (word >= 0 && word === other) {
      i += direction;
      j += direction;
      score += 1;
      same += 1;
      if (score >= best) {
        best = score;
        end = { suspect: i, source: j, same };
      }
      continue;
    }
    if (word < 0 || other < 0) break;
    const step = bestStep(a, b, i, j, direction);
    if (step === null) break;
    i += step[0] * direction;
    j += step[1] * direction;
    score -= Math.max(step[0], step[1]);
  }
  return end;
}

function bestStep(
  a: Int32Array,
  b: Int32Array,
  i: number,
  j: number,
  direction: 1 | -1,
): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let bestScore = 0;
  for (const step of STEPS) {
    let same = 0;
    for (let ahead = 0; ahead < LOOKAHEAD; ahead += 1) {
      const word = a[i + (step[0] + ahead) * direction] ?? -1;
      if (word >= 0 && word === (b[j + (step[1] + ahead) * direction] ?? -1)) same += 1;
    }
    const score = same - 0.5 * Math.max(step[0], step[1]);
    if (same >= NEEDED && score > bestScore) {
      best = step;
      bestScore = score;
    }
  }
  return best;
}
