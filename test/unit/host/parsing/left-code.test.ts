import assert from 'node:assert/strict';
import { describeLeftOut } from '../../../../src/host/parsing/analyse-tree.ts';
import { openSource } from '../../../../src/host/parsing/read-source.ts';

/** What is told of code in a file that is not compared with the rest of it. */
function told(path: string, text: string): string | null {
  const source = openSource({ path, blob: null, bytes: new TextEncoder().encode(text) });
  assert.ok(source.ok);
  assert.equal(source.value.gap, 'left out');
  return source.value.notCompared;
}

const CODE = `class Grid:\n${'    def cut(self, x):\n        return x + 1\n'.repeat(8)}`;
const ONE_LINE = JSON.stringify(CODE);
/** A program without a definition, as long as a text that is told of where it is run. */
const LINES = 'x = x + 1\n'.repeat(40);

function notebook(...cells: readonly string[]): string {
  return JSON.stringify({ nbformat: 4, cells: cells.map((source) => ({ cell_type: 'code', source })) });
}

describe('code that is not compared', () => {
  for (const [what, text] of [
    ['that is run where it stands', `x = 1\nexec("""${CODE}""")\n`],
    ['in one line', `x = 1\nexec(${ONE_LINE})\n`],
    ['that is set in', `x = 1\nexec(textwrap.dedent(r'''${CODE}'''), scope)\n`],
    ['under a name', `SOURCE = """${CODE}"""\nexec(SOURCE, globals())\n`],
    ['in parts under a name', `s = (\n    ${ONE_LINE}\n)\nexec(s)\n`],
    ['that is compiled', `x = 1\nrun(compile("""${CODE}""", 'a', 'exec'))\n`],
    ['that is unpacked', 'x = 1\nexec(zlib.decompress(base64.b64decode(DATA)))\n'],
    ['by its full name', `x = 1\nbuiltins.exec("""${CODE}""")\n`],
  ] as const)
    it(`is told of a text ${what}`, () =>
      assert.equal(
        told('a.py', text),
        `a text that the program runs as code, 1 times, first on line ${text.slice(0, text.search(/exec\(|compile\(/)).split('\n').length}: what stands in texts was not compared`,
      ));

  for (const [what, text] of [
    ['a short text', 'exec("x = 1")\n'],
    ['a method of that name', `cursor.exec("""${LINES}""")\n`],
    ['a pattern', `PATTERN = re.compile("""${LINES}""")\n`],
    ['a function of that name', `def exec(source="""${LINES}"""):\n    pass\n`],
    ['a name without a text', 'exec(source)\n'],
    ['another text under a name', `s = "x"\nt = """${LINES}"""\nexec(s)\n`],
  ] as const)
    it(`is not told of ${what}`, () => assert.equal(told('a.py', text), null));

  it('is told of the cells of a notebook that are in another language', () => {
    const reason = told(
      'a.ipynb',
      notebook('x = 1', '%%bash\nls', '%%writefile kernel.cu\nint a;', '%%writefile a.py\nx = 1'),
    );
    assert.match(reason ?? '', /^2 cells in another language than Python, the first of them %%bash/);
    assert.equal(told('a.ipynb', notebook('%%time\nx = 1', '!ls')), null);
  });

  it('is told of a text run in a cell', () =>
    assert.match(told('a.ipynb', notebook(`exec("""${CODE}""")`)) ?? '', /runs as code/));

  it('is told of Python under the name of a text, and not of a list or a sentence', () => {
    assert.match(told('grid.txt', CODE) ?? '', /^9 definitions of Python/);
    assert.equal(told('requirements.txt', 'torch==2.1\nnumpy\n'), null);
    assert.equal(told('labels.txt', 'class a\nclass b\ndefine: it\n'), null);
  });

  for (const [what, text] of [
    ['under another name of what runs it', `run = exec\nrun("""${CODE}""")\n`],
    ['behind a name that is put together', `getattr(builtins, 'ex' + 'ec')(${ONE_LINE})\n`],
    [
      'line by line',
      `exec(\n${CODE.split('\n')
        .map((line) => `    ${JSON.stringify(`${line}\n`)}\n`)
        .join('')})\n`,
    ],
    ['joined from a list', `exec('\\n'.join([${CODE.split('\n').map((line) => JSON.stringify(line))}]))\n`],
    ['that is laid aside', `'\\''\nOLD = '''\n${CODE}'''\n`],
  ] as const)
    it(`is told of definitions in texts ${what}`, () =>
      assert.equal(
        told('a.py', text),
        '9 definitions of Python in texts of the program: what stands in texts was not compared',
      ));

  it('is not told of one definition in a text, of what a comment quotes, or of code between texts', () => {
    assert.equal(told('a.py', '"""\ndef f(a):\n    return a\n"""\n'), null);
    assert.equal(told('a.py', `# it's "so"\n${CODE}# don't\n${CODE}`), null);
    assert.equal(told('a.py', `x = 'a'\n${CODE}y = "b"\n${CODE}`), null);
  });

  it('is told of definitions in documents, configurations and cells of text', () => {
    for (const path of ['a.md', 'a.rst', 'a.html'])
      assert.match(told(path, `# A\n\n${CODE}`) ?? '', /^9 definitions/);
    assert.match(told('a.yaml', `run: |\n  ${CODE.replaceAll('\n', '\n  ')}`) ?? '', /^9 definitions/);
    for (const cell_type of ['markdown', 'raw'])
      assert.match(
        told('a.ipynb', JSON.stringify({ nbformat: 4, cells: [{ cell_type, source: CODE }] })) ?? '',
        /^9 definitions of Python in cells of text/,
      );
  });

  it('is told of each archive up to a number, and of the others by their endings', () => {
    const names = [...Array(22).keys()].map((at) => `lib/a${String(at).padStart(2, '0')}.whl`);
    const gaps = describeLeftOut([...names, 'src.tar.gz', 'a.png'].map((path) => ({ path, size: 1 })));
    assert.equal(gaps.filter(({ reason }) => /^an archive/.test(reason)).length, 20);
    assert.deepEqual(
      gaps.slice(20).map(({ path, kind }) => [path, kind]),
      [
        ['**/*.whl', undefined],
        ['**/*.gz', undefined],
        ['a.png', 'other kind'],
      ],
    );
  });
});
