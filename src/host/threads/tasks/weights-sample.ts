import { type BlockFacts, blockFacts } from '../../../artefacts/weights/block-facts.ts';
import type { MatrixView } from '../../../artefacts/weights/checkpoint.ts';
import { readBlock, typeOf } from '../../weights/matrix-reader.ts';

export interface SampleJob {
  readonly upstreamPath: string;
  readonly suspectPath: string;
  readonly upstream: MatrixView;
  readonly suspect: MatrixView;
  readonly transposed: boolean;
}

/** Facts of a sampled block of each pair, in order. */
export function run(jobs: readonly SampleJob[]): readonly BlockFacts[] {
  return jobs.map((job) => {
    const block = readBlock(job.upstreamPath, job.upstream, job.suspectPath, job.suspect, job.transposed);
    return blockFacts(block, typeOf(job.upstream), typeOf(job.suspect));
  });
}
