import { readFile } from 'node:fs/promises';
import { builtInWorld } from '../../../../host/world/open-world.ts';
import { EXIT, type ExitCode, type Terminal } from '../../command.ts';
import { rebuilt } from './build.ts';
import type { WorldOptions } from './options.ts';

/** Rebuilds the index from the clones and compares the bytes. */
export async function verify(
  _args: readonly string[],
  options: WorldOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = options.index ?? builtInWorld();
  let kept: Buffer;
  try {
    kept = await readFile(path);
  } catch {
    terminal.err(`forebear world: there is no index at ${path}: build one with "forebear world build".`);
    return EXIT.failed;
  }
  const built = await rebuilt(options, terminal);
  if (built === null) return EXIT.failed;
  for (const { id, reason } of built.missing) terminal.err(`${id}: not rebuilt: ${reason}`);
  const same = built.missing.length === 0 && kept.equals(built.bytes);
  terminal.out(
    same
      ? `${path}: byte for byte what the list and the clones give\n`
      : `${path}: differs from what the list and the clones give (${kept.length} and ${built.bytes.length} bytes)\n`,
  );
  return same ? EXIT.clean : EXIT.findings;
}
