import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DECISION_FOLDER,
  readDecisions,
  readDecisionsFrom,
  removeDecisions,
  writeDecision,
} from '../../../../src/host/decisions/decision-store.ts';
import { openGitTree } from '../../../../src/host/files/git-tree.ts';
import type { Decision } from '../../../../src/model/report.ts';
import { scratchRepository } from '../git/scratch-repository.ts';

const decision = (finding: string): Decision => ({
  finding,
  rule: 'upstream-not-credited',
  path: 'README.md',
  state: 'accepted',
  note: 'Agreed.',
  basis: 'b-1',
});

describe('the store of decisions', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'forebear-decisions-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('keeps one file per decision and reads them sorted', async () => {
    for (const id of ['f-b', 'f-a']) assert.equal((await writeDecision(root, decision(id))).ok, true);
    const { decisions, problems } = await readDecisions(root);
    assert.deepEqual(decisions, [decision('f-a'), decision('f-b')]);
    assert.deepEqual(problems, []);
    assert.deepEqual(await removeDecisions(root, ['f-a', 'f-none']), [`${DECISION_FOLDER}/f-a.json`]);
  });

  it('answers with no decisions for a folder without any', async () => {
    assert.deepEqual(await readDecisions(root), { decisions: [], problems: [] });
  });

  it('writes nothing that breaks a rule', async () => {
    const written = await writeDecision(root, { ...decision('f-a'), state: 'own-work' });
    assert.equal(!written.ok && written.reason, 'not-a-decision');
    assert.equal(existsSync(join(root, '.forebear')), false);
  });

  it('names a broken file, a misnamed one and a huge one, and reads the others', async () => {
    await writeDecision(root, decision('f-a'));
    writeFileSync(join(root, DECISION_FOLDER, 'broken.json'), '{');
    writeFileSync(join(root, DECISION_FOLDER, 'other.json'), JSON.stringify(decision('f-b')));
    writeFileSync(join(root, DECISION_FOLDER, 'huge.json'), ' '.repeat(1 << 20));
    const { decisions, problems } = await readDecisions(root);
    assert.deepEqual(decisions, [decision('f-a')]);
    assert.deepEqual(
      problems.map((line) => line.split(':')[0]?.split('/').at(-1)),
      ['broken.json', 'huge.json', 'other.json'],
    );
  });

  it('follows no link, neither to read nor to write', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'forebear-outside-'));
    try {
      writeFileSync(join(outside, 'f-x.json'), JSON.stringify(decision('f-x')));
      mkdirSync(join(root, '.forebear'));
      symlinkSync(outside, join(root, DECISION_FOLDER));
      assert.deepEqual((await readDecisions(root)).decisions, []);
      assert.equal((await writeDecision(root, decision('f-a'))).ok, false);
      assert.deepEqual(await removeDecisions(root, ['f-x']), []);
      assert.ok(readFileSync(join(outside, 'f-x.json')));
      rmSync(join(root, DECISION_FOLDER));
      mkdirSync(join(root, DECISION_FOLDER));
      symlinkSync(join(outside, 'f-x.json'), join(root, DECISION_FOLDER, 'f-x.json'));
      assert.deepEqual((await readDecisions(root)).decisions, []);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it('reads decisions of a commit without a checkout', async () => {
    const repository = scratchRepository();
    try {
      await writeDecision(repository.dir, decision('f-a'));
      const commit = repository.commit('2024-01-01T00:00:00Z');
      await removeDecisions(repository.dir, ['f-a']);
      const tree = await openGitTree(join(repository.dir, '.git'), commit);
      assert.ok(tree.ok);
      const { decisions } = await readDecisionsFrom(tree.value, new AbortController().signal);
      tree.value.close();
      assert.deepEqual(decisions, [decision('f-a')]);
    } finally {
      repository.remove();
    }
  });
});
