import assert from 'node:assert/strict';
import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import { type StatedSource, statedSources } from '../../../src/credit/stated-sources.ts';
import { ADDRESSED, NAMED, SILENT } from './credit-forms.ts';
import { sourceFacts } from './source-facts.ts';

const CODE = '\nimport math\n\n\ndef half(x):\n    return x / 2\n';

const credits = (text: string, path = 'model/pooler.py'): readonly StatedSource[] =>
  statedSources(text, path).filter((one) => one.force === 'credit');

describe('sources that a code file states', () => {
  for (const { says, text } of ADDRESSED) {
    it(`reads an address: ${says}`, () => {
      const path = /^(?:\/\/|\/\*)/.test(text) ? 'pooler.cu' : 'pooler.py';
      const found = credits(text + CODE, path).map((one) => one.repository);
      assert.ok(found.includes('marshlight/heron-vl'), JSON.stringify(found));
    });
  }
  for (const { says, text, name, module } of NAMED) {
    it(`reads a name: ${says}`, () => {
      const [found] = credits(text + CODE);
      assert.equal(found?.name, name);
      assert.equal(found?.module, module);
    });
  }
  for (const { says, text } of SILENT) {
    it(`reads no credit in ${says}`, () => {
      assert.deepEqual(credits(text + CODE), []);
    });
  }

  it('tells the file within the repository', () => {
    const [found] = credits('# Adapted from https://github.com/Reeds/Stork/blob/v1/stork/legs.py#L10');
    assert.deepEqual(found, {
      line: 1,
      kind: 'header',
      force: 'credit',
      repository: 'reeds/stork',
      file: 'stork/legs.py',
    });
  });

  it('tells headers, comments and docstrings apart, each by its line', () => {
    const text = [
      '# Adapted from https://github.com/reeds/a',
      'import math',
      '# Adapted from https://github.com/reeds/b',
      'def f():',
      '    """Taken from https://github.com/reeds/c"""',
      '    # Copied from heron.models.pooler.Pooler.forward',
    ].join('\n');
    assert.deepEqual(
      credits(text).map((one) => `${one.line} ${one.kind}`),
      ['1 header', '3 comment', '5 docstring', '6 copied-from'],
    );
  });

  it('keeps an address that credits nothing as a mention', () => {
    const found = statedSources('import math\n\n# https://github.com/reeds/stork\n', 'a.py');
    assert.deepEqual(found, [{ line: 3, kind: 'comment', force: 'mention', repository: 'reeds/stork' }]);
  });

  it('names the folder that keeps what others wrote', () => {
    assert.deepEqual(statedSources('x = 1\n', 'lib/third_party/heron/pooler.py'), [
      { line: 0, kind: 'path', force: 'mention', name: 'heron' },
    ]);
  });

  it('names inner modules of other packages that are imported, each once', () => {
    const text =
      'import os\nfrom heron.models.pooler import A\nfrom heron.models.pooler import B\nfrom .heron.x.y import C\n';
    assert.deepEqual(statedSources(text, 'a.py'), [
      { line: 2, kind: 'import', force: 'mention', module: 'heron.models.pooler' },
    ]);
  });

  it('reads a million quotes on one line, and strings that never end, in a moment', () => {
    const before = process.cpuUsage();
    statedSources(`# adapted\nx = [${'"a",'.repeat(300_000)}]\n`, 'a.py');
    statedSources(`# adapted from ${'a '.repeat(400_000)}\n`, 'a.py');
    statedSources(`${'"""'.repeat(200_001)} adapted from x`, 'a.py');
    statedSources(`${'# adapted from\n'.repeat(100_000)}`, 'a.py');
    // In proportion to the square it would take many minutes.
    assert.ok(process.cpuUsage(before).user < 10_000_000);
  });
});

describe('credits of a project that the catalogue knows', () => {
  const heron = sourceFacts({
    project: 'heron-vl',
    projectName: 'Heron-VL',
    repository: 'marshlight/heron-vl',
  });
  const index = aliasIndex([heron]);
  for (const { says, text } of ADDRESSED) {
    it(`are read as such: ${says}`, () => {
      const path = /^(?:\/\/|\/\*)/.test(text) ? 'pooler.cu' : 'pooler.py';
      const claims = extractClaims(path, text + CODE, index).filter((one) => one.force === 'credit');
      assert.ok(claims.some((one) => one.upstream === 'heron-vl'));
    });
  }
  for (const { says, text } of SILENT) {
    it(`are none: ${says}`, () => {
      const claims = extractClaims('pooler.py', text + CODE, index).filter((one) => one.force === 'credit');
      assert.deepEqual(claims, []);
    });
  }
});
