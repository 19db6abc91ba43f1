import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditReport } from '../../src/model/report.ts';
import { forebear, freshFolder } from './run-forebear.ts';

/** Another program for the task of `candidate_grids`, with some of its steps. */
const SIBLING = `import math


def layouts(total, limit):
    found = []
    for count in (total - 1, total, total + 1):
        if count == 1 or count > limit:
            continue
        for rows in range(1, count + 1):
            if count % rows == 0:
                found.append((rows, count // rows))
    return found


def pick(width, height, options):
    wanted = math.log(width / height)
    return min(options, key=lambda cells: abs(wanted - math.log(cells[0] / cells[1])))
`;

const audit = (...more: readonly string[]) =>
  forebear(
    ...['audit', 'examples/tiny-vlm', '--catalogue', 'examples/catalogue', '--quiet'],
    ...['--format', 'json', '--fail-on', 'never', ...more],
  );

function scores(out: string): ReadonlyMap<string, number> {
  const report = JSON.parse(out) as AuditReport;
  return new Map(
    report.modules.flatMap(({ symbol, matches }) => {
      const [best] = matches;
      return best === undefined ? [] : [[symbol, best.score] as const];
    }),
  );
}

describe('forebear audit --siblings', () => {
  it('takes off what an independent implementation has too, and leaves the other modules and later audits alone', () => {
    const path = join(freshFolder(), 'sibling.py');
    writeFileSync(path, SIBLING);
    const plain = scores(audit().out);
    const held = scores(audit('--siblings', path).out);
    const again = scores(audit().out);
    assert.ok((held.get('candidate_grids') ?? 1) < (plain.get('candidate_grids') ?? 0) - 0.02);
    assert.equal(held.get('GatedPooler'), plain.get('GatedPooler'));
    assert.deepEqual(again, plain);
  });

  it('refuses the upstream itself as a sibling: it would excuse every copy', () => {
    const { code, err } = audit('--siblings', 'examples/upstream');
    assert.equal(code, 2);
    assert.match(err, /matches \w+ of Heron-VL.*no independent implementation\. Leave it out\./);
  });

  it('says in one sentence that a path is absent or holds no code', () => {
    assert.match(audit('--siblings', join(freshFolder(), 'none')).err, /there is no such file or folder/);
    assert.match(audit('--siblings', 'LICENSE').err, /no code that is compared/);
  });
});
