// Code of a few hundred bytes, each of another construct: a million of them are read in a quarter of an hour.

const encoder = new TextEncoder();

/** Texts as bytes, parted by lines of `====`. */
export const parts = (text: string): readonly Uint8Array[] =>
  text.split(/^====\n/m).map((part) => encoder.encode(part));

export const SMALL_PYTHON = parts(`def scale(x, by=2.0, *, bias=None):
    y = x * by
    if bias is not None:
        y += bias
    return y
====
class Block(nn.Module):
    width = 64
    def __init__(self, dim):
        super().__init__()
        self.proj = nn.Linear(dim, dim, bias=False)
====
@functools.lru_cache(maxsize=None)
@torch.no_grad()
async def get(a, /, b: int = 1, *c, **d) -> "T":
    async with a as e, b() as f:
        await e
    async for g in f: yield g
====
try:
    import torch.nn.functional as F
    from .a import (b as c, d,)
except (ImportError, OSError) as e:
    F = None
else:
    pass
finally:
    del c
====
match point:
    case Point(x=0, y=[1, *_]) | {"a": 1, **rest} if x > 0:
        print(1)
    case -1 | None | "s" as z: pass
    case _: raise ValueError from None
====
x = [i ** 2 for i in range(10) if i % 2 for j in (1, 2)]
y = {k: v for k, v in zip(a, b)}
z = {*x, *y}; w = (i async for i in z)
====
s = f"{a!r:>{w}} {b=} {{}} {'n' 'm'}" rb'\\x00' """a
b""" '''c'''
====
lam = lambda a, *b, c=1, **d: (a := b) if not c else [*d, a @ b, ~c, -d]
====
while (n := f(n)) and n < 10 <= m != 3 or not q in r is not s:
    if n: continue
    elif m: break
    else: n <<= 1
else:
    assert n, "m"
====
with open("a") as f, (yield) as g:
    for line in f.read().split("\\n")[1:-1:2]:
        out[..., None, :] = line[0] + line["k"]["v"].w
====
# Copied from transformers.models.a.modeling_a.B with A->C
def rotate_half(x):
    """Rotates half the hidden dims."""
    x1 = x[..., : x.shape[-1] // 2]
    return torch.cat((-x2, x1), dim=-1)
====
TABLE = [0x1f, 1e-5, 1_000, 0b1, 0o7, 3j, .5, 10**6, True, None, ...]
NAMES = ("a", "b",
  "c")
====
exec("def f(a):\\n    return a\\n" * 99)
eval(compile(base64.b64decode("YQ=="), "a", "exec"))
====
#!/usr/bin/env python
# -*- coding: utf-8 -*-
# Copyright (c) 2020 A. Licensed under the Apache License 2.0, see LICENSE.
# SPDX-License-Identifier: MIT
""" Adapted from https://github.com/example/heron (MIT)."""
__author__ = "A"; __license__ = "GPL-3.0"
====
def outer():
    global a; nonlocal_ = 1
    def inner():
        nonlocal b
        return lambda: inner
    class C(metaclass=M, **kw): x: int = 1; y: "str"
    return inner
====
type A[T: int, *Ts, **P] = list[T]
def f[T](x: T) -> T: return x
print >>a, b
exec "a" in b
====
if __name__ == "__main__":
	p = argparse.ArgumentParser()
	p.add_argument("--lr", type=float, default=1e-3, help="a (b)")
	main(**vars(p.parse_args()))
`);

const cells = (...all: readonly unknown[]): Uint8Array =>
  encoder.encode(JSON.stringify({ nbformat: 4, cells: all }));
const code = (source: unknown) => ({ cell_type: 'code', source });
export const SMALL_NOTEBOOKS = [
  cells(code('def f(a):\n    return a + 1\n'), code(['%matplotlib inline\n', 'x = 1'])),
  cells({ cell_type: 'markdown', source: ['## A\n', 'Copied from [b](https://github.com/a/b)'] }, code('')),
  cells(code('%%bash\npip install a'), code('!ls {x}\n?f\nx?'), code('%%time\nf(1)')),
  cells({ ...code('x = """\n'), outputs: [{ text: 'a', data: { 'image/png': 'AA==' } }] }, code('"""')),
  cells({ cell_type: 'raw', source: 'def a():\n  pass\ndef b():\n  pass\n' }, code(null), code([1, 'a'])),
  encoder.encode(
    '{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"code","language":"python","input":["a = 1\\n"]}]}]}',
  ),
  encoder.encode('{"metadata":{"kernelspec":{"language":"R"}},"nbformat":4,"cells":[{"source":"f <- 1"}]}'),
];

export const SMALL_CURLY = parts(`// SPDX-License-Identifier: MIT
#include <stdio.h>
#define N(x) ((x) << 2)
#ifdef A
static inline int add(int a, const char *b) { return a + b[0] ? -1 : ~a; }
#else
#endif
====
template <typename T, int N = 4>
struct Box : public Base<T> {
  T values[N] = {1, 2, 0x3f};
  explicit Box(T &&t) noexcept : Base<T>(std::move(t)) {}
  ~Box() = default;
};
====
__global__ void scale(float *__restrict__ a, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) a[i] *= 2.0f;
}
scale<<<1, 256, 0, s>>>(a, n);
====
namespace a::b { enum class E : int { one = 1, two }; using T = decltype(auto); }
auto f = [&, x = 1](auto y) mutable -> int { return x << y; };
====
int main(int argc, char **argv) {
  switch (argc) { case 1: goto end; default: break; }
  for (;;) { do { argc--; } while (argc > 0); }
end:
  return sizeof(struct s *) + 'a' + "b" "c"[0];
}
====
typedef union { unsigned char c : 3; void (*f)(int, ...); } U;
extern "C" { volatile long long x = 1ULL; }
====
import a, { b as c } from './d.js';
export default class Net extends Base {
  #size = 4;
  static async *run({ x, ...more } = {}, [y = 1] = []) { yield* x ?? more; }
  get a() { return this.#size; }
}
====
const f = async (a, b = 1, ...c) => { await a?.b?.[c]?.(); };
const r = /[a-z\\/]+(?=b)/gu.exec(\`\${a}-\${\`\${b}\`}\`);
====
try { throw new Error('a'); } catch { label: for (const k in o) { continue label; } } finally { delete o[k]; }
var { a, b: [c = 2] } = d, e = a ? b : void 0, g = typeof e === 'x' && !e || e ** 2;
====
export type M<A extends B> = { readonly [K in keyof A]-?: A[K] extends infer U ? U : never };
enum E { one = 1, two = 'b' }
declare module 'a' { export function f(this: Window, x?: string): asserts x is string; }
====
const view = (p: Props) => <div className="a" {...p}>{p.list.map((x) => <A key={x}>&amp; b</A>)}<></></div>;
====
@Component({ selector: 'a' })
abstract class C<T> implements I { constructor(private readonly x: T, @Inject() y!: number) { super(); } }
let z = x satisfies A as const;
====
/* Adapted from https://github.com/example/heron
 * Copyright (c) 2020 A. All rights reserved.
 * Redistribution and use in source and binary forms */
function f(a) { 'use strict'; return function g() { return arguments; }; }
====
constexpr auto k = R"(a
b)"; asm volatile("nop" ::: "memory"); static_assert(sizeof(int) == 4);
template <class... T> concept C = requires(T... t) { (t + ...); };
====
int f(a, b) int a; char b; { if (a) if (b) return 1; else return 2; }
#pragma once
#if defined(A) && \\
    B > 1
#error no
`);
