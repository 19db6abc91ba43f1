// Audits a fixed list of public repositories with one build, or with two, and says which reports differ and where first.
//
//   FOREBEAR_MIRROR=CLONES node tools/same-reports.mjs [--build dist/cli.cjs] [--against OTHER/cli.cjs]
//     [--digests FILE] [--only NAME] [--node PROGRAM] [--keep FOLDER]
//
// CLONES holds a bare clone of each repository of tools/same-reports.json, with its commit: CLONES/OWNER+NAME/repo, or a
// template with {owner} and {name}. --digests is what an earlier run printed. Printed: digest <TAB> name <TAB> processor
// seconds. Left out of a digest: the catalogue's id and the tool's version, which name a build and not what it found.
// Ends with 1 when a report differs, with 2 when one could not be made.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    build: { type: 'string', default: join(root, 'dist/cli.cjs') },
    against: { type: 'string' },
    digests: { type: 'string' },
    only: { type: 'string', default: '' },
    node: { type: 'string', default: process.execPath },
    keep: { type: 'string' },
  },
});

function cloneOf(repository) {
  const clones = process.env.FOREBEAR_MIRROR ?? '';
  const [owner, name] = repository.split('/');
  if (clones.includes('{owner}')) return clones.replace('{owner}', owner).replace('{name}', name);
  return join(clones, `${owner}+${name}`, 'repo');
}

/** What is audited: the example as a folder on disk, and the clones of the list. */
function targets() {
  const { repositories } = JSON.parse(readFileSync(join(root, 'tools/same-reports.json'), 'utf8'));
  const example = {
    name: 'examples/tiny-vlm',
    args: [join(root, 'examples/tiny-vlm'), '--catalogue', join(root, 'examples/catalogue')],
  };
  const clones = repositories.map(({ repository, commit }) => ({
    name: repository,
    args: [cloneOf(repository), '--rev', commit],
  }));
  return [example, ...clones].filter(({ name }) => name.includes(values.only));
}

/** Seconds of a processor that the children ended so far have taken; 0 where the system does not say. */
function childSeconds() {
  try {
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return 0;
  }
}

/** The report of one build, without what names the build. Null when there is none. */
function reportOf(build, { name, args }) {
  const cache = mkdtempSync(join(tmpdir(), 'same-reports-'));
  const options = ['--no-cache', '--quiet', '--format', 'json', '--fail-on', 'never', '--allow-partial'];
  const before = childSeconds();
  const { stdout, stderr, status } = spawnSync(values.node, [resolve(build), 'audit', ...args, ...options], {
    encoding: 'utf8',
    maxBuffer: 2 ** 29,
    env: { ...process.env, FOREBEAR_CACHE: cache },
  });
  const seconds = childSeconds() - before;
  rmSync(cache, { recursive: true, force: true });
  if (stderr !== '') process.stderr.write(`${name}: ${build} says: ${stderr}\n`);
  if (status !== 0) return null;
  const report = JSON.parse(stdout);
  delete report.catalogue.id;
  delete report.tool.version;
  const text = `${JSON.stringify(report, null, 1)}\n`;
  return { report, text, digest: createHash('sha256').update(text).digest('hex').slice(0, 16), seconds };
}

/** Where two JSON values differ first, as a path and both values; null where they do not. */
function firstDifference(one, other, at = '') {
  if (Object.is(one, other)) return null;
  const plain = (value) => value === null || typeof value !== 'object';
  if (plain(one) || plain(other)) return `${at}: ${JSON.stringify(one)} | ${JSON.stringify(other)}`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = firstDifference(one[key], other[key], `${at}/${key}`);
    if (found !== null) return found.slice(0, 400);
  }
  return null;
}

function earlierDigests() {
  if (values.digests === undefined) return null;
  const lines = readFileSync(values.digests, 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => line.split('\t')).map(([digest, name]) => [name, digest]));
}

const earlier = earlierDigests();
const sums = { build: 0, against: 0 };
for (const target of targets()) {
  const made = reportOf(values.build, target);
  if (made === null) {
    process.exitCode = 2;
    continue;
  }
  sums.build += made.seconds;
  process.stdout.write(`${made.digest}\t${target.name}\t${made.seconds.toFixed(2)}`);
  if (values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(join(values.keep, `${target.name.replace('/', '+')}.json`), made.text);
  }
  const known = earlier?.get(target.name);
  let difference = known === undefined || known === made.digest ? null : `was ${known}`;
  if (values.against !== undefined) {
    const other = reportOf(values.against, target);
    sums.against += other?.seconds ?? 0;
    process.stdout.write(`\t${other?.seconds.toFixed(2)}`);
    difference = other === null ? 'no report to compare with' : firstDifference(made.report, other.report);
  }
  process.stdout.write(difference === null ? '\n' : `\tDIFFERS ${difference}\n`);
  if (difference !== null) process.exitCode ??= 1;
}
process.stderr.write(`processor seconds: ${sums.build.toFixed(1)}`);
process.stderr.write(values.against === undefined ? '\n' : `, against ${sums.against.toFixed(1)}\n`);
