import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../../../host/files/write-whole.ts';
import { worldOfPortfolio } from '../../../../host/portfolio/world-of-portfolio.ts';
import { cacheFolder } from '../../../../host/store/cache-folder.ts';
import { openPool } from '../../../../host/threads/pool.ts';
import { buildWorld } from '../../../../host/world/build-world.ts';
import { quotedArgument } from '../../../reports/quoted-argument.ts';
import { count } from '../../../reports/wording.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { wholeNumber } from '../../options.ts';
import { withPortfolio } from '../portfolio/options.ts';
import type { WorldOptions } from './options.ts';

/** Builds the histories of a portfolio's repositories into an index of their own, for `audit --against`. */
export async function buildPortfolio(options: WorldOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.clones !== undefined || options.list !== undefined || options.only !== undefined)
    throw new UsageError('--portfolio names the projects itself: leave --clones, --list and --only out.');
  const target = options.output ?? 'portfolio.world';
  return withPortfolio({ store: options.store }, terminal, async ({ query }) => {
    const { entries, clones, missing } = await worldOfPortfolio(query, terminal.signal);
    const pool = openPool(wholeNumber('--jobs', options.jobs, 1, availableParallelism()));
    try {
      const built = await buildWorld({
        entries,
        cloneOf: (entry) => clones.get(entry.id) ?? null,
        prints: options.prints ?? join(cacheFolder(), 'against'),
        catalogues: [],
        pool,
        progress: terminal.progress,
        signal: terminal.signal,
        told: (sentence) => terminal.err(`forebear world: ${sentence}`),
      });
      const left = [...missing, ...built.missing];
      for (const { id, reason } of left) terminal.err(`${id}: left out: ${reason}`);
      const written = writeWhole(target, built.bytes, { folders: true });
      if (!written.ok) {
        terminal.err(`forebear world: ${written.message}`);
        return EXIT.failed;
      }
      terminal.out(
        `${target}: ${count(built.entries.length, 'project')}, ${built.bytes.length} bytes. "forebear audit PATH --against ${quotedArgument(target)}" compares with it.\n`,
      );
      return left.length > 0 && options['allow-partial'] !== true ? EXIT.failed : EXIT.clean;
    } finally {
      await pool.close();
    }
  });
}
