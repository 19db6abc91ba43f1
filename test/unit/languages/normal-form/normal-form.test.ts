import { strict as assert } from 'node:assert';
import { printSource } from '../../../../src/host/parsing/print-source.ts';

async function unitOf(source: string, symbol = 'f') {
  const print = await printSource('sample.py', source);
  const unit = print?.units.find((one) => one.symbol === symbol);
  assert.ok(unit !== undefined, `no unit ${symbol}`);
  return unit;
}

async function containment(a: string, b: string): Promise<number> {
  const [left, right] = [await unitOf(a), await unitOf(b)];
  const other = new Set(right.grams);
  return left.grams.filter((gram) => other.has(gram)).length / left.grams.length;
}

const SAME: readonly (readonly [claim: string, a: string, b: string])[] = [
  [
    'renamed parameters and locals',
    'def f(image, size):\n    side = image.resize(size)\n    return side.crop(size)\n',
    'def f(picture, n):\n    q = picture.resize(n)\n    return q.crop(n)\n',
  ],
  [
    'comments, docstrings, type hints, asserts and logging',
    'def f(x: int) -> int:\n    """Doc."""\n    assert x > 0\n    print(x)  # says x\n    return x * 3\n',
    'def f(x):\n    return x * 3\n',
  ],
  [
    'a tuple assignment and two assignments',
    'def f(a):\n    w, h = a.width, a.height\n    return scale(w, h)\n',
    'def f(a):\n    w = a.width\n    h = a.height\n    return scale(w, h)\n',
  ],
  [
    'a single-use temporary and none',
    'def f(a):\n    t = a.permute(1, 0)\n    return t.reshape(3)\n',
    'def f(a):\n    return a.permute(1, 0).reshape(3)\n',
  ],
  [
    'an append loop and a comprehension',
    'def f(rows):\n    out = []\n    for row in rows:\n        out.append(row.strip())\n    return out\n',
    'def f(rows):\n    return [row.strip() for row in rows]\n',
  ],
  [
    'a comprehension and map with a lambda',
    'def f(rows):\n    return [round(row) for row in rows]\n',
    'def f(rows):\n    return list(map(lambda r: round(r), rows))\n',
  ],
  [
    'a counting while and a for over range',
    'def f(n, xs):\n    i = 0\n    while i < n:\n        emit(xs[i])\n        i += 1\n',
    'def f(n, xs):\n    for i in range(n):\n        emit(xs[i])\n',
  ],
  [
    'an inverted branch',
    'def f(a, b):\n    if a <= b:\n        return left(a)\n    else:\n        return right(b)\n',
    'def f(a, b):\n    if b < a:\n        return right(b)\n    return left(a)\n',
  ],
  [
    'a conditional expression and an if statement',
    'def f(a, b):\n    x = first(a) if a else second(b)\n    return use(x)\n',
    'def f(a, b):\n    if a:\n        x = first(a)\n    else:\n        x = second(b)\n    return use(x)\n',
  ],
  [
    'an f-string and format',
    'def f(a, b):\n    return f"{a}:{b}"\n',
    'def f(a, b):\n    return "{}:{}".format(a, b)\n',
  ],
  [
    'an aliased import',
    'import torch.nn.functional as F\ndef f(x):\n    return F.interpolate(x, size=3)\n',
    'from torch.nn.functional import interpolate as grow\ndef f(x):\n    return grow(x, size=3)\n',
  ],
  [
    'independent statements in another order',
    'def f(a, b):\n    x = one(a)\n    y = two(b)\n    return join(x, y)\n',
    'def f(a, b):\n    y = two(b)\n    x = one(a)\n    return join(x, y)\n',
  ],
  [
    'an augmented assignment',
    'def f(a, b):\n    a += b\n    return use(a)\n',
    'def f(a, b):\n    a = a + b\n    return use(a)\n',
  ],
  [
    'a name that was defined elsewhere, whatever it is',
    'def f(a):\n    return a.pad(2, snap(a, unit=3))\n',
    'def f(a):\n    return a.pad(2, closest_cell(a, 3))\n',
  ],
  [
    'two results of a helper and two variables',
    'def split(a, b):\n    u = a.left(b)\n    v = b.right(a)\n    return u, v\ndef f(a, b):\n    u, v = split(a, b)\n    return u.join(v)\n',
    'def f(a, b):\n    u = a.left(b)\n    v = b.right(a)\n    return u.join(v)\n',
  ],
  [
    'a list that grows by lists, by a generator and one element at a time',
    'def f(rows):\n    out = []\n    for row in rows:\n        out += [row.norm(2)]\n    return out\n',
    'def f(rows):\n    out = []\n    out.extend(row.norm(2) for row in rows)\n    return out\n',
  ],
  [
    'a dictionary that is filled and one written out',
    'def f(a):\n    d = {}\n    d["x"] = a.left()\n    d["y"] = a.right()\n    return d\n',
    'def f(a):\n    return {"x": a.left(), "y": a.right()}\n',
  ],
  [
    'a constant in its place and under a name, whole or as a product',
    'SIDE = 448\ndef f(a):\n    return a.pad(SIDE)\n',
    'def f(a):\n    return a.pad(14 * 32)\n',
  ],
  [
    'a choice among constants and single comparisons',
    'def f(a, b):\n    if a in ("x", "y"):\n        b.go(1)\n    if isinstance(b, (list, tuple)):\n        b.go(2)\n',
    'def f(a, b):\n    if a == "x" or a == "y":\n        b.go(1)\n    if isinstance(b, list) or isinstance(b, tuple):\n        b.go(2)\n',
  ],
  [
    'spellings of one tensor operation',
    'import torch\ndef f(a, b):\n    w, h = a.data.size(0), a.data.size(-1)\n    return torch.matmul(a.q, b.k).view(w, h)[None].contiguous().softmax(dim=-1) / w**0.5\n',
    'import math\nimport torch\ndef f(a, b):\n    w, h = a.data.shape[0], a.data.shape[-1]\n    return torch.softmax((a.q @ b.k).reshape(w, h).unsqueeze(0), -1) / math.sqrt(w)\n',
  ],
];

