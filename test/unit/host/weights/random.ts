/** Seeded random numbers for made-up checkpoints. */
export interface Random {
  uniform(): number;
  normal(): number;
  /** Student's t with `df` degrees of freedom: heavy tails. */
  heavy(df: number): number;
  below(n: number): number;
  shuffled(n: number): number[];
}

export function seeded(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const r = Math.sqrt(-2 * Math.log(1 - uniform()));
    const turn = 2 * Math.PI * uniform();
    spare = r * Math.sin(turn);
    return r * Math.cos(turn);
  };
  const below = (n: number): number => Math.floor(uniform() * n);
  return {
    uniform,
    normal,
    heavy: (df) => {
      let chi = 0;
      for (let i = 0; i < df; i++) chi += normal() ** 2;
      return normal() / Math.sqrt(chi / df);
    },
    below,
    shuffled: (n) => {
      const order = Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
      }
      return order;
    },
  };
}
