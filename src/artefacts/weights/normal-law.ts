/** Complementary error function to 1.2e-7 (rational Chebyshev fit, Numerical Recipes, section 6.2). */
function erfc(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + z / 2);
  const series =
    -z * z -
    1.26551223 +
    t *
      (1.00002368 +
        t *
          (0.37409196 +
            t *
              (0.09678418 +
                t *
                  (-0.18628806 +
                    t *
                      (0.27886807 +
                        t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const value = t * Math.exp(series);
  return x >= 0 ? value : 2 - value;
}

/** Share of a standard normal law below z. */
export function normalBelow(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

const BINS = 160;
const REACH = 5;

/**
 * Largest gap between the empirical distribution of `values` and the normal law with this mean and std, looked at
 * on 160 edges within five std: a lower bound of Kolmogorov's distance.
 */
export function normalDistance(values: Float64Array, count: number, mean: number, std: number): number {
  if (std <= 0 || count === 0) return 1;
  const bins = new Uint32Array(BINS + 2);
  const scale = BINS / (2 * REACH * std);
  for (let i = 0; i < count; i++) {
    const bin = Math.floor(((values[i] ?? 0) - mean) * scale + BINS / 2);
    const slot = bin < 0 ? 0 : bin >= BINS ? BINS + 1 : bin + 1;
    bins[slot] = (bins[slot] ?? 0) + 1;
  }
  let below = 0;
  let worst = 0;
  for (let edge = 0; edge <= BINS; edge++) {
    below += bins[edge] ?? 0;
    const z = (edge * 2 * REACH) / BINS - REACH;
    worst = Math.max(worst, Math.abs(below / count - normalBelow(z)));
  }
  return worst;
}
