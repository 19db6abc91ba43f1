import { strict as assert } from 'node:assert';
import { printSource } from '../../../../src/host/parsing/print-source.ts';

const BODY = [
  'def pool(feats, size):',
  '    out = []',
  '    for feat in feats:',
  '        out.append(spread(feat, size))',
  '    return stack(out)',
  '',
  'def spread(feat, size):',
  '    grid = feat.reshape(size, size, -1)',
  '    return grid.permute(2, 0, 1).flatten(1).mean(dim=1)',
  '',
  'class Head:',
  '    def forward(self, feats):',
  '        kept = self.drop(self.norm(feats))',
  '        return self.proj(kept).softmax(-1)',
];
const WANTED = ['Head.forward', 'pool', 'spread'];
const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

/** Digests by symbol of what a source is printed as. */
async function digests(source: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const print = await printSource('sample.py', source);
  const found = new Map<string, string[]>();
  for (const { symbol, digest } of print?.units ?? [])
    found.set(symbol, [...(found.get(symbol) ?? []), digest]);
  return found;
}

describe('functions are printed wherever they stand', () => {
  for (const [what, lines] of [
    ['a condition', ['if True:', ...indented(BODY)]],
    ['a condition that never holds', ['if False:', '    pass', 'else:', ...indented(BODY)]],
    ['a try', ['try:', ...indented(BODY), 'finally:', '    pass']],
    ['a with', ['with lock:', ...indented(BODY)]],
    ['a loop', ['for _ in range(1):', ...indented(BODY)]],
    ['a match', ['match 1:', '    case _:', ...indented(indented(BODY))]],
    ['three of them', ['try:', '    if x:', '        while y:', ...indented(indented(indented(BODY)))]],
  ] as const)
    it(`in ${what}: the same as outside of it`, async () => {
      const plain = await digests(`${BODY.join('\n')}\n`);
      const wrapped = await digests(`${lines.join('\n')}\n`);
      for (const symbol of WANTED) assert.deepEqual(wrapped.get(symbol), plain.get(symbol), symbol);
    });

  it('under a condition in a class, as methods of it', async () => {
    const [head = '', ...methods] = BODY.slice(-4);
    const plain = await digests([head, ...methods].join('\n'));
    const wrapped = await digests([head, '    if True:', ...indented(methods)].join('\n'));
    assert.deepEqual(wrapped.get('Head.forward'), plain.get('Head.forward'));
  });

  it('beside others of the file that are under none', async () => {
    const found = await digests([...BODY, 'if fast:', ...indented(BODY.slice(0, 5))].join('\n'));
    assert.equal(found.get('pool')?.length, 2);
  });

  it('under a name that a later one takes over', async () => {
    const plain = await digests(BODY.join('\n'));
    const found = await digests(
      [...BODY, 'def pool(*a):', '    return a', 'class Head:', '    pass'].join('\n'),
    );
    assert.ok(found.get('pool')?.includes(plain.get('pool')?.[0] ?? 'none'));
    assert.deepEqual(found.get('Head.forward'), plain.get('Head.forward'));
  });

  it('beside a table, and among as many statements as there are', async () => {
    const table = ['    table = [', ...Array<string>(1_200).fill(`    ${'0, '.repeat(60)}`), '    ]'];
    const [first = '', ...rest] = BODY;
    const padded = await digests([first, ...table, ...rest].join('\n'));
    assert.ok(padded.has('pool') && padded.has('spread') && padded.has('Head.forward'));
    const long = await digests([first, ...Array<string>(25_000).fill('    a = b'), ...rest].join('\n'));
    assert.ok(long.has('pool'));
  });
});

describe('functions of other languages are printed wherever they stand', () => {
  const script = Array.from(
    { length: 3 },
    (_, at) =>
      `function f${at}(a, b) {\n  const c = a.map((x) => x + b * ${at + 2});\n  return c.filter(Boolean).join('${at}');\n}`,
  ).join('\n');
  const digestsOf = async (source: string): Promise<ReadonlySet<string>> =>
    new Set((await printSource('sample.js', source))?.units.map(({ digest }) => digest));

  for (const [what, source] of [
    ['one function around all', `(function () {\n${script}\n})();`],
    ['a condition', `if (on) {\n${script}\n}`],
    ['three functions in each other', `(() => {(() => {(() => {\n${script}\n})()})()})();`],
  ] as const)
    it(`in ${what}`, async () => {
      const plain = await digestsOf(script);
      const wrapped = await digestsOf(source);
      assert.equal(plain.size, 3);
      for (const digest of plain) assert.ok(wrapped.has(digest));
    });

  it('and a thousand functions in each other take no longer', async () => {
    const started = performance.now();
    const deep = `${'(() => {'.repeat(1_000)}${script}${'})()'.repeat(1_000)}`;
    await printSource('sample.js', deep);
    assert.ok(performance.now() - started < 20_000);
  });
});
