import { join } from 'node:path';
import { buildCatalogue } from '../../../../host/catalogue/build-catalogue.ts';
import { INDEX_EXTENSION } from '../../../../host/catalogue/load-catalogue.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { writeResult } from '../../write-result.ts';
import { buildOptions, chosenFolder, entriesOf } from './folder.ts';
import type { CatalogueOptions } from './options.ts';

/** Builds the index of a folder and puts it in place. An unreachable entry fails it, unless part is allowed. */
export async function build(
  args: readonly string[],
  options: CatalogueOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (args.length > 0) throw new UsageError('build takes no names: it indexes the whole folder.');
  const folder = chosenFolder(options);
  const catalogue = await entriesOf(folder, terminal);
  if (catalogue === null) return EXIT.failed;
  const built = await buildCatalogue(catalogue, buildOptions(options, terminal));
  if (!built.ok) {
    terminal.err(`forebear catalogue: ${built.message}`);
    return EXIT.failed;
  }
  for (const { id, reason } of built.value.missing) terminal.err(`${id}: not indexed: ${reason}`);
  const partial = built.value.missing.length > 0;
  if (partial && options['allow-partial'] !== true) {
    terminal.err(
      'forebear catalogue: no index was written, because it would lack these versions. Give a --mirror that holds them, or --allow-partial.',
    );
    return EXIT.failed;
  }
  const target = options.output ?? join(folder, 'index', `${catalogue.id}${INDEX_EXTENSION}`);
  const failed = writeResult(terminal, target, built.value.bytes, { folders: true });
  if (failed !== null) return failed;
  terminal.out(
    `${target}: ${catalogue.entries.length - built.value.missing.length} upstream versions, ${built.value.bytes.length} bytes\n`,
  );
  return EXIT.clean;
}
