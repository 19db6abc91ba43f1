import type { Tile } from '../../../artefacts/weights/content-match.ts';
import { readWindow } from '../../weights/matrix-reader.ts';

export interface TileJob {
  readonly path: string;
  readonly tile: Tile;
}

/** Values of each tile, row-major, in order. */
export function run(jobs: readonly TileJob[]): readonly Float32Array[] {
  return jobs.map(({ path, tile }) => {
    const rows = Array.from({ length: tile.rows }, (_, i) => tile.row + i);
    return readWindow(path, tile.view, rows, tile.column, tile.columns);
  });
}
