import type { TensorComparison, WeightsReport } from '../../model/weights-report.ts';

type LayerReport = NonNullable<WeightsReport['layers']>[number];

const LAYER = /^((?:[\w-]+\.)*?(?:layers?|h|blocks?|resblocks|block)\.\d+)\./;

/** The layer that a tensor belongs to; null outside of layers. */
export function layerOf(name: string): string | null {
  return LAYER.exec(name)?.[1] ?? null;
}

/** Which layers match which, and how: the kinds of change of the matrices that count. */
export function layersOf(tensors: readonly TensorComparison[]): readonly LayerReport[] {
  const layers = new Map<string, TensorComparison[]>();
  for (const tensor of tensors.filter(({ counts }) => counts)) {
    const [upstream, suspect] = [layerOf(tensor.upstream), layerOf(tensor.suspect)];
    if (upstream === null || suspect === null) continue;
    const key = `${suspect}\n${upstream}`;
    layers.set(key, [...(layers.get(key) ?? []), tensor]);
  }
  return [...layers].map(([key, inside]) => {
    const [suspect = '', upstream = ''] = key.split('\n');
    const related = inside.filter(({ verdict }) => verdict !== 'unrelated');
    const cosines = inside.map(({ statistics }) => statistics?.cosine ?? 0);
    return {
      upstream,
      suspect,
      matrices: inside.length,
      related: related.length,
      verdicts: [...new Set(inside.map(({ verdict }) => verdict))].sort(),
      meanCosine: cosines.reduce((sum, one) => sum + one, 0) / Math.max(1, cosines.length),
    };
  });
}
