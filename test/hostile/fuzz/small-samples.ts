import { writeColumns } from '../../../src/bytes/columns.ts';
import { PRINT_VERSION } from '../../../src/compare/unit-print.ts';
import { WORLD_FORMAT } from '../../../src/origins/world-format.ts';
import { sha256 } from '../../unit/catalogue/example-content.ts';
import { worldProject } from '../../unit/origins/tiny-world.ts';
import { parts } from './small-code.ts';

// Documents, manifests, prose and worlds of a few hundred bytes, as small-code.ts.

const encoder = new TextEncoder();

export const SMALL_DOCUMENTS = parts(`MIT License

Copyright (c) 2020 A B

Permission is hereby granted, free of charge, to any person obtaining a copy
====
# Tiny

## License

The code is released under the Apache-2.0 license, the weights under CC BY-NC 4.0.
====
[![License](https://img.shields.io/badge/license-MIT-blue.svg)](LICENSE) ![a](b.png)
====
## Acknowledgements

We thank [heron](https://github.com/example/heron) and \`timm\` (Apache-2.0). Based on LLaVA.
====
This product includes software developed by A.
Portions Copyright 2010-2020 B, licensed under the BSD 3-Clause License.
====
\`\`\`bibtex
@article{a, title={B {C}}, author={D and E, F}, year={2024}, url="http://a.b"}
\`\`\`
====
---
license: other
license_name: x
base_model: [a/b, c]
tags:
- c
---
# Card
Fine-tuned from a/b for research use only. Not for commercial use.
====
Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance
====
Redistribution and use in source and binary forms, with or without modification, are permitted provided that
1. Redistributions of source code must retain the above copyright notice
====
GNU GENERAL PUBLIC LICENSE
Version 3, 29 June 2007 or (at your option) any later version
SPDX-License-Identifier: GPL-3.0-or-later WITH Classpath-exception-2.0 OR (MIT AND ISC)
====
<!-- hidden --> <p align="center"><a href="https://github.com/a/b">b</a></p>
<details><summary>License</summary>MIT</details>
====
| Model | License |
|---|---|
| a | MIT |
| b | Llama 3 Community |
====
- adapted from https://github.com/a/b/blob/main/c.py
  * and [this](https://huggingface.co/d/e "t"), <https://arxiv.org/abs/2301.00001>
1) x
> quoted: you must display "Built with A"
====
1. a/b (https://github.com/a/b)
Copyright 2020 C
-----
2. third party: see licenses/
本项目采用 MIT 许可证。禁止商业使用。
====
You may not use the model to compete. THE SOFTWARE IS PROVIDED "AS IS", without warranty. Commons Clause.
====
[a]: https://github.com/a/b
See [a] and [b][a].
A
=
B
---
~~~
code
~~~
`);

export const SMALL_FIELDS = parts(`cff-version: 1.2.0
authors:
  - family-names: E
license: [Apache-2.0, MIT]
references: [{type: software, title: B}]
====
[project]
name = "tiny"
license = { text = "MIT" }
dependencies = ["a>=1", 'b[c]==2; python_version<"3"']
====
[tool.poetry]
license = "GPL-3.0-or-later"
classifiers = [
 "License :: OSI Approved :: MIT License",
]
[[tool.x]]
a.b.c = 1979-05-27T07:32:00Z
====
{"name":"tiny","license":"(MIT OR Apache-2.0)","author":"A <a@b>","repository":"github:a/b"}
====
{"licenses":[{"type":"MIT","url":"x"}],"dependencies":{"a":"^1.0"},"private":true}
====
version = 1
[[annotations]]
path = ["a/**", "b.py"]
SPDX-FileCopyrightText = "2024 A"
SPDX-License-Identifier = "MIT"
====
---
license: mit
base_model:
- a/b
datasets: c
model-index: [{name: d, results: []}]
---
====
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: * a/?.py
Copyright: 2020 A
 2021 B
License: GPL-2+ or MIT
 text
 .
====
from setuptools import setup
setup(name="a", license="MIT", classifiers=["License :: OSI Approved :: BSD License"], install_requires=["b"])
====
a: &x {b: [1, 2]}
c: *x
d: |
  text
e: >-
  folded
? f
: !!str g
<<: *x
====
a = """
b\\u00e9"""
c = '''d'''
e = [1, 2.5, inf, 0x1F, true, {f = "g"}]
`);

export const SMALL_TEX = parts(`\\documentclass[a]{b}\\begin{document}
\\section{A}\\label{s} Some words\\cite{b,c} of $x^2$ % no
====
\\begin{figure}\\includegraphics[w]{a}\\caption{Some \\emph{words}.}\\end{figure}
====
\\newcommand{\\a}[1]{#1 words} \\[x = \\frac{1}{2}\\] \\begin{equation}y\\end{equation} $$z$$
====
\\begin{itemize}\\item Some words \\item[b] more \\end{itemize}\\verb|x| \\\\ \\% \\& \`\`quoted''
====
\\begin{quote}Some words of a page.\\end{quote}\\begin{verbatim}x\\end{verbatim}\\footnote{More of them.}
====
\\title{A}\\author{B \\and C}\\maketitle\\begin{abstract}Some words\\end{abstract}\\bibliography{a}
`);

export const SMALL_TEXTS = parts(`Some words of a page.

And more of them.
====
1 Introduction

Some words [1] that are hy-
phenated, and "quoted"
====
- a
- b

    indented words

REFERENCES
[1] A. B. Title. 2020.
====
中文的一些词。还有更多。
`);

const worldHead = {
  format: WORLD_FORMAT,
  printVersion: PRINT_VERSION,
  id: '0123456789abcdef',
  families: 1,
  threshold: 1,
  fit: {},
  fileFit: {},
  projectFit: {},
};
/** A world whose tables of places are short: what lies behind them is not there. */
const shortWorld = (projects: number): Uint8Array =>
  writeColumns(
    'FBWORLD1',
    { ...worldHead, projects: Array.from({ length: projects }, (_, at) => worldProject(`p${at}`, at)) },
    {
      bucketStarts: Uint32Array.of(0, 2, 4, 4),
      low: Uint16Array.of(13, 7932, 0, 65535),
      holders: Uint16Array.of(0, 1, 0, 9),
      flags: Uint8Array.of(1, 0x41, 0xff, 0),
      moreStarts: Uint32Array.of(0, 1, 3, 3),
      more: Uint16Array.of(0, 1, 7),
      holderFiles: Uint32Array.of(0, 1),
      holderDays: Uint16Array.of(10_000, 65535),
      holderRoots: Uint8Array.of(0, 1),
      fileKin: Uint32Array.of(0, 1),
      fileProjects: Uint16Array.of(0, 1),
      paths: encoder.encode('x'),
      blobStarts: Uint32Array.of(0, 1),
      blobMiddle: Uint16Array.of(1),
      blobLow: Uint8Array.of(1),
      blobProjects: Uint16Array.of(0),
    },
    sha256,
  );
export const SMALL_WORLDS = [shortWorld(0), shortWorld(2)];
