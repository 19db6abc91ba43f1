import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtInCatalogue, loadCatalogues } from '../../../../host/catalogue/load-catalogue.ts';
import { proposeEntry } from '../../../../host/catalogue/propose-entry.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
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
  const path = join(folder, 'upstreams', `${entry.id}.json`);
  if (existsSync(path)) {
    terminal.err(`forebear catalogue: ${path} is there already. Remove it first to have it written anew.`);
    return EXIT.failed;
  }
  await mkdir(join(folder, 'upstreams'), { recursive: true });
  await writeFile(path, `${JSON.stringify(entry, null, 2)}\n`);
  const lines = [`${path} was written. Review it:`, ...review.map((line) => `  ${line}`)];
  lines.push('After a change, run "forebear catalogue build" on this folder again.');
  terminal.out(`${lines.join('\n')}\n`);
  return build([], options, terminal);
}
