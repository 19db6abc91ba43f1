import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, type Result, success } from '../../model/result.ts';

/** `partial`: audited, but part was not looked at. `failed`: no report. */
export type RunStatus = 'done' | 'partial' | 'failed';

export interface JournalEntry {
  readonly target: string;
  readonly slug: string;
  readonly status: RunStatus;
  /** Of a failure: what the audit said last. */
  readonly message?: string;
}

/** What one run has finished. It survives a kill: a line is written once a report lies in its place. */
export interface RunJournal {
  readonly finished: ReadonlyMap<string, JournalEntry>;
  add(entry: JournalEntry): Promise<void>;
}

const JOURNAL_FILE = 'journal.jsonl';

/** A line cut off by a kill is no entry. */
function parseLine(line: string): JournalEntry | { readonly run: string } | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    if ('run' in value && typeof value.run === 'string') return { run: value.run };
    return 'slug' in value && 'status' in value && 'target' in value ? (value as JournalEntry) : null;
  } catch {
    return null;
  }
}

/**
 * Opens the journal in `folder`, made if it is absent. `facts` are what makes two runs the same; the journal of a
 * different run is refused rather than mixed.
 */
export async function openJournal(
  folder: string,
  facts: readonly string[],
): Promise<Result<RunJournal, 'another-run' | 'not-writable'>> {
  const path = join(folder, JOURNAL_FILE);
  const run = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
  const finished = new Map<string, JournalEntry>();
  try {
    await mkdir(folder, { recursive: true });
    const text = await readFile(path, 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    const parsed = lines.map(parseLine);
    const head = parsed.find((entry) => entry !== null && 'run' in entry);
    if (head !== undefined && head !== null && 'run' in head && head.run !== run)
      return failure(
        'another-run',
        `${folder} holds the reports of another list or other options. Give another folder with --output, or remove that one.`,
      );
    for (const entry of parsed) if (entry !== null && 'slug' in entry) finished.set(entry.slug, entry);
    if (head === undefined) await writeFile(path, `${JSON.stringify({ run })}\n`);
    else if (!text.endsWith('\n')) await appendFile(path, '\n');
  } catch (error) {
    return failure(
      'not-writable',
      `${folder} cannot be written: ${String(error)}. Give another with --output.`,
    );
  }
  return success({
    finished,
    add: async (entry) => {
      finished.set(entry.slug, entry);
      await appendFile(path, `${JSON.stringify(entry)}\n`);
    },
  });
}
