import type { FingerprintReport, FingerprintVerdict } from '../../../model/fingerprint-report.ts';
import { findPrefixRenames, renamed } from '../prefix-map.ts';
import type { Fingerprint, TensorPrint } from './fingerprint.ts';
import { cosine, FORMS, SKETCH } from './sketch.ts';

/** Standard scores from which kinship is said: a normal law passes it once in 10^9, over all tensors together. */
const LEAST_SCORE = 6;
const LEAST_COSINE = 0.2;
/** Sketches of the same values differ by their rounding to whole numbers and the format's: 1 - 5e-5. */
const SAME = 0.9995;
/** A sketch on its own, among very many: 0.4 is 6.4 standard deviations. */
const LEAST_ALONE = 0.4;
const FEWEST = 3;
const LEAST_FORMS = 0.5;

/** Holds a suspect's print (made with the fingerprint's seed) against a fingerprint. */
export function comparePrints(print: Fingerprint, suspect: readonly TensorPrint[]): FingerprintReport {
  const named = pairsByName(print.tensors, suspect);
  const direct = pooled(named);
  const isClear = named.length >= FEWEST && direct.score >= LEAST_SCORE && direct.mean >= LEAST_COSINE;
  const moved = isClear ? [] : byContent(print.tensors, suspect);
  const chosen = moved.length > 0 ? moved : named;
  const found = chosen === named ? direct : pooled(chosen);
  const forms = named.flatMap(([a, b]) =>
    a.forms !== undefined && b.forms !== undefined ? [cosine(a.forms, b.forms)] : [],
  );
  const form = forms.reduce((sum, one) => sum + one, 0) / Math.max(1, forms.length);
  const formScore = form * Math.sqrt(FORMS * forms.length);
  const isWhole = chosen.length >= print.tensors.length;
  const verdict = verdictOf(named, chosen, isWhole, found, form, formScore);
  return {
    schemaVersion: 1,
    verdict,
    upstream: print.name,
    matrices: chosen.length,
    meanCosine: found.mean,
    score: found.score,
    forms: { matrices: forms.length, meanCosine: form, score: formScore },
    tensors: chosen.map(([a, b]) => ({
      upstream: a.name,
      suspect: b.name,
      cosine: cosine(a.sketch, b.sketch),
    })),
  };
}

type Pair = readonly [TensorPrint, TensorPrint];

function verdictOf(
  named: readonly Pair[],
  chosen: readonly Pair[],
  isWhole: boolean,
  { mean, score }: { readonly mean: number; readonly score: number },
  form: number,
  formScore: number,
): FingerprintVerdict {
  // Pairs that were chosen for their likeness are few by chance: they must be a good part of what could match.
  const isEnough = chosen === named || chosen.length >= Math.max(FEWEST, 0.1 * named.length);
  if (isEnough && chosen.length >= FEWEST && score >= LEAST_SCORE && mean >= LEAST_COSINE)
    // A part that is the same, of a checkpoint that was cut or extended, is not the checkpoint.
    return mean >= SAME && isWhole ? 'same' : 'related';
  if (form >= LEAST_FORMS && formScore >= LEAST_SCORE) return 'rearranged';
  return named.length < FEWEST && chosen.length < FEWEST ? 'not_comparable' : 'unrelated';
}

/** Mean cosine, and how many of its standard deviations it is from 0 were the two independent. */
function pooled(pairs: readonly Pair[]): { readonly mean: number; readonly score: number } {
  const mean = pairs.reduce((sum, [a, b]) => sum + cosine(a.sketch, b.sketch), 0) / Math.max(1, pairs.length);
  return { mean, score: mean * Math.sqrt(SKETCH * pairs.length) };
}

const sameShape = (a: TensorPrint, b: TensorPrint): boolean => a.shape.join('x') === b.shape.join('x');

function pairsByName(upstream: readonly TensorPrint[], suspect: readonly TensorPrint[]): readonly Pair[] {
  const byName = new Map(suspect.map((one) => [one.name, one]));
  const free = upstream.filter(({ name }) => !byName.has(name));
  const taken = new Set(upstream.map(({ name }) => name));
  const renames = findPrefixRenames(
    free,
    suspect.filter(({ name }) => !taken.has(name)),
  );
  return upstream.flatMap((one): Pair[] => {
    const other = byName.get(one.name) ?? byName.get(renamed(one.name, renames) ?? '');
    return other !== undefined && sameShape(one, other) ? [[one, other]] : [];
  });
}

/** Renamed or moved matrices: each of the suspect's with the one it resembles most. */
function byContent(upstream: readonly TensorPrint[], suspect: readonly TensorPrint[]): readonly Pair[] {
  return suspect.flatMap((other): Pair[] => {
    let best: TensorPrint | null = null;
    let most = LEAST_ALONE;
    for (const one of upstream) {
      const likeness = sameShape(one, other) ? cosine(one.sketch, other.sketch) : 0;
      if (likeness > most) [best, most] = [one, likeness];
    }
    return best === null ? [] : [[best, other]];
  });
}
