// A worker of its own: it starts sooner and takes less memory than one that knows every task.
import { setPriority } from 'node:os';
import process from 'node:process';
import { answerJobs } from './answer-jobs.ts';
import { PARSE_TASKS } from './parse-tasks.ts';

/**
 * The other thread has about twice as much to do, and is who everyone waits for: where both and V8's own threads want
 * two processors, this one gets about half as much time. More would starve it on a busy machine.
 */
const NICE = 3;

function giveWay(): void {
  // Elsewhere a priority is the whole process's.
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, NICE);
  } catch {
    // Not allowed here: it costs time, nothing else.
  }
}

giveWay();
answerJobs(PARSE_TASKS);
