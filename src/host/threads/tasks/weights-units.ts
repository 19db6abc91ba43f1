import { spread } from '../../../artefacts/weights/block.ts';
import type { UnitRows } from '../../../artefacts/weights/independence.ts';
import { readWindow } from '../../weights/matrix-reader.ts';
import type { SampleJob } from './weights-sample.ts';

const ROWS = 256;
const COLUMNS = 512;

/** Some hidden units of both sides at equal places, in order of the jobs. */
export function run(jobs: readonly SampleJob[]): readonly UnitRows[] {
  return jobs.map(({ upstreamPath, suspectPath, upstream, suspect }) => {
    const rows = spread(upstream.rows, ROWS);
    const columns = Math.min(upstream.columns, COLUMNS);
    const first = Math.floor((upstream.columns - columns) / 512) * 256;
    return {
      rows: rows.length,
      columns,
      w: readWindow(upstreamPath, upstream, rows, first, columns),
      s: readWindow(suspectPath, suspect, rows, first, columns),
    };
  });
}
