/** Words [deletedFrom, deletedTo) of the standard stand as words [insertedFrom, insertedTo) of the text. */
export interface Edit {
  readonly deletedFrom: number;
  readonly deletedTo: number;
  readonly insertedFrom: number;
  readonly insertedTo: number;
}

export interface Alignment {
  /** Words of the standard found in order in the text. */
  readonly matched: number;
  /** Words [from, to) of the text between the first and the last found word. */
  readonly from: number;
  readonly to: number;
  readonly edits: readonly Edit[];
}

/** Cells of one exact table; larger unequal stretches count as replaced. */
const CELLS = 24_000;
const RUN = 3;

function runKey(hashes: Uint16Array, at: number): number {
  const mixed = Math.imul(hashes[at] ?? 0, 0x9e3779b1) ^ Math.imul((hashes[at + 1] ?? 0) + 1, 0x85ebca77);
  return Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f) ^ Math.imul((hashes[at + 2] ?? 0) + 7, 0xc2b2ae3d);
}

/** Runs that occur once on each side, longest chain that rises on both (patience), as pairs of places. */
function anchors(
  a: Uint16Array,
  a0: number,
  a1: number,
  b: Uint16Array,
  b0: number,
  b1: number,
): [number, number][] {
  const places = new Map<number, number>();
  for (let i = b0; i + RUN <= b1; i++) {
    const key = runKey(b, i);
    places.set(key, places.has(key) ? -1 : i);
  }
  const seen = new Map<number, number>();
  for (let i = a0; i + RUN <= a1; i++) {
    const key = runKey(a, i);
    if (places.has(key)) seen.set(key, seen.has(key) ? -1 : i);
  }
  const pairs: [number, number][] = [];
  seen.forEach((i, key) => {
    const j = places.get(key) ?? -1;
    if (i >= 0 && j >= 0) pairs.push([i, j]);
  });
  pairs.sort((x, y) => x[0] - y[0]);
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length);
  for (let n = 0; n < pairs.length; n++) {
    const j = pairs[n]?.[1] ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    previous[n] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = n;
  }
  const chain: [number, number][] = [];
  for (let n = tails.at(-1) ?? -1; n >= 0; n = previous[n] ?? -1) {
    const pair = pairs[n];
    if (pair !== undefined) chain.push(pair);
  }
  return chain.reverse();
}

/** Aligns words [a0, a1) of the standard `a` with words [b0, b1) of the text `b`. Near-linear in both lengths. */
export function align(a: Uint16Array, b: Uint16Array, b0: number, b1: number): Alignment {
  const pairs: [number, number][] = [];
  fill(a, 0, a.length, b, b0, b1, pairs, 0);
  const first = pairs[0];
  const last = pairs.at(-1);
  if (first === undefined || last === undefined) {
    const none = { deletedFrom: 0, deletedTo: a.length, insertedFrom: b0, insertedTo: b0 };
    return { matched: 0, from: b0, to: b0, edits: [none] };
  }
  const edits: Edit[] = [];
  if (first[0] > 0)
    edits.push({ deletedFrom: 0, deletedTo: first[0], insertedFrom: first[1], insertedTo: first[1] });
  let i = first[0];
  let j = first[1];
  for (let n = 1; n < pairs.length; n++) {
    const pair = pairs[n] as [number, number];
    const x = pair[0];
    const y = pair[1];
    if (x > i + 1 || y > j + 1) {
      edits.push({ deletedFrom: i + 1, deletedTo: x, insertedFrom: j + 1, insertedTo: y });
    }
    i = x;
    j = y;
  }
  if (i + 1 < a.length) {
    edits.push({ deletedFrom: i + 1, deletedTo: a.length, insertedFrom: j + 1, insertedTo: j + 1 });
  }
  return { matched: pairs.length, from: first[1], to: last[1] + 1, edits };
}

function fill(
  a: Uint16Array,
  a0: number,
  a1: number,
  b: Uint16Array,
  b0: number,
  b1: number,
  pairs: [number, number][],
  depth: number,
): void {
  if (depth > 0) {
    while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) pairs.push([a0++, b0++]);
  }
  let tail = 0;
  if (depth > 0) {
    while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) {
      a1--;
      b1--;
      tail++;
    }
  }
  if (a0 < a1 && b0 < b1) {
    const chain = depth < 6 && (a1 - a0) * (b1 - b0) > 400 ? anchors(a, a0, a1, b, b0, b1) : [];
    if (chain.length > 0) {
      let i = a0;
      let j = b0;
      for (let n = 0; n < chain.length; n++) {
        const pair = chain[n] as [number, number];
        const x = pair[0];
        const y = pair[1];
        if (x < i || y < j) continue;
        if (x > i || y > j) fill(a, i, x, b, j, y, pairs, depth + 1);
        pairs.push(pair);
        i = x + 1;
        j = y + 1;
      }
      fill(a, i, a1, b, j, b1, pairs, depth + 1);
    } else if ((a1 - a0) * (b1 - b0) <= CELLS) table(a, a0, a1, b, b0, b1, pairs);
  }
  for (let k = 0; k < tail; k++) pairs.push([a1 + k, b1 + k]);
}

/** Longest common subsequence of two short stretches. */
function table(
  a: Uint16Array,
  a0: number,
  a1: number,
  b: Uint16Array,
  b0: number,
  b1: number,
  pairs: [number, number][],
): void {
  const rows = a1 - a0;
  const columns = b1 - b0;
  const width = columns + 1;
  const best = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      best[i * width + j] =
        a[a0 + i] === b[b0 + j]
          ? (best[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  let i = 0;
  let j = 0;
  while (i < rows && j < columns) {
    if (a[a0 + i] === b[b0 + j]) pairs.push([a0 + i++, b0 + j++]);
    else if ((best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
}
