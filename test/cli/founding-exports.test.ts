import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { schemaFaults } from '../unit/mouths/reports/official-schemas.ts';

const template = process.env.FOREBEAR_MIRROR;
const clone = template?.replace('{owner}', 'hbcbh1999').replace('{name}', 'llama3v');

describe('exports of the founding case', () => {
  before(function () {
    // Needs a folder of bare clones: FOREBEAR_MIRROR with {owner} and {name}.
    if (clone === undefined || !existsSync(clone)) this.skip();
  });

  const audit = (format: string): string => {
    const run = spawnSync(process.execPath, ['dist/cli.cjs', 'audit', clone ?? '', '--format', format], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    assert.equal(run.status, 1, run.stderr);
    return run.stdout;
  };

  for (const format of ['json', 'sarif', 'cyclonedx', 'spdx', 'spdx3'] as const)
    it(`are valid against the official schema and the same bytes twice: ${format}`, function () {
      const text = audit(format);
      const faults = schemaFaults(format, text);
      if (faults === null) this.skip();
      assert.deepEqual(faults, []);
      assert.equal(audit(format), text);
    });

  for (const format of ['text', 'markdown', 'html', 'gitlab'] as const)
    it(`name the upstream and are the same bytes twice: ${format}`, () => {
      const text = audit(format);
      assert.match(text, /MiniCPM-Llama3-V 2\.5/);
      assert.equal(audit(format), text);
    });
});