describe('the normal form of Python', () => {
  for (const [claim, a, b] of SAME) {
    it(`gives one form to ${claim}`, async () => {
      const [left, right] = [await unitOf(a), await unitOf(b)];
      assert.equal(left.digest, right.digest);
      assert.deepEqual([...left.grams], [...right.grams]);
    });
  }

  it('reads a small helper in place of its call, and keeps the call as well', async () => {
    const helper = await unitOf(
      'def snap(v, unit):\n    return max(int(round(v / unit)) * unit, unit)\ndef f(a, b):\n    return snap(a, 14) + snap(b, 14)\n',
    );
    const placed = await unitOf(
      'def f(a, b):\n    return max(int(round(a / 14)) * 14, 14) + max(int(round(b / 14)) * 14, 14)\n',
    );
    assert.equal(helper.digest, placed.digest);
    const lost = await unitOf('def f(a, b):\n    return snap(a, 14) + snap(b, 14)\n');
    for (const form of [placed, lost]) {
      const grams = new Set(form.grams);
      assert.ok(helper.grams.filter((gram) => grams.has(gram)).length > 3);
    }
  });

  it('keeps most of a search for the smallest when a loop becomes min with a key', async () => {
    const loop =
      'def f(sizes, target):\n    best = None\n    error = float("inf")\n    for size in sizes:\n        off = abs(target - math.log(size[0] / size[1]))\n        if off < error:\n            error = off\n            best = size\n    return best\n';
    const key =
      'def f(sizes, target):\n    return min(sizes, key=lambda s: abs(target - math.log(s[0] / s[1])))\n';
    assert.ok((await containment(key, loop)) > 0.8);
  });

  it('keeps library calls, constants and keyword names apart', async () => {
    const base = 'def f(x):\n    return x.pad(4, mode="reflect")\n';
    for (const other of [
      'def f(x):\n    return x.fold(4, mode="reflect")\n',
      'def f(x):\n    return x.pad(5, mode="reflect")\n',
      'def f(x):\n    return x.pad(4, kind="reflect")\n',
    ]) {
      assert.notEqual((await unitOf(base)).digest, (await unitOf(other)).digest);
    }
  });

  it('knows an attribute by what is first assigned to it', async () => {
    const source = (name: string): string =>
      `class Block:\n    def __init__(self, w):\n        self.${name} = nn.Linear(w, w)\n    def forward(self, x):\n        return self.${name}(x) + x\n`;
    const [a, b] = [
      await unitOf(source('proj'), 'Block.forward'),
      await unitOf(source('dense_out'), 'Block.forward'),
    ];
    assert.equal(a.digest, b.digest);
    const other = source('proj').replace('nn.Linear', 'nn.Conv1d');
    assert.notEqual(a.digest, (await unitOf(other, 'Block.forward')).digest);
  });

  it('knows an attribute whatever the receiver is called, and in a constructor taken out of its class', async () => {
    const body = (me: string): string =>
      `    def __init__(${me}, w):\n        ${me}.proj = nn.Linear(w, w)\n        ${me}.norm = nn.LayerNorm(w)\n    def forward(${me}, x):\n        return ${me}.norm(${me}.proj(x) + x)\n`;
    for (const name of ['Block.__init__', 'Block.forward']) {
      const [a, b] = [
        await unitOf(`class Block:\n${body('self')}`, name),
        await unitOf(`class Block:\n${body('this')}`, name),
      ];
      assert.equal(a.digest, b.digest);
    }
    const kept = await unitOf(`class Block:\n${body('self')}`, 'Block.__init__');
    const lifted = await unitOf(
      'def start(block, n):\n    block.a = nn.Linear(n, n)\n    block.b = nn.LayerNorm(n)\n',
      'start',
    );
    assert.equal(kept.digest, lifted.digest);
  });

  it('spells a method the same way in its class, in another and outside', async () => {
    const method = (a: string, b: string): string =>
      `    def mix(self, x, y):\n        z = self.${a}(x.pad(2), size=y)\n        return self.${b}(z).fold(self.${a}(z), 4)\n`;
    const own = await unitOf(
      `class Block:\n    def __init__(self):\n        self.up = nn.Upsample()\n        self.act = nn.GELU()\n${method('up', 'act')}`,
      'Block.mix',
    );
    const others = [
      await unitOf(`class Host:\n${method('lift', 'bend')}`, 'Host.mix'),
      await unitOf(method('lift', 'bend').replaceAll('self', 'this').replace(/^ {4}/gm, ''), 'mix'),
    ];
    for (const other of others) {
      const grams = new Set(other.grams);
      const shared = own.grams.filter((gram) => grams.has(gram)).length;
      assert.ok(shared >= 0.4 * own.grams.length, `${shared} of ${own.grams.length}`);
    }
  });

  it('reads a table of constants as one value', async () => {
    const table = (from: number): string =>
      `def f(x):\n    return pick(x, [${Array.from({ length: 40 }, (_, at) => from + at).join(', ')}])\n`;
    const [one, two] = [await unitOf(table(0)), await unitOf(table(1))];
    assert.ok(one.tokens < 8);
    assert.notEqual(one.digest, two.digest);
  });

  it('reads values that depend on many branches, doublings and calls within calls', async () => {
    const branches = Array.from(
      { length: 300 },
      (_, at) =>
        `    if c[${at}]:\n        x = g${at}(x)\n    else:\n        x = h${at}(x)\n    y = x if c else x\n    self.a = y\n`,
    );
    const calls = Array.from(
      { length: 300 },
      (_, at) => `def f${at + 1}(x):\n    return f${at}(x) + f${at}(x)\n`,
    );
    for (const source of [
      `def f(self, x, c):\n${branches.join('')}    return x\n`,
      `def f(x):\n${'    x = x * x\n'.repeat(2000)}    return x\n`,
      `def f(x):\n    return x\ndef f0(x):\n    return x\n${calls.join('')}`,
    ]) {
      assert.ok((await unitOf(source)).range.startLine > 0);
    }
  });

  it('reads code after a syntax error', async () => {
    const print = await printSource(
      'broken.py',
      'def broken(a):\n  return = = a ) (\n\n\ndef f(x):\n    return x.resize(3).crop(4)\n',
    );
    assert.ok(print !== null && print.damage > 0);
    assert.ok(print.units.some((unit) => unit.symbol === 'f'));
  });

  it('reads the code cells of a notebook, magic lines aside', async () => {
    const notebook = JSON.stringify({
      cells: [
        { cell_type: 'markdown', source: ['# text'] },
        { cell_type: 'code', source: ['%matplotlib inline\n', 'def f(x):\n', '    return x.resize(3)\n'] },
      ],
    });
    const print = await printSource('a.ipynb', notebook);
    assert.ok(print?.units.some((unit) => unit.symbol === 'f'));
    assert.equal(await printSource('b.ipynb', 'no notebook'), null);
  });
});

describe('the token form of other languages', () => {
  it('gives one form to renamed C++', async () => {
    const source = (a: string, b: string): string =>
      `static float ${a}(const std::vector<float> & ${b}, int n) { float s = 0; for (int i = 0; i < n; ++i) { s += std::sqrt(${b}[i]) * 0.5f; } return s; }\n`;
    const [one, two] = [
      await printSource('a.cpp', source('total', 'xs')),
      await printSource('b.cpp', source('sum_up', 'values')),
    ];
    assert.equal(one?.units[0]?.digest, two?.units[0]?.digest);
  });

  it('prints functions of TypeScript', async () => {
    const print = await printSource(
      'a.ts',
      'export function crop(image: Image, side: number) { return image.resize(side, side).crop(0, 0, side, side); }\n',
    );
    assert.equal(print?.units[0]?.symbol, 'crop');
  });
});
