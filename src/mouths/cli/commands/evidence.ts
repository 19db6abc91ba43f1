import { readFileSync, statSync } from 'node:fs';
import { mirrorPath } from '../../../host/catalogue/mirror-path.ts';
import { locateRepository } from '../../../host/evidence-pack/locate-repository.ts';
import { MOST_PACK_BYTES } from '../../../host/evidence-pack/manifest.ts';
import { packEvidence } from '../../../host/evidence-pack/pack-evidence.ts';
import { findLineage } from '../../../host/evidence-pack/select-lineage.ts';
import { verifyEvidence } from '../../../host/evidence-pack/verify-evidence.ts';
import type { SourceFacts } from '../../../model/source-facts.ts';
import { canonicalJson } from '../../reports/canonical-json.ts';
import { printable } from '../../reports/printable.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { obtainReport, requestOf } from '../report-source.ts';
import { writeResult } from '../write-result.ts';

const OWN_OPTIONS = {
  lineage: { type: 'string' },
  report: { type: 'string' },
  repository: { type: 'string' },
  upstream: { type: 'string' },
  mirror: { type: 'string' },
  'include-local': { type: 'boolean' },
  'include-upstream': { type: 'boolean' },
  local: { type: 'string' },
  id: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseOptions<typeof OWN_OPTIONS>>['values'];

/** Clone of an upstream in a folder of clones, by the template `…/{owner}/{name}.git`. */
async function mirrored(
  template: string | undefined,
  source: SourceFacts | undefined,
): Promise<string | undefined> {
  const [owner, name, ...rest] = (source?.repository ?? '').split('/');
  if (template === undefined || owner === undefined || name === undefined || rest.length > 0)
    return undefined;
  return mirrorPath(template, owner, name);
}

async function pack(root: string, values: Values, terminal: Terminal): Promise<ExitCode> {
  if (values.lineage === undefined)
    throw new UsageError('Name the upstream: forebear evidence pack --lineage UPSTREAM --output FILE');
  if (values.output === undefined) throw new UsageError('--output FILE is needed: the pack is an archive.');
  const settled = await obtainReport(requestOf(root, values), terminal);
  if (settled === null) return EXIT.failed;
  const { report } = settled;
  const chosen = findLineage(report, values.lineage);
  const source = chosen.ok ? report.sources.find((item) => item.id === chosen.value.version) : undefined;
  const clone = values.upstream ?? (await mirrored(values.mirror, source));
  const located = clone === undefined ? null : await locateRepository(clone, terminal.signal);
  const upstreamGitDir = located?.gitDir ?? null;
  if (values.upstream !== undefined && upstreamGitDir === null) {
    terminal.err(`forebear: ${values.upstream} is not a git repository. Give a clone of the upstream.`);
    return EXIT.failed;
  }
  if (values['include-upstream'] === true && upstreamGitDir === null) {
    terminal.err(
      'forebear: --include-upstream needs a clone of the upstream: give --upstream DIR or --mirror.',
    );
    return EXIT.failed;
  }
  const made = await packEvidence(
    {
      root,
      report,
      lineage: values.lineage,
      upstreamGitDir,
      includeLocal: values['include-local'] === true,
      includeUpstream: values['include-upstream'] === true,
      ...(values.repository === undefined ? {} : { repository: values.repository }),
    },
    terminal.signal,
  );
  if (!made.ok) {
    terminal.err(`forebear: ${made.message}`);
    return EXIT.failed;
  }
  if (made.value.bytes.length > MOST_PACK_BYTES) {
    terminal.err(
      'forebear: the pack would be over 40 MB, and nobody could verify it: leave out --include-local, or --include-upstream.',
    );
    return EXIT.failed;
  }
  const failed = writeResult(terminal, values.output, made.value.bytes);
  if (failed !== null) return failed;
  for (const limit of [...made.value.manifest.local.limits, ...made.value.manifest.upstream.limits])
    terminal.err(`forebear: ${printable(limit)}`);
  terminal.out(`${made.value.id}\n`);
  terminal.err(
    `forebear: wrote ${values.output}. Keep its id apart from it: with the id, a forgery is told.`,
  );
  return EXIT.clean;
}

async function verify(path: string, values: Values, terminal: Terminal): Promise<ExitCode> {
  const format = oneOf('--format', values.format, ['text', 'json'], 'text');
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts === undefined || !facts.isFile() || facts.size > MOST_PACK_BYTES) {
    terminal.err(
      facts === undefined
        ? `forebear: There is no file "${path}". Check the path.`
        : `forebear: ${path} is not a file of at most 40 MB. Give a pack that "forebear evidence pack" wrote.`,
    );
    return EXIT.failed;
  }
  const sides: { localGitDir?: string; upstreamGitDir?: string } = {};
  for (const [option, key] of [
    ['local', 'localGitDir'],
    ['upstream', 'upstreamGitDir'],
  ] as const) {
    const given = values[option];
    if (given === undefined) continue;
    const gitDir = (await locateRepository(given, terminal.signal))?.gitDir ?? null;
    if (gitDir === null) {
      terminal.err(`forebear: ${given} is not a git repository.`);
      return EXIT.failed;
    }
    sides[key] = gitDir;
  }
  const verified = await verifyEvidence(
    readFileSync(path),
    { ...sides, ...(values.id === undefined ? {} : { expectedId: values.id }) },
    terminal.signal,
  );
  if (!verified.ok) {
    terminal.err(`forebear: ${path}: ${verified.message}`);
    return EXIT.failed;
  }
  const { id, faults, rechecked, manifest } = verified.value;
  const changed = rechecked.filter((item) => item.result === 'changed');
  const absent = rechecked.filter((item) => item.result === 'absent');
  const text =
    format === 'json'
      ? canonicalJson({ id, whole: faults.length === 0, faults, rechecked })
      : `${[
          faults.length === 0 ? `Whole: every byte is as it was packed. Id ${id}` : `Changed: ${path}`,
          ...faults.map((fault) => `  ${printable(fault)}`),
          ...(manifest === null
            ? []
            : [
                `Lineage ${printable(manifest.lineage.version)}, ${manifest.lineage.strength}; made with ${manifest.tool.name} ${printable(manifest.tool.version)}, catalogue ${printable(manifest.catalogue.id)}.`,
              ]),
          ...(rechecked.length === 0
            ? ['Not asked of the repositories again; give --local DIR and --upstream DIR.']
            : [
                `Asked again: ${rechecked.length} objects, ${changed.length} changed, ${absent.length} absent.`,
              ]),
          ...[...changed, ...absent].map((item) => `  ${item.result}: ${printable(item.what)}`),
        ].join('\n')}\n`;
  const failed = writeResult(terminal, values.output, text);
  if (failed !== null) return failed;
  if (faults.length > 0 || changed.length > 0) return EXIT.findings;
  return absent.length > 0 && values['allow-partial'] !== true ? EXIT.failed : EXIT.clean;
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OWN_OPTIONS);
  const [name, path, ...rest] = positionals;
  if (name === undefined || rest.length > 0)
    throw new UsageError('Say what to do: forebear evidence pack | verify');
  const action = oneOf('evidence', name, ['pack', 'verify'], 'pack');
  if (action === 'pack') return pack(path ?? '.', values, terminal);
  if (path === undefined) throw new UsageError('Name the pack: forebear evidence verify FILE');
  return verify(path, values, terminal);
}

export const evidence: Command = {
  name: 'evidence',
  usage: 'forebear evidence pack [PATH] --lineage UPSTREAM --output FILE | forebear evidence verify FILE',
  summary: 'Make an archive that a third party can check when the repositories are gone; check one',
  refuses: ['fail-on'],
  options: [
    'pack',
    '--lineage UPSTREAM   project or version of the catalogue, as the report names it',
    '--report FILE        a JSON report to pack, instead of auditing PATH',
    '--repository ADDRESS where others find the audited repository',
    '--upstream DIR       a clone of the upstream, for its hashes, commits and tags',
    '--mirror TEMPLATE    a folder of clones, with {owner} and {name}',
    "--include-local      put the audited side's files into the pack",
    "--include-upstream   put the upstream's files into the pack",
    'verify',
    '--id HEX             the id that pack printed',
    '--local DIR          ask a clone of the audited repository again',
    '--upstream DIR       ask a clone of the upstream again',
    ...COMMON_HELP,
  ],
  run,
};
