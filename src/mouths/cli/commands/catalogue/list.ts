import {
  builtInCatalogue,
  type LoadedCatalogue,
  loadCatalogues,
} from '../../../../host/catalogue/load-catalogue.ts';
import { jsonText } from '../../../reports/json-text.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { oneOf } from '../../options.ts';
import { deliver } from './folder.ts';
import type { CatalogueOptions } from './options.ts';

/** The built-in catalogue and those named with --catalogue. Says what is wrong and answers null on failure. */
export async function openChosen(
  options: CatalogueOptions,
  terminal: Terminal,
): Promise<readonly LoadedCatalogue[] | null> {
  const loaded = await loadCatalogues([builtInCatalogue(), ...(options.catalogue ?? [])]);
  if (loaded.ok) return loaded.value;
  terminal.err(`forebear catalogue: ${loaded.message}`);
  return null;
}

function column(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? '')].length))) ?? [];
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  ');
  return `${rows.map(line).join('\n')}\n`;
}

/** One line per version: id, name, date, licenses, and whether code is indexed. */
export async function list(
  args: readonly string[],
  options: CatalogueOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (args.length > 0) throw new UsageError('list takes no names; "forebear catalogue show ID" shows one.');
  const format = oneOf('--format', options.format, ['text', 'json'], 'text');
  const catalogues = await openChosen(options, terminal);
  if (catalogues === null) return EXIT.failed;
  const versions = catalogues.flatMap(({ index }) =>
    index.sources.map((source, at) => ({ catalogue: index.id, source, files: index.filesOf(at) })),
  );
  if (format === 'json') {
    const rows = versions.map(({ catalogue, source, files }) => ({
      catalogue,
      id: source.id,
      project: source.project,
      name: source.name,
      repository: source.repository,
      commit: source.commit,
      published: source.published,
      codeLicense: source.codeLicense.expression,
      weightsLicense: source.weightsLicense.expression,
      factsOnly: source.factsOnly,
      files: new Set(files.map((file) => file.path)).size,
      units: new Set(files.flatMap((file) => [...file.units])).size,
    }));
    await deliver(jsonText(rows), options, terminal);
    return EXIT.clean;
  }
  const rows = versions.map(({ source, files }) => [
    source.id,
    source.name,
    source.published?.slice(0, 10) ?? 'date not known',
    source.codeLicense.expression,
    source.weightsLicense.expression,
    source.factsOnly ? 'facts only' : `${new Set(files.map((file) => file.path)).size} files`,
  ]);
  await deliver(
    column([['VERSION', 'NAME', 'PUBLISHED', 'CODE LICENSE', 'WEIGHTS LICENSE', 'INDEXED'], ...rows]),
    options,
    terminal,
  );
  return EXIT.clean;
}
