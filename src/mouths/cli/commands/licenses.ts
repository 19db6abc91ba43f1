import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { effectiveLicenses } from '../../../host/licenses/effective-licenses.ts';
import { listFiles } from '../../../host/licenses/list-files.ts';
import { type FileLicenses, type LicenseFile, readLicenses } from '../../../host/licenses/read-licenses.ts';
import { openPool } from '../../../host/threads/pool.ts';
import { runTask } from '../../../host/threads/run-task.ts';
import type { EffectiveLicense } from '../../../model/effective-license.ts';
import { jsonText } from '../../reports/json-text.ts';
import { printable } from '../../reports/printable.ts';
import { type Command, EXIT, type Terminal, UsageError } from '../command.ts';
import { COMMON_HELP, oneOf, parseOptions, wholeNumber } from '../options.ts';
import { writeResult } from '../write-result.ts';

/** Fewer files than this are read on this thread: a worker costs more to start than it saves. */
const FEW = 120;
const BATCH = 40;

async function readAll(
  files: readonly LicenseFile[],
  jobs: number,
  terminal: Terminal,
): Promise<readonly FileLicenses[]> {
  if (files.length < FEW || jobs < 2) {
    return files.map((file, done) => {
      terminal.signal.throwIfAborted();
      terminal.progress(done, files.length, file.path);
      return readLicenses(file);
    });
  }
  const pool = openPool(jobs, { here: runTask });
  const results: FileLicenses[][] = [];
  let next = 0;
  let done = 0;
  /** Takes one batch after another, so that no more than two a thread are under way. */
  const lane = async (): Promise<void> => {
    while (next * BATCH < files.length) {
      const number = next++;
      const batch = files.slice(number * BATCH, (number + 1) * BATCH);
      results[number] = [...(await pool.run('licenses', batch, terminal.signal))];
      done += batch.length;
      terminal.progress(done, files.length, batch.at(-1)?.path ?? '');
    }
  };
  try {
    await Promise.all(Array.from({ length: 2 * jobs }, lane));
    return results.flat();
  } finally {
    await pool.close();
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function render(format: 'text' | 'json', results: readonly FileLicenses[]): string {
  const read = results.flatMap((one) => (one.kind === 'read' ? [one] : []));
  if (format === 'text') return read.map((one) => `${printable(one.path)}\t${one.expression}\n`).join('');
  const files = read.map(({ path, expression, detections }) => ({ path, expression, detections }));
  const notExamined = results.flatMap((one) =>
    one.kind === 'read' ? [] : [{ path: one.path, reason: one.reason }],
  );
  return jsonText({ schemaVersion: 1, files, notExamined });
}

/** One line for each file: the license it stands under, and what states that. */
function renderEffective(format: 'text' | 'json', folder: string, results: readonly FileLicenses[]): string {
  const prefix = folder === '.' ? '' : `${folder.replace(/[\\/]+$/, '')}/`;
  const files = effectiveLicenses(
    prefix,
    results.filter((one) => one.kind !== 'unreadable'),
  );
  if (format === 'json')
    return jsonText({ schemaVersion: 1, files: files.map(({ path, license }) => ({ path, ...license })) });
  const where = ({ by, at }: EffectiveLicense): string =>
    at === null || by === 'file' ? by : `${by} ${printable(at.path)}:${at.line}`;
  return files
    .map(({ path, license }) => `${printable(path)}\t${license.expression}\t${where(license)}\n`)
    .join('');
}

export const licenses: Command = {
  name: 'licenses',
  usage: 'forebear licenses PATH... [--format text|json] | licenses --effective FOLDER',
  summary: 'Say which licenses files state: one line per file, path <TAB> SPDX expression',
  refuses: ['catalogue', 'fail-on'],
  options: [
    '--effective          the license each file of FOLDER stands under, and what states it: the file, NAME.license',
    '                     beside it, REUSE.toml, dep5, the license file of its folder, or the repository',
    ...COMMON_HELP,
  ],
  run: async (args, terminal) => {
    const { values, positionals } = parseOptions(args, { effective: { type: 'boolean' } });
    const format = oneOf('--format', values.format, ['text', 'json'] as const, 'text');
    const jobs = wholeNumber('--jobs', values.jobs, 1, availableParallelism());
    if (positionals.length === 0) throw new UsageError('licenses takes at least one file or folder.');
    const whole = values.effective === true ? (positionals[0] ?? '.') : null;
    if (whole !== null && (positionals.length > 1 || !isFolder(whole)))
      throw new UsageError('licenses --effective takes one folder: the top of a repository.');
    const listed = await listFiles(positionals, terminal.signal);
    const results = await readAll(listed.files, jobs, terminal);
    const named = new Set(positionals);
    let failed = listed.failures.length > 0;
    for (const { path, reason } of listed.failures) terminal.err(`forebear: ${path}: ${reason}`);
    for (const one of results) {
      if (one.kind === 'read') continue;
      // Pictures and weights in a folder are expected; a binary file that was asked for by name is not.
      if (one.kind === 'binary' && !named.has(one.path)) continue;
      failed = true;
      terminal.err(`forebear: ${one.path}: ${one.reason}`);
    }
    const text = whole === null ? render(format, results) : renderEffective(format, whole, results);
    const written = writeResult(terminal, values.output, text);
    if (written !== null) return written;
    return failed && values['allow-partial'] !== true ? EXIT.failed : EXIT.clean;
  },
};
