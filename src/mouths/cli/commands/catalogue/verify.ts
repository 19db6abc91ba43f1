import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCatalogueIndex } from '../../../../catalogue/open-index.ts';
import { buildCatalogue } from '../../../../host/catalogue/build-catalogue.ts';
import { INDEX_EXTENSION, loadCatalogues } from '../../../../host/catalogue/load-catalogue.ts';
import { compareIndexes } from '../../../../host/catalogue/verify-catalogue.ts';
import { jsonText } from '../../../reports/json-text.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { oneOf } from '../../options.ts';
import { buildOptions, chosenFolder, deliver, entriesOf } from './folder.ts';
import type { CatalogueOptions } from './options.ts';

/** Rebuilds every version whose repository can be had and compares it with the index in the folder. */
export async function verify(
  args: readonly string[],
  options: CatalogueOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (args.length > 0) throw new UsageError('verify takes no names: it checks the whole folder.');
  const format = oneOf('--format', options.format, ['text', 'json'], 'text');
  const folder = chosenFolder(options);
  const catalogue = await entriesOf(folder, terminal);
  if (catalogue === null) return EXIT.failed;
  const file = join(folder, 'index', `${catalogue.id}${INDEX_EXTENSION}`);
  const kept = await loadCatalogues([file]);
  const keptIndex = kept.ok ? kept.value[0]?.index : undefined;
  if (!kept.ok || keptIndex === undefined) {
    terminal.err(`forebear catalogue: ${kept.ok ? 'there is no index' : kept.message}`);
    return EXIT.failed;
  }
  const rebuilt = await buildCatalogue(catalogue, buildOptions(options, terminal));
  if (!rebuilt.ok) {
    terminal.err(`forebear catalogue: ${rebuilt.message}`);
    return EXIT.failed;
  }
  const { bytes, missing } = rebuilt.value;
  const index = openCatalogueIndex(bytes.buffer, null);
  if (!index.ok) throw new Error(index.message);
  const identical = Buffer.compare(bytes, await readFile(file)) === 0;
  const checks = compareIndexes(
    keptIndex,
    index.value,
    new Map(missing.map(({ id, reason }) => [id, reason] as const)),
  );
  const count = (state: string): number => checks.filter((check) => check.state === state).length;
  const unequal = checks.filter((check) => check.state !== 'same' && check.state !== 'not-rebuilt');
  if (format === 'json') {
    await deliver(jsonText({ identical, versions: checks }), options, terminal);
  } else {
    const lines = checks
      .filter((check) => check.state !== 'same')
      .map((check) => `${check.id}: ${check.state}: ${check.detail}`);
    lines.push(
      identical
        ? `The index is byte-identical to its rebuild: ${count('same')} versions.`
        : `${count('same')} of ${checks.length} versions are the same, ${unequal.length} differ, ${count('not-rebuilt')} could not be rebuilt.`,
    );
    await deliver(`${lines.join('\n')}\n`, options, terminal);
  }
  if (unequal.length > 0) return EXIT.findings;
  return missing.length > 0 && options['allow-partial'] !== true ? EXIT.failed : EXIT.clean;
}
