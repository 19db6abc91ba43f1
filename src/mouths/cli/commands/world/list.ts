import { builtInWorld, loadWorld } from '../../../../host/world/open-world.ts';
import type { WorldRows } from '../../../../origins/world-format.ts';
import { EXIT, type ExitCode, type Terminal } from '../../command.ts';
import type { WorldOptions } from './options.ts';

/** Opens the index that a command is about, or says why not and answers null. */
export async function openIndex(options: WorldOptions, terminal: Terminal): Promise<WorldRows | null> {
  const loaded = await loadWorld(options.index ?? builtInWorld());
  if (loaded.ok) return loaded.value.world;
  terminal.err(`forebear world: ${loaded.message}`);
  return null;
}

/** One line per project: id, since when, what its dates rest on, license, repository. */
export async function list(
  _args: readonly string[],
  options: WorldOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const world = await openIndex(options, terminal);
  if (world === null) return EXIT.failed;
  if (options.format === 'json') {
    const { id, families, grams, threshold, fit, projects } = world;
    terminal.out(
      `${JSON.stringify({ schemaVersion: 1, id, families, grams, threshold, fit, projects }, null, 2)}\n`,
    );
    return EXIT.clean;
  }
  const lines = world.projects.map((one) =>
    [one.id, one.since, one.dateKind, one.license === '' ? '-' : one.license, one.repository ?? '-'].join(
      '\t',
    ),
  );
  terminal.out(`${lines.join('\n')}\n`);
  return EXIT.clean;
}
