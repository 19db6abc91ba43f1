import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCatalogue, loadCatalogues } from '../../../../host/catalogue/load-catalogue.ts';
import { proposeEntry } from '../../../../host/catalogue/propose-entry.ts';
import { parseEntry } from '../../../../host/catalogue/read-entries.ts';
import { readPlainText } from '../../../../host/files/plain-file.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { writeResult } from '../../write-result.ts';
import { build } from './build.ts';
import { buildOptions } from './folder.ts';
import type { CatalogueOptions } from './options.ts';

/** Names of units that the built-in catalogue knows: they would say nothing about a new upstream. */
async function knownNames(): Promise<ReadonlySet<string>> {
  const loaded = await loadCatalogues([builtInCatalogue()]);
  const names = new Set<string>();
  for (const { index } of loaded.ok ? loaded.value : []) {
    for (let unit = 0; unit < index.unitCount; unit++) {
      for (const place of index.unit(unit).occurrences) names.add(place.symbol.split('.')[0] ?? '');
    }
  }
  return names;
}

/** Bytes of an entry; the largest built-in one has 30 KB. */
const MOST_ENTRY = 4 * 1024 * 1024;

/** Writes a proposed entry into a catalogue folder and indexes the folder. */
export async function add(
  args: readonly string[],
  options: CatalogueOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [target] = args;
  if (target === undefined || args.length > 1) {
    throw new UsageError('add takes one repository: OWNER/NAME, a path or an address.');
  }
  const folder = options.catalogue?.[0];
  if (folder === undefined || options.catalogue?.length !== 1) {
    throw new UsageError(
      'Say which catalogue it is for: --catalogue FOLDER (it is made if it does not exist).',
    );
  }
  const proposal = await proposeEntry(target, {
    ...buildOptions(options, terminal),
    folder,
    knownNames: await knownNames(),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.project === undefined ? {} : { project: options.project }),
    ...(options.commit === undefined ? {} : { revision: options.commit }),
  });
  if (!proposal.ok) {
    terminal.err(`forebear catalogue: ${proposal.message}`);
    return EXIT.failed;
  }
  const { entry, review } = proposal.value;
  const text = `${JSON.stringify(entry, null, 2)}\n`;
  const sound = parseEntry(entry.id, JSON.parse(text));
  if (!sound.ok) {
    // Its id becomes the name of a file.
    terminal.err(`forebear catalogue: ${sound.message} Choose another --project or --name.`);
    return EXIT.failed;
  }
  const path = join(folder, 'upstreams', `${entry.id}.json`);
  // The same entry is there when the last run was ended before the index was built.
  if (existsSync(path) && readPlainText(path, { limit: MOST_ENTRY }) !== text) {
    terminal.err(`forebear catalogue: ${path} is there already. Remove it first to have it written anew.`);
    return EXIT.failed;
  }
  const failed = writeResult(terminal, path, text, { folders: true });
  if (failed !== null) return failed;
  const lines = [`${path} was written. Review it:`, ...review.map((line) => `  ${line}`)];
  lines.push('After a change, run "forebear catalogue build" on this folder again.');
  terminal.out(`${lines.join('\n')}\n`);
  return build([], options, terminal);
}
