import type { UpstreamPage } from '../../../../artefacts/prose/compare-pages.ts';
import type { IndexedFile } from '../../../../catalogue/open-index.ts';
import { findNamed } from '../../../../lineage/find-named.ts';
import type { SourceFacts, StatedLicense } from '../../../../model/source-facts.ts';
import { EXIT, type ExitCode, type Terminal, UsageError } from '../../command.ts';
import { oneOf } from '../../options.ts';
import { deliver } from './folder.ts';
import { openChosen } from './list.ts';
import type { CatalogueOptions } from './options.ts';

function license(stated: StatedLicense): string {
  const from = stated.from === undefined ? '' : ` from ${stated.from}`;
  const until = stated.until === undefined ? '' : ` until ${stated.until}`;
  return `${stated.expression}${from}${until} (${stated.source})`;
}

function describe(
  source: SourceFacts,
  files: readonly IndexedFile[],
  pages: readonly UpstreamPage[],
): string {
  const lines: string[] = [`${source.name}  [${source.id}]`];
  const say = (label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') lines.push(`  ${label.padEnd(16)} ${value}`);
  };
  say('chinese name', source.nameZh);
  say('project', `${source.projectName} [${source.project}]`);
  say('organisation', [source.organisation, source.organisationZh].filter((name) => name).join(', '));
  say('home', source.homepage);
  say('code taken from', `${source.repository}${source.commit === null ? '' : ` at ${source.commit}`}`);
  say('which is', source.repositoryIs);
  say('published', `${source.published ?? 'not known'} (${source.publishedBasis})`);
  say('code license', license(source.codeLicense));
  for (const earlier of source.earlierCodeLicenses ?? []) say('  earlier', license(earlier));
  say('weights license', license(source.weightsLicense));
  for (const later of source.laterWeightsLicenses ?? []) say('  later', license(later));
  for (const line of source.copyrights) say('copyright', line);
  say('notice file', source.noticeFile);
  say('credited as', source.aliases.join(', '));
  say('cite', source.citations.join('; '));
  say('identifiers', source.identifiers.join(', '));
  say('special tokens', source.specialTokens.join(' '));
  say('config keys', source.configKeys.join(', '));
  say('tensor names', source.tensorPrefixes.join(', '));
  for (const { file, from, statedAt } of source.ancestors)
    say('derives', `${file} from ${from}: ${statedAt}`);
  const byPath = new Map<string, IndexedFile[]>();
  for (const file of files) byPath.set(file.path, [...(byPath.get(file.path) ?? []), file]);
  for (const [path, states] of byPath) {
    const units = new Set(states.flatMap((state) => [...state.units])).size;
    const kept = states.length === 1 ? '1 state' : `${states.length} states`;
    say(
      'file',
      `${path}  ${states[0]?.role ?? ''}, ${kept}, ${units} units, since ${states[0]?.firstCommitted ?? 'not known'}`,
    );
  }
  for (const page of pages)
    say('page', `${page.path}  ${page.words} words, since ${page.since ?? 'not known'}`);
  if (source.factsOnly) say('indexed', 'facts only, no code');
  say('note', source.notes);
  return `${lines.join('\n')}\n`;
}

/** Everything known about one version, or about all versions of one project. */
export async function show(
  args: readonly string[],
  options: CatalogueOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [id] = args;
  if (id === undefined || args.length > 1)
    throw new UsageError('show takes one id, of a version or a project.');
  const format = oneOf('--format', options.format, ['text', 'json'], 'text');
  const catalogues = await openChosen(options, terminal);
  if (catalogues === null) return EXIT.failed;
  const all = catalogues.flatMap(({ index }) => index.sources.map((source, at) => ({ index, source, at })));
  const found = findNamed(
    all,
    ({ source }) => [source.id, source.project, source.projectName, source.name, ...source.aliases],
    id,
  ).map(({ index, source, at }) => ({ source, files: index.filesOf(at), pages: index.pagesOf(at) }));
  if (found.length === 0) {
    terminal.err(
      `forebear catalogue: no version or project is called "${id}". "forebear catalogue list" names them.`,
    );
    return EXIT.failed;
  }
  const text =
    format === 'json'
      ? `${JSON.stringify(
          found.map(({ source }) => source),
          null,
          2,
        )}\n`
      : found.map(({ source, files, pages }) => describe(source, files, pages)).join('\n');
  await deliver(text, options, terminal);
  return EXIT.clean;
}
