/** Numbers between 0 and 1 from a seed, the same everywhere (xorshift32). */
export function randomFrom(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  for (let warm = 0; warm < 4; warm++) state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}

/** What breaks readers: numbers at the edges of their kinds, and marks that open, close and escape. */
const NUMBERS = [0, 1, -1, 127, 128, 255, 256, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const MARKS =
  '( [ { } ] ) " \' """ ` \\ \\n \n \r \t \0 # // /* */ <!-- --> <p> </p> , : ; = - + 1e999 -0 null true NaN __proto__ constructor \uFEFF \u202E \uD800 \u2028 ../ /etc/ %s $& ** *'.split(
    ' ',
  );

type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);

function spliced(bytes: Uint8Array, from: number, to: number, between: Uint8Array): Uint8Array {
  const made = new Uint8Array(from + between.length + bytes.length - to);
  made.set(bytes.subarray(0, from));
  made.set(between, from);
  made.set(bytes.subarray(to), from + between.length);
  return made;
}

function stretch(random: Random, bytes: Uint8Array, longest: number): readonly [number, number] {
  const from = below(random, bytes.length + 1);
  return [from, Math.min(bytes.length, from + below(random, longest))];
}

/** One change of many kinds to some bytes; `others` are samples of the same reader. With `floods`, a few are repeated often. */
function changed(
  random: Random,
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  floods: boolean,
): Uint8Array {
  const encoder = new TextEncoder();
  const [from, to] = stretch(random, bytes, 64);
  switch (below(random, 9)) {
    case 0: {
      const made = bytes.slice();
      if (made.length > 0) made[below(random, made.length)] = below(random, 256);
      return made;
    }
    case 1: {
      const made = bytes.slice();
      const at = below(random, Math.max(1, made.length - 8));
      const view = new DataView(made.buffer, made.byteOffset, made.byteLength);
      const number = NUMBERS[below(random, NUMBERS.length)] ?? 0;
      if (made.length >= at + 8) {
        if (random() < 0.5) view.setInt32(at, number, random() < 0.8);
        else view.setBigInt64(at, BigInt(number), random() < 0.8);
      }
      return made;
    }
    case 2:
      return spliced(bytes, from, to, new Uint8Array());
    case 3:
      return bytes.slice(0, below(random, bytes.length + 1));
    case 4:
      return spliced(bytes, from, from, encoder.encode(MARKS[below(random, MARKS.length)]));
    case 5: {
      const [first, last] = stretch(random, bytes, 64);
      return spliced(bytes, from, to, bytes.subarray(first, last));
    }
    case 6: {
      const other = others[below(random, others.length)] ?? bytes;
      const [first, last] = stretch(random, other, 512);
      return spliced(bytes, from, to, other.subarray(first, last));
    }
    case 7: {
      const piece = bytes.subarray(from, Math.min(to, from + 16));
      const times = below(random, floods && random() < 0.02 ? 20_000 : 60);
      const repeated = new Uint8Array(piece.length * times);
      for (let at = 0; at < times; at++) repeated.set(piece, at * piece.length);
      return spliced(bytes, to, to, repeated);
    }
    default: {
      const mark = encoder.encode(MARKS[below(random, MARKS.length)]);
      const times = below(random, floods && random() < 0.02 ? 100_000 : 200);
      const repeated = new Uint8Array(mark.length * times);
      for (let at = 0; at < times; at++) repeated.set(mark, at * mark.length);
      return spliced(bytes, from, from, repeated);
    }
  }
}

/** Most bytes of an input: what is said of time and memory is said of a megabyte. */
const MOST_BYTES = 1_000_000;

/** Whole samples of a reader, and small ones, of which most inputs are made where there are some. */
interface Samples {
  readonly samples: readonly Uint8Array[];
  readonly small?: readonly Uint8Array[];
}

/** Of so many inputs one is made of a whole sample, with pieces that are repeated up to a hundred thousand times. */
const WHOLE = 50;

/** The input number `at` of a seed: a sample with one to six changes. */
export function mutated({ samples, small }: Samples, seed: number, at: number): Uint8Array {
  const random = randomFrom(Math.imul(seed, 0x01000193) ^ at);
  const isWhole = small === undefined || at % WHOLE === 0;
  const all = isWhole ? samples : small;
  let bytes = all[below(random, all.length)] ?? new Uint8Array();
  for (let changes = 1 + below(random, 6); changes > 0; changes--)
    bytes = changed(random, bytes, all, isWhole);
  return bytes.subarray(0, MOST_BYTES);
}
