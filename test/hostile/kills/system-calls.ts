import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { environmentOf } from './run-command.ts';
import { CLI, type Subject } from './subjects.ts';

/** System calls that change what lies on a disk. */
const KINDS = ['rename,renameat,renameat2', 'link,linkat', 'unlink,unlinkat', 'fsync,fdatasync', 'mkdir'];
/** Writes before the end of a command at which it is ended too: the first ones are those of its start. */
const LAST_WRITES = 15;

/** How often the thread or child that makes most calls of a kind makes one: strace counts for each by itself. */
function mostOf(kind: string, subject: Subject, folder: string): number {
  const log = join(folder, 'cache', 'calls');
  mkdirSync(join(folder, 'cache'), { recursive: true });
  const traced = [
    '-f',
    '--seccomp-bpf',
    '-qq',
    '-o',
    log,
    '-e',
    `trace=${kind}`,
    process.execPath,
    CLI,
    ...subject.args,
  ];
  const { status } = spawnSync('strace', traced, {
    cwd: folder,
    env: environmentOf(folder),
    stdio: 'ignore',
  });
  if (status === null) throw new Error('strace is not there: run without --strace.');
  const counts = new Map<string, number>();
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    const [thread = ''] = line.split(' ', 1);
    if (/^\d+ +[a-z0-9]+\(/.test(line)) counts.set(thread, (counts.get(thread) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** Each system call at which a command can be ended by strace: its kind, and which one of a thread or child. */
export function systemCalls(
  subject: Subject,
  reset: () => void,
  folder: string,
): readonly { readonly kind: string; readonly nth: number }[] {
  return [...KINDS, 'write'].flatMap((kind) => {
    reset();
    const most = mostOf(kind, subject, folder);
    const from = kind === 'write' ? Math.max(1, most - LAST_WRITES + 1) : 1;
    return Array.from({ length: Math.max(0, most - from + 1) }, (_, at) => ({ kind, nth: from + at }));
  });
}
