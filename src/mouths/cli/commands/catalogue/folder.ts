import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from '../../../../host/catalogue/build-catalogue.ts';
import { type CatalogueFolder, readEntries } from '../../../../host/catalogue/read-entries.ts';
import { loadLicenseIndex } from '../../../../host/license-index.ts';
import { printSource } from '../../../../host/parsing/print-source.ts';
import { combinedExpression, detectLicenses } from '../../../../licenses/detect.ts';
import { type Terminal, UsageError } from '../../command.ts';
import { writeResult } from '../../write-result.ts';
import type { CatalogueOptions } from './options.ts';

/** The one catalogue folder that a command works on. */
export function chosenFolder(options: CatalogueOptions): string {
  const folders = options.catalogue ?? [];
  if (folders.length > 1) throw new UsageError('This command works on one catalogue: give --catalogue once.');
  const folder = folders[0] ?? 'catalogue';
  if (folders.length === 0 && !existsSync(join(folder, 'upstreams'))) {
    throw new UsageError('There is no catalogue folder here: give one with --catalogue FOLDER.');
  }
  return folder;
}

/** Reads the entries of a folder, or says what is wrong with them and answers null. */
export async function entriesOf(folder: string, terminal: Terminal): Promise<CatalogueFolder | null> {
  const entries = await readEntries(folder);
  if (entries.ok) return entries.value;
  for (const line of entries.message.split('\n')) terminal.err(`forebear catalogue: ${line}`);
  return null;
}

/** How this tool prints and reads licenses when it builds an index. */
export function buildOptions(options: CatalogueOptions, terminal: Terminal): BuildOptions {
  const licenses = loadLicenseIndex();
  return {
    mirror: options.mirror ?? null,
    fetch: options.offline !== true,
    signal: terminal.signal,
    progress: terminal.progress,
    print: printSource,
    licenseOf: (text, path = 'header') =>
      combinedExpression(
        detectLicenses(licenses, path, text).filter(
          (one) => path === 'header' || (one.slot === 'code' && one.ofOthers !== true),
        ),
      ),
  };
}

/** Writes the result of a command to --output or stdout. */
export async function deliver(text: string, options: CatalogueOptions, terminal: Terminal): Promise<void> {
  if (writeResult(terminal, options.output, text) !== null)
    throw new UsageError('Give another file with --output.');
}
