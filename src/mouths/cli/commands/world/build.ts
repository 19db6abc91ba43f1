import { availableParallelism } from 'node:os';
import { builtInCatalogue, loadCatalogues } from '../../../../host/catalogue/load-catalogue.ts';
import { writeWhole } from '../../../../host/files/write-whole.ts';
import { openPool } from '../../../../host/threads/pool.ts';
import { type BuiltWorld, buildWorld } from '../../../../host/world/build-world.ts';
import { cloneOf } from '../../../../host/world/clone-of.ts';
import { readWorldList, writeWorldList } from '../../../../host/world/world-list.ts';
import type { WorldRows } from '../../../../origins/world-format.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { wholeNumber } from '../../options.ts';
import { openIndex } from './list.ts';
import type { WorldOptions } from './options.ts';

/** Sources that the world lacks which are shown. */
const MOST_LACKING = 25;

/**
 * Reads the list, prints what is new, and settles the world, all of it or what `base` lacks; null when the reason was said.
 */
export async function rebuilt(
  options: WorldOptions,
  terminal: Terminal,
  base: WorldRows | null = null,
): Promise<BuiltWorld | null> {
  if (options.clones === undefined) throw new UsageError('Say where the bare clones are: --clones DIR.');
  const { clones } = options;
  const list = await readWorldList(options.list ?? 'catalogue/world.tsv');
  if (!list.ok) {
    terminal.err(`forebear world: ${list.message}`);
    return null;
  }
  const catalogues = await loadCatalogues([builtInCatalogue(), ...(options.catalogue ?? [])]);
  if (!catalogues.ok) {
    terminal.err(`forebear world: ${catalogues.message}`);
    return null;
  }
  const only = options.only === undefined ? null : new Set(options.only.split(','));
  const pool = openPool(wholeNumber('--jobs', options.jobs, 1, availableParallelism()));
  try {
    return await buildWorld({
      entries: list.value.filter((one) => only === null || only.has(one.id)),
      cloneOf: (entry) => cloneOf(clones, entry.clone),
      prints: options.prints ?? 'build/world',
      catalogues: catalogues.value.map(({ index }) => index),
      base,
      pool,
      progress: terminal.progress,
      signal: terminal.signal,
      told: (sentence) => terminal.err(`forebear world: ${sentence}`),
    });
  } finally {
    await pool.close();
  }
}

/** Builds the index and pins in the list the commits that were read. */
export async function build(
  args: readonly string[],
  options: WorldOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (args.length > 0) throw new UsageError('build takes no names: choose projects with --only.');
  if (options.portfolio === true) {
    const { buildPortfolio } = await import('./build-portfolio.ts');
    return buildPortfolio(options, terminal);
  }
  const built = await rebuilt(options, terminal);
  return built === null ? EXIT.failed : writeBuilt(built, options, terminal, options.only === undefined);
}

/** Puts into an index the projects of the list that it lacks, from their clones alone. */
export async function add(
  args: readonly string[],
  options: WorldOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (args.length > 0) throw new UsageError('add takes no names: choose projects with --only.');
  const base = await openIndex(options, terminal);
  if (base === null) return EXIT.failed;
  const built = await rebuilt(options, terminal, base);
  return built === null ? EXIT.failed : writeBuilt(built, options, terminal, false);
}

/** Writes an index, and the list with the commits that were read where it holds all of them. */
function writeBuilt(built: BuiltWorld, options: WorldOptions, terminal: Terminal, isAll: boolean): ExitCode {
  for (const { id, reason } of built.missing) terminal.err(`${id}: left out: ${reason}`);
  if (built.missing.length > 0 && options['allow-partial'] !== true) {
    terminal.err(
      'forebear world: no index was written, because it would lack these projects. Give their clones, or --allow-partial.',
    );
    return EXIT.failed;
  }
  const target = options.output ?? 'catalogue/index/builtin.world';
  const whole = isAll && built.missing.length === 0;
  const results = [
    writeWhole(target, built.bytes, { folders: true }),
    ...(whole ? [writeWhole(options.list ?? 'catalogue/world.tsv', writeWorldList(built.entries))] : []),
  ];
  for (const written of results)
    if (!written.ok) {
      terminal.err(`forebear world: ${written.message}`);
      return EXIT.failed;
    }
  const lines = [`${target}: ${built.entries.length} projects, ${built.bytes.length} bytes`];
  if (built.lacking.length > 0) {
    lines.push('Named as sources by files, and not in the world (units, projects that name them):');
    for (const one of built.lacking.slice(0, MOST_LACKING))
      lines.push(`  ${one.source}\t${one.units}\t${one.projects}`);
  }
  terminal.out(`${lines.join('\n')}\n`);
  return EXIT.clean;
}
