// CPU work of one save in a workspace of 5,000 Python files: npm run bench -- live
// The session is what the editor's audit thread holds; every save changes one file and audits again.
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import type * as Engine from '../src/mouths/editor/engine/entry.ts';
import { FOLDERS, makeUpWorkspace, REUSED } from './live/made-up-workspace.ts';

const FILES = Number(process.env.BENCH_FILES ?? 5000);
const SAVES = 9;
const root = join(import.meta.dirname, '..');
// The built engine: what is measured is what is shipped.
const { openAuditSession } = createRequire(import.meta.url)(join(root, 'dist/engine.cjs')) as typeof Engine;
const folder = mkdtempSync(join(tmpdir(), 'forebear-live-'));
process.env.FOREBEAR_CACHE = join(folder, 'cache');
const workspace = join(folder, 'workspace');

interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, wall: performance.now() - started };
}

const whole = (value: number): string => `${Math.round(value)} ms`;
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const say = (what: string, { cpu, wall }: Cost): void =>
  console.log(`${what}: CPU ${whole(cpu)}, wall ${whole(wall)}`);

try {
  makeUpWorkspace(workspace, FILES);
  const session = openAuditSession({ root: workspace, catalogues: [join(root, 'examples/catalogue')] });
  const never = new AbortController().signal;
  let findings = 0;
  const audit = async (fresh: boolean): Promise<void> => {
    const result = await session.audit(fresh, () => {}, never);
    if (!result.ok) throw new Error(result.message);
    findings = result.value.findings.length;
  };
  say(`${FILES} files, first audit`, await cost(() => audit(true)));
  say('opening what a save needs, right after the audit', await cost(() => session.warm()));
  let name = 0;
  const save = async (at: number): Promise<Cost> => {
    const path = join(workspace, `part_${at % FOLDERS}`, `step_${at}.py`);
    name += 1;
    appendFileSync(path, `\n\ndef added_${name}(value):\n    return value * ${name}\n`);
    return cost(() => audit(false));
  };
  say('first save', await save(1));
  const own: Cost[] = [];
  const reused: Cost[] = [];
  for (let at = 1; at <= SAVES; at += 1) {
    own.push(await save(at + 1));
    reused.push(await save(at * REUSED));
  }
  for (const [kind, costs] of [
    ['a file that is like nothing known', own],
    ['a file with matches', reused],
  ] as const)
    say(`later saves of ${kind}, median of ${costs.length}`, {
      cpu: middle(costs.map(({ cpu }) => cpu)),
      wall: middle(costs.map(({ wall }) => wall)),
    });
  console.log(`${findings} findings; memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
