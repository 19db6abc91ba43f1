// Runs steps, two beside each other where the machine has two processors, and adds up what they counted.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** A step that hangs is ended after this time; nothing else depends on it. */
const LIMIT = 20 * 60 * 1000;

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command Program and arguments.
 * @property {readonly string[]} [after] Steps that must have worked before this one starts.
 * @property {boolean} [counts] Whether the step must write counts to FOREBEAR_RESULTS: `{ passed, failed, skipped }`,
 *   and `missing` where the steps after it cannot run here. A step that writes none counts as one test.
 * @property {boolean} [waits] The step mostly waits for the network: it runs beside the others.
 * @property {() => Record<string, string>} [environment] Read when the step starts.
 */

/** Runs one step; what it writes is shown as it comes, or whole when the step has ended. */
function run(step, { root, results, live }) {
  const output = join(results, `${step.name}.json`);
  rmSync(output, { force: true });
  const [program, ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...step.environment?.(), FOREBEAR_RESULTS: output },
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT);
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)));
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      if (signal !== null) chunks.push(Buffer.from(`\nEnded by ${signal}.\n`));
      const counts = existsSync(output)
        ? { skipped: 0, ...JSON.parse(readFileSync(output, 'utf8')) }
        : { passed: step.counts || code !== 0 ? 0 : 1, failed: step.counts ? 1 : 0, skipped: 0 };
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      resolve({ counts, text: Buffer.concat(chunks).toString() });
    });
  });
}

/**
 * Runs the steps in the order of the list, as far as `after` allows, and answers the sum of their counts. A step whose
 * `after` did not work has failed; one whose `after` is missing something is skipped with it.
 * @param {readonly Step[]} steps
 * @param {{ root: string, results: string, jobs?: number }} options
 */
export async function runSteps(steps, { root, results, jobs = Math.min(2, availableParallelism()) }) {
  mkdirSync(results, { recursive: true });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...steps];
  /** What became of each step that has ended: 'worked', 'failed' or 'missing'. */
  const ended = new Map();
  const running = new Map();
  const failures = [];
  const places = () => jobs - [...running.keys()].filter((step) => !step.waits).length;

  const end = (step, counts, heading, text = '') => {
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    if (counts.failed > 0) failures.push(`${step.name} (${counts.failed})`);
    ended.set(step.name, counts.failed > 0 ? 'failed' : counts.missing ? 'missing' : 'worked');
    console.log(`\n== ${step.name}: ${heading}`);
    if (text.trim() !== '') console.log(text.trimEnd());
  };

  while (waiting.length + running.size > 0) {
    for (const step of [...waiting]) {
      const before = (step.after ?? []).filter((name) => steps.some((one) => one.name === name));
      const broken = before.find((name) => ended.has(name) && ended.get(name) !== 'worked');
      const ready = broken === undefined && before.every((name) => ended.has(name));
      if (broken === undefined && !(ready && (step.waits || places() > 0))) continue;
      waiting.splice(waiting.indexOf(step), 1);
      if (broken !== undefined) {
        const missing = ended.get(broken) === 'missing';
        const counts = missing
          ? { passed: 0, failed: 0, skipped: 0, missing }
          : { passed: 0, failed: 1, skipped: 0 };
        end(step, counts, missing ? 'skipped' : `not run, since "${broken}" failed`);
        continue;
      }
      const start = performance.now();
      const live = steps.length === 1;
      const done = run(step, { root, results, live }).then(({ counts, text }) => {
        running.delete(step);
        const seconds = ((performance.now() - start) / 1000).toFixed(0);
        const failed = counts.failed > 0 ? `, ${counts.failed} FAILED` : '';
        end(step, counts, `${counts.passed} passed${failed} in ${seconds} s`, text);
      });
      running.set(step, done);
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
  return sum;
}
