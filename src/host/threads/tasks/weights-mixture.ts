import { spread } from '../../../artefacts/weights/block.ts';
import { gridOf } from '../../../artefacts/weights/block-facts.ts';
import type { MatrixView } from '../../../artefacts/weights/checkpoint.ts';
import { spacing } from '../../../artefacts/weights/dtype.ts';
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

/** Products of sampled values of each tensor, in order. */
export function run(jobs: readonly MixtureJob[]): readonly Products[] {
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
    return productsOf(name, parents.map(read), values, grid.mantissa === null ? 0 : rounding);
  });
}
