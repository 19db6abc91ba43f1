import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedZip } from '../../../src/host/evidence-pack/stored-zip.ts';
import { gguf, npz, onnx, torchLegacy, torchZip } from '../../unit/host/weights/formats/write-formats.ts';
import { safetensors } from '../../unit/host/weights/made-up-checkpoint.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const encoder = new TextEncoder();

/** Texts as bytes. */
export const texts = (...all: readonly string[]): readonly Uint8Array[] =>
  all.map((text) => encoder.encode(text));

const json = (...all: readonly unknown[]): readonly Uint8Array[] =>
  texts(...all.map((value) => JSON.stringify(value, null, 1)));

const copied = readFileSync(join(root, 'examples/tiny-vlm/tinyvlm/scan_grid.py'), 'utf8');
const apache = readFileSync(join(root, 'LICENSE'), 'utf8');

export const PYTHON = texts(
  copied,
  `# coding: utf-8\n"""A page."""\nimport torch\n\n\nclass Net(torch.nn.Module):\n    # Copied from a.b.C with A->B\n    def __init__(self, width=64, *, depth: int = 2, **more):\n        super().__init__()\n        self.layers = [torch.nn.Linear(width, width) for _ in range(depth)]\n\n    @torch.no_grad()\n    async def forward(self, x, mask=None):\n        for at, layer in enumerate(self.layers):\n            x = layer(x) if mask is None else layer(x) * mask[:, at, ...]\n        while x.sum() > 1e3:\n            x /= 2\n        try:\n            return {"x": x, **{k: v for k, v in zip("ab", x)}}\n        except (ValueError, TypeError) as error:\n            raise RuntimeError(f"{error!r:>{10}}") from error\n        finally:\n            del mask\n\n\nmatch_ = lambda a, /, b, *c: (a := b) and [*c, not a or b @ c]\n`,
);
export const NOTEBOOKS = json(
  {
    nbformat: 4,
    cells: [
      { cell_type: 'markdown', source: '# A' },
      { cell_type: 'code', source: copied.split(/(?<=\n)/) },
      { cell_type: 'code', source: '%%bash\necho 1', outputs: [{ data: { 'image/png': 'AAAA' } }] },
      { cell_type: 'code', source: '!pip install x\nx = """a"""\n' },
    ],
  },
  { nbformat: 3, worksheets: [{ cells: [{ cell_type: 'code', input: ['a = (1,\n', ' 2)'] }] }] },
);
export const CURLY = texts(
  `// SPDX-License-Identifier: MIT\n#include <cstdio>\ntemplate <typename T, int N = 4> struct Box : Base<T> {\n  T values[N] = {1, 2, 0x3f};\n  __global__ void add(T *a, const T &b) const noexcept { for (int i = 0; i < N; ++i) a[i] += b ? b[i] : T{}; }\n};\n#define TWICE(x) ((x) + (x))\nint main(int argc, char **argv) { auto f = [&](auto y) { return y << 2; }; return f(argc); }\n`,
  `/* A page. */\nimport { a as b } from './c.js';\nexport class Net extends Base {\n  #size = 4;\n  static async *run({ x, ...more } = {}, [y = 1] = []) {\n    for await (const part of x ?? more) yield \`\${part}-\${/[a-z]+(?=b)/gu.exec(y)?.[0]}\`;\n    try { return await new.target?.(); } catch { label: do { continue label; } while (false); }\n  }\n}\nconst view = <A extends B>(x: A): x is A & { readonly [K in keyof A]-?: A[K] } => x satisfies A;\nenum E { one = 1, two = 'b' }\n`,
);
export const LICENSES = texts(
  apache.slice(0, 4000),
  '# Tiny\n\n[![License](https://img.shields.io/badge/license-MIT-blue.svg)](LICENSE)\n\n## License\n\nThe code is released under the MIT License, the weights under CC BY-NC 4.0. Copyright (c) 2021-2024 Example Authors.\n\n## Acknowledgement\n\nWe thank [heron](https://github.com/example/heron). Parts are adapted from `timm` (Apache-2.0).\n\n```bibtex\n@article{a, title={B}, author={C and D}, year={2024}}\n```\n',
  'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction\n',
);
export const FIELDS = texts(
  'cff-version: 1.2.0\ntitle: Tiny\nauthors:\n  - family-names: Example\n    given-names: A.\nlicense: Apache-2.0\nreferences:\n  - type: software\n    title: B\n',
  '[project]\nname = "tiny"\nlicense = { text = "MIT" }\nclassifiers = [\n "License :: OSI Approved :: MIT License",\n]\n[tool.poetry]\nlicense = "GPL-3.0-or-later WITH Classpath-exception-2.0"\n',
  '{"name":"tiny","license":"(MIT OR Apache-2.0)","author":{"name":"A"},"repository":{"url":"git+https://github.com/a/b.git"}}',
  'version = 1\n[[annotations]]\npath = ["a/**", "b.py"]\nSPDX-FileCopyrightText = "2024 A"\nSPDX-License-Identifier = "MIT"\n',
  '---\nlicense: other\nlicense_name: x\nbase_model: a/b\ntags:\n- c\n---\n# Card\n',
  'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: 2020 A\nLicense: GPL-2+\n',
);
const token = (id: number, content: string) => ({ id, content, special: true, lstrip: false });
export const ARTEFACTS = json(
  {
    architectures: ['TinyForCausalLM'],
    auto_map: { AutoModel: 'modeling_tiny.TinyForCausalLM' },
    model_type: 'tiny',
    _name_or_path: '/home/a/b',
    hidden_size: 4096,
    vision_config: { image_size: 448, patch_size: 14 },
    rope_scaling: { type: 'linear', factor: 2.5 },
  },
  {
    version: '1.0',
    added_tokens: [token(0, '<s>'), token(1, '<image>')],
    model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b', ['b', 'a']] },
  },
  {
    metadata: { total_size: 123 },
    weight_map: { 'model.layers.0.q.weight': 'a.safetensors', 'model.layers.1.q.weight': 'b' },
  },
);
const matrix = (rows: number, columns: number) => ({
  shape: [rows, columns],
  values: Float32Array.from({ length: rows * columns }, (_, at) => at / 7 - 3),
});
const model = new Map([
  ['model.layers.0.q_proj.weight', matrix(8, 4)],
  ['model.layers.0.norm.weight', { shape: [4], values: Float32Array.of(1, 2, 3, 4) }],
]);
export const CHECKPOINTS: Readonly<Record<string, readonly Uint8Array[]>> = {
  safetensors: [safetensors([...model], 'F16'), safetensors([...model], 'BF16')],
  gguf: [gguf(model, 'F16', { facts: { 'general.name': 'tiny', 'tiny.block_count': 1 } })],
  pt: [torchZip(model, 'F16'), torchLegacy(model, 'F16')],
  onnx: [onnx(model, 'F16')],
  npz: [npz(model, 'F32')],
};
const finding = 'upstream-not-credited-0a1b2c3d';
export const SETTINGS = json(
  {
    failOn: 'warning',
    paths: { exclude: ['**/vendor/**', 'a/[b-c]?.py'] },
    licenses: { deny: ['GPL-3.0-only'] },
    rules: { 'license-conflict': 'note' },
  },
  { finding, state: 'accepted', note: 'Asked.', on: '2024-05-01', by: 'A', until: '2030-01-01' },
);
export const ANSWERS = texts(
  'id,prediction,reference\n1,A,B\n2,"B, or\nC",B\n3,C,C\n',
  '{"id":1,"prediction":"A","reference":"A"}\n{"id":2,"prediction":"B","reference":"A"}\n',
  '[{"question_id":1,"pred":"A","answer":"A"},{"question_id":2,"pred":"B","answer":"C"}]',
);
export const PROSE: Readonly<Record<string, readonly Uint8Array[]>> = {
  md: texts(
    '# A\n\nSome words of [a page](b.md) that > go *on*.\n\n> quoted\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  ),
  rst: texts('A\n=\n\nSome words `of <x>`_ a page::\n\n    code\n\n.. note:: More.\n'),
  tex: texts(
    '\\documentclass{a}\\begin{document}\\section{A}Some words\\cite{b} $x^2$ % no\n\\begin{quote}c\\end{quote}\\end{document}',
  ),
  html: texts(
    '<!doctype html><html><head><title>A</title><script>1</script></head><body><p>Some &amp; words <b>of</b></p><pre>x</pre></body></html>',
  ),
  txt: texts('Some words of a page.\n\nAnd more of them.\n'),
};
const sheet = {
  '[Content_Types].xml': '<Types/>',
  'word/document.xml':
    '<w:document xmlns:w="a"><w:body><w:p><w:r><w:t>Some words of a page.</w:t></w:r></w:p></w:body></w:document>',
  'xl/workbook.xml': '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/sharedStrings.xml': '<sst><si><t>id</t></si><si><t>prediction</t></si></sst>',
  'xl/worksheets/sheet1.xml':
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row></sheetData></worksheet>',
};
export const ZIPS = [
  storedZip(Object.entries(sheet).map(([path, text]) => ({ path, bytes: encoder.encode(text) }))),
  storedZip([
    { path: 'SHA256SUMS', bytes: encoder.encode(`${'0'.repeat(64)}  manifest.json\n`) },
    { path: 'manifest.json', bytes: encoder.encode('{"packVersion":1,"local":{},"upstream":{}}') },
  ]),
];
export const LOGS = texts(
  `${'a'.repeat(40)}\0${'2024-01-02T00:00:00Z\0'.repeat(2)}${'b'.repeat(40)}\0A\0A\0a.py\0R100\0b.py\0c.py\0${'b'.repeat(40)}\0${'2024-01-01T00:00:00Z\0'.repeat(2)}\0B\0A\0b.py\0`,
);
export const IGNORED = texts('*.py[co]\n!a/**/b.py\n/build/\n**/x?[!a-z]\\ \n# no\n');
