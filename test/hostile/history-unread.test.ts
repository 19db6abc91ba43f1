import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { gitProgram } from '../../src/host/git/git-program.ts';
import { runAudit } from '../../src/host/run-audit.ts';
import { openTrap, PATIENCE_MS, type Trap } from './trap.ts';

/** A git that lists no history and does all else: what is left where the real one is ended for its memory or its time. */
const STUB = `#!/bin/sh
for one in "$@"; do [ "$one" = log ] && { echo 'fatal: out of memory' >&2; exit 128; }; done
exec git-of-the-test "$@"
`;

describe('a history that git does not list', function () {
  this.timeout(PATIENCE_MS);
  const path = process.env.PATH ?? '';
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => {
    process.env.PATH = path;
    trap.remove();
  });

  const audited = async () => {
    const ended = await runAudit(
      { root: trap.dir, cache: false, jobs: 1 },
      () => {},
      new AbortController().signal,
    );
    if (!ended.ok) throw new Error(ended.message);
    return ended.value;
  };

  it('makes the audit partial, and is named with the reason', async () => {
    const folder = join(trap.dir, '..', 'programs');
    mkdirSync(folder);
    writeFileSync(join(folder, 'git'), STUB.replace('git-of-the-test', gitProgram([], path) ?? ''), {
      mode: 0o755,
    });
    assert.deepEqual((await audited()).notExamined, []);
    process.env.PATH = `${folder}${delimiter}${path}`;
    const report = await audited();
    assert.equal(report.partial, true);
    assert.match(
      report.notExamined.find((one) => one.path === '.git')?.reason ?? '',
      /did not list its history.*out of memory/,
    );
  });
});
