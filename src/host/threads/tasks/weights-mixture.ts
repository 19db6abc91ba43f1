import { spread } from '../../../artefacts/weights/block.ts';
import { gridOf } from '../../../artefacts/weights/block-facts.ts';
import type { MatrixView } from '../../../artefacts/weights/checkpoint.ts';
import { spacing } from '../../../artefacts/weights/dtype.ts';
import type { ValueSample } from '../../../artefacts/weights/mixed-by-value.ts';
import { type Products, productsOf } from '../../../artefacts/weights/mixture.ts';
import { readWindow, typeOf } from '../../weights/matrix-reader.ts';

/** One tensor of the suspect with the same tensor of each parent. */
export interface MixtureJob {
  readonly name: string;
  readonly suspect: { readonly path: string; readonly view: MatrixView };
  readonly parents: readonly { readonly path: string; readonly view: MatrixView }[];
}

const ROWS = 128;
const COLUMNS = 512;

/** Values of each tensor that are looked at one by one. */
const SINGLE = 1024;

export interface MixtureSample {
  readonly products: Products;
  readonly values: ValueSample;
}

/** Products of sampled values of each tensor, in order, and some of the values themselves. */
export function run(jobs: readonly MixtureJob[]): readonly MixtureSample[] {
  return jobs.map(({ name, suspect, parents }) => {
    const rows = spread(suspect.view.rows, ROWS);
    const columns = Math.min(suspect.view.columns, COLUMNS);
    const first = Math.floor((suspect.view.columns - columns) / 512) * 256;
    const read = ({ path, view }: MixtureJob['suspect']): Float32Array =>
      readWindow(path, view, rows, first, columns);
    const values = read(suspect);
    const grid = gridOf(values, typeOf(suspect.view));
    let rounding = 0;
    for (const value of values) rounding += spacing(grid, value) ** 2 / 12;
    const sources = parents.map(read);
    return {
      products: productsOf(name, sources, values, grid.mantissa === null ? 0 : rounding),
      values: singleValues(values, sources, (value) => spacing(grid, value)),
    };
  });
}

/** Every so many-th value; storing rounds half a spacing off, and so does each step before it. */
function singleValues(
  suspect: Float32Array,
  parents: readonly Float32Array[],
  spacingAt: (value: number) => number,
): ValueSample {
  // Odd, so that no column is favoured where a row's length is a power of two.
  const step = Math.max(1, Math.floor(suspect.length / SINGLE)) | 1;
  const picked = (values: Float32Array): Float32Array => values.filter((_, i) => i % step === 0);
  const values = picked(suspect);
  return { suspect: values, parents: parents.map(picked), tolerance: values.map(spacingAt) };
}
