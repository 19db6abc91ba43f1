import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '../../engine/ports.ts';
import type { AuditReport } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { bundlePath } from '../assets.ts';
import { endChild, startChild } from '../children.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { ListedRepository } from './repository-list.ts';
import { type JournalEntry, openJournal, type RunStatus } from './run-journal.ts';
import { type SummaryRow, summaryMarkdown, summaryRow, summaryText } from './summary.ts';

export interface AuditReposOptions {
  readonly repositories: readonly ListedRepository[];
  /** Folder for the reports, the journal and the summary; a run that was killed goes on from what lies there. */
  readonly folder: string;
  /** Audits at the same time. */
  readonly jobs: number;
  /** Options handed on to every audit, such as `--catalogue PATH`. */
  readonly auditOptions: readonly string[];
  /** Program and first arguments that run `audit`; default: this tool itself. */
  readonly command?: readonly string[];
  /** Longest that one audit may take, in ms. */
  readonly limitMs?: number;
}

export interface AuditReposSummary {
  readonly rows: readonly SummaryRow[];
  readonly counts: Readonly<Record<RunStatus, number>>;
  /** Finished by an earlier, interrupted run. */
  readonly resumed: number;
  readonly text: string;
}

const LIMIT_MS = 60 * 60_000;
const MOST_COMPLAINT = 2000;

interface Ended {
  readonly code: number | null;
  readonly complaint: string;
}

function runAudit(argv: readonly string[], limitMs: number, signal: AbortSignal): Promise<Ended> {
  const [program = process.execPath, ...args] = argv;
  return new Promise((resolve) => {
    const child = startChild(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    let tooSlow = false;
    const stop = (): void => {
      child.kill('SIGTERM');
    };
    const limit = setTimeout(() => {
      tooSlow = true;
      endChild(child);
    }, limitMs);
    signal.addEventListener('abort', stop, { once: true });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-MOST_COMPLAINT);
    });
    child.on('error', (error) => {
      complaint = error.message;
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      signal.removeEventListener('abort', stop);
      resolve({
        code,
        complaint: tooSlow ? `stopped after ${Math.round(limitMs / 1000)} s` : complaint.trim(),
      });
    });
  });
}

/** Audits one repository in a process of its own, whose memory ends with it and whose crash harms no other. */
async function auditOne(
  repository: ListedRepository,
  options: AuditReposOptions,
  signal: AbortSignal,
): Promise<JournalEntry> {
  const report = join(options.folder, `${repository.slug}.json`);
  const draft = `${report}.part`;
  await rm(draft, { force: true });
  const ended = await runAudit(
    [
      ...(options.command ?? [process.execPath, bundlePath('cli.cjs'), 'audit']),
      repository.target,
      ...options.auditOptions,
      '--format',
      'json',
      '--output',
      draft,
      '--quiet',
    ],
    options.limitMs ?? LIMIT_MS,
    signal,
  );
  const { target, slug } = repository;
  const placed =
    ended.code === 0 || ended.code === 1 || ended.code === 2
      ? await rename(draft, report).then(
          () => true,
          () => false,
        )
      : false;
  if (placed) return { target, slug, status: ended.code === 2 ? 'partial' : 'done' };
  const lines = ended.complaint.split('\n').filter((line) => line.trim() !== '');
  await rm(draft, { force: true });
  return { target, slug, status: 'failed', message: lines.at(-1) ?? `ended with code ${ended.code}` };
}

async function rowOf(entry: JournalEntry, folder: string): Promise<SummaryRow> {
  if (entry.status === 'failed') return summaryRow(entry, null);
  try {
    const report: AuditReport = JSON.parse(await readFile(join(folder, `${entry.slug}.json`), 'utf8'));
    return summaryRow(entry, report);
  } catch {
    return summaryRow({ ...entry, status: 'failed', message: 'its report cannot be read' }, null);
  }
}

/**
 * Audits many repositories, `jobs` at a time, one report file each. Interrupted, it goes on where it stopped: finished
 * reports stay, failed audits are tried again. Only one line per repository is kept in memory.
 */
export async function auditRepositories(
  options: AuditReposOptions,
  progress: Progress,
  signal: AbortSignal,
): Promise<Result<AuditReposSummary, 'another-run' | 'not-writable'>> {
  const facts = [...options.repositories.map((item) => item.target), '\0', ...options.auditOptions];
  const opened = await openJournal(options.folder, facts);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const waiting = options.repositories.filter((item) => {
    const known = journal.finished.get(item.slug);
    return known === undefined || known.status === 'failed';
  });
  const resumed = options.repositories.length - waiting.length;
  let done = resumed;
  const total = options.repositories.length;
  progress(done, total, 'repositories');
  const queue = [...waiting];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (signal.aborted) return;
      const entry = await auditOne(next, options, signal);
      if (signal.aborted) return;
      await journal.add(entry);
      done += 1;
      progress(done, total, next.target);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, work));
  signal.throwIfAborted();
  const rows: SummaryRow[] = [];
  for (const repository of options.repositories) {
    const entry = journal.finished.get(repository.slug);
    if (entry !== undefined) rows.push(await rowOf(entry, options.folder));
  }
  const text = summaryText(rows);
  const files = [
    writeWhole(join(options.folder, 'summary.md'), summaryMarkdown(rows)),
    writeWhole(join(options.folder, 'summary.tsv'), text),
  ];
  for (const file of files) if (!file.ok) return failure('not-writable', file.message);
  const counts = { done: 0, partial: 0, failed: 0 };
  for (const row of rows) counts[row.status] += 1;
  return success({ rows, counts, resumed, text });
}
