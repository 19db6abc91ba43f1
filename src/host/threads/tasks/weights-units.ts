import { spread } from '../../../artefacts/weights/block.ts';
import type { UnitRows } from '../../../artefacts/weights/independence.ts';
import { readWindow } from '../../weights/matrix-reader.ts';
import type { SampleJob } from './weights-sample.ts';

export interface UnitsJob extends SampleJob {
  /** Units that are looked at: every one is compared with every other. */
  readonly units: number;
}

const COLUMNS = 128;

/** Some hidden units of both sides at equal places, in order of the jobs. */
export function run(jobs: readonly UnitsJob[]): readonly UnitRows[] {
  return jobs.map(({ upstreamPath, suspectPath, upstream, suspect, units }) => {
    const rows = spread(upstream.rows, units);
    const columns = Math.min(upstream.columns, COLUMNS);
    const first = Math.floor((upstream.columns - columns) / 128) * 64;
    return {
      rows: rows.length,
      columns,
      w: readWindow(upstreamPath, upstream, rows, first, columns),
      s: readWindow(suspectPath, suspect, rows, first, columns),
    };
  });
}
