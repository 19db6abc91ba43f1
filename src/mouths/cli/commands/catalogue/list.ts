import {
  builtInCatalogue,
  type LoadedCatalogue,
  loadCatalogues,
} from '../../../../host/catalogue/load-catalogue.ts';
import { jsonText } from '../../../reports/json-text.ts';
import { columns, folded, table } from '../../../reports/text/table.ts';
import { licenseWords } from '../../../reports/wording.ts';
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

/** `NOASSERTION` says nothing to a reader. */
const licenseIn = (expression: string): string =>
  expression === 'NOASSERTION' ? 'not known' : expression === 'NONE' ? 'none stated' : expression;

const HEADS = ['VERSION', 'NAME', 'PUBLISHED', 'CODE LICENSE', 'WEIGHTS LICENSE', 'INDEXED'] as const;

/** A table where it fits; else each version with its facts below it. */
function laidOut(versions: readonly (readonly string[])[], width: number): string {
  const most = HEADS.map((title) => ({ title, most: Number.POSITIVE_INFINITY }));
  const lines = table(most, versions, '');
  if (lines.every((line) => columns(line) <= width)) return `${lines.join('\n')}\n`;
  const blocks = versions.flatMap(
    ([id = '', name = '', published = '', code = '', weights = '', files = '']) => [
      folded(`${id}  ${name}`, width),
      folded(`  ${published}; code ${licenseWords(code)}; weights ${licenseWords(weights)}; ${files}`, width),
    ],
  );
  return `${blocks.join('\n')}\n`;
}

/** Each version: id, name, date, licenses, and whether code is indexed. */
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
    licenseIn(source.codeLicense.expression),
    licenseIn(source.weightsLicense.expression),
    source.factsOnly ? 'facts only' : `${new Set(files.map((file) => file.path)).size} files`,
  ]);
  await deliver(laidOut(rows, terminal.columns), options, terminal);
  return EXIT.clean;
}
