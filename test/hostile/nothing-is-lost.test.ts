import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openTrap, PATIENCE_MS, readText, runAndSignal, type Trap } from './trap.ts';

describe('nothing is lost', function () {
  this.timeout(PATIENCE_MS);
  let trap: Trap;
  beforeEach(() => {
    trap = openTrap();
  });
  afterEach(() => trap.remove());

  it('by a kill at any moment: what stood there, or the whole of what is new', async () => {
    await trap.forebear('audit', '.', '--format', 'json', '--output', '../out.json', '--quiet');
    const whole = readText(join(trap.dir, '..', 'out.json'));
    trap.write('../out.json', 'OLD');
    for (const afterMs of [60, 200, 350, 500, 650, 800, 950, 1100]) {
      await runAndSignal(
        ['audit', '.', '--format', 'json', '--output', '../out.json', '--quiet'],
        trap.dir,
        'SIGKILL',
        afterMs,
      );
      const found = readText(join(trap.dir, '..', 'out.json'));
      assert.ok(found === 'OLD' || JSON.parse(found).schemaVersion > 0, `half a report after ${afterMs} ms`);
    }
    await trap.forebear('audit', '.', '--format', 'json', '--output', '../out.json', '--quiet');
    assert.equal(readText(join(trap.dir, '..', 'out.json')), whole);
    assert.deepEqual(
      readdirSync(join(trap.dir, '..')).filter((name) => name.endsWith('forebear-part')),
      [],
    );
  });

  it('by an output that cannot be written: one sentence, and no report half there', async () => {
    const ended = await trap.forebear('audit', '.', '--no-cache', '--output', 'none/there.json');
    assert.equal(ended.code, 2);
    assert.match(ended.err, /^forebear: cannot write none\/there\.json \(ENOENT\)\..*\n$/);
    assert.equal(existsSync(join(trap.dir, 'none')), false);
  });
});
