import assert from 'node:assert/strict';
import { mergedTraits, type Traits } from '../../../src/compare/traits.ts';
import { printSource } from '../../../src/host/parsing/print-source.ts';

async function traits(text: string, path = 'a.py'): Promise<Traits> {
  const print = await printSource(path, text, true);
  assert.ok(print?.traits);
  return mergedTraits(print.traits);
}

const keys = (found: readonly { readonly key: string }[]): readonly string[] => found.map(({ key }) => key);

describe('traits of Python', () => {
  it('fold what constants come to, and keep how it was written', async () => {
    const { values } = await traits(
      'a = 28 * 14\nb = 15e-3\nc = 1 << 8\nd = -5 / 4\ne = float(2)\nf = 0x100\n',
    );
    assert.deepEqual(keys(values), ['=392', '=0.015', '=256', '=1.25', '=2']);
    assert.equal(values[0]?.text, '28 * 14');
    assert.equal(values[0]?.line, 1);
  });

  it('leave the parts of a folded value out, and 0 and 1', async () => {
    const { values } = await traits('a = 28 * 14\nb = 0\nc = 1.0\nd = x * 14\n');
    assert.deepEqual(keys(values), ['=392', '=14']);
  });

  it('take a tuple of constants as one value', async () => {
    const { values } = await traits('mean = (0.48, 0.46, 0.41)\n');
    assert.ok(keys(values).includes('T0.48,0.46,0.41'));
  });

  it('take parameters, fields, module constants and entries as defaults, and no local variable', async () => {
    const { defaults } = await traits(
      'SIDE = 448\nclass C:\n    depth: int = 12\n    def f(self, width=64, mode="bicubic"):\n        local = 77\n        return {"rank": 8}\n',
    );
    assert.deepEqual([...keys(defaults)].sort(), ['"bicubic', '=12', '=448', '=64', '=8'].sort());
  });

  it('name the edges of the data-flow alike in every framework', async () => {
    const torch = await traits(
      'import torch\ndef f(q, k, v):\n    return torch.softmax(torch.matmul(q, k.transpose(-1, -2)), dim=-1).reshape(1, -1) @ v\n',
    );
    const jax = await traits(
      'import jax\nimport jax.numpy as jnp\ndef f(q, k, v):\n    s = jnp.einsum("bhd,bkd->bhk", q, k)\n    return jnp.einsum("bhk,bkd->bhd", jax.nn.softmax(s, axis=-1), v)\n',
    );
    const mlx = await traits(
      'import mlx.core as mx\ndef f(q, k, v):\n    w = mx.softmax(q @ k.swapaxes(1, 2), axis=-1)\n    return mx.matmul(w, v)\n',
    );
    for (const each of [torch, jax, mlx])
      assert.deepEqual(keys(each.flow), ['matmul>softmax', 'softmax>matmul']);
  });

  it('write attention out where a library does it in one call', async () => {
    const { flow } = await traits(
      'import torch.nn.functional as F\ndef f(q, k, v):\n    return F.scaled_dot_product_attention(q, k, v)\n',
    );
    assert.deepEqual(keys(flow), ['matmul>mul', 'mul>softmax', 'softmax>matmul']);
  });

  it('look through small helpers of the file', async () => {
    const { flow } = await traits(
      'import torch\ndef norm(x):\n    return x * torch.rsqrt(x.pow(2).mean(-1) + 1e-6)\ndef f(x, w):\n    return norm(x) @ w\n',
    );
    assert.ok(keys(flow).includes('mul>matmul'), keys(flow).join(' '));
  });

  it('read no documentation and no type', async () => {
    const { strings, words } = await traits(
      'def f(x: Verylongtype):\n    "A documented thing."\n    return x\n',
    );
    assert.equal(strings.length, 0);
    assert.equal(words.length, 0);
  });
});

describe('traits of C and TypeScript', () => {
  it('are words, short strings and numbers', async () => {
    const c = await traits('static int rope_base(float theta) { return (int)(theta * 10000.0f); }\n', 'a.c');
    assert.deepEqual(keys(c.values), ['=10000']);
    assert.ok(c.words.length >= 2);
    const ts = await traits('export const patchSize = 14; const mode = "bicubic";\n', 'a.ts');
    assert.deepEqual(keys(ts.values), ['=14']);
    assert.equal(ts.strings.length, 1);
  });
});
