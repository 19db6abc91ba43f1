/** A megabyte: what is said of time and memory is said of one. */
const SIZE = 1_000_000;

/** A text of a megabyte out of pieces, which may be numbered. */
function filled(piece: string | ((at: number) => string), before = '', after = ''): string {
  const pieces = [before];
  for (let length = before.length + after.length, at = 0; ; at++) {
    const one = typeof piece === 'string' ? piece : piece(at);
    if (length + one.length > SIZE) break;
    pieces.push(one);
    length += one.length;
  }
  return `${pieces.join('')}${after}`;
}

/** The same mark open and closed, one in the other. */
function nested(open: string, close: string, within = ''): string {
  const depth = Math.floor((SIZE - within.length) / (open.length + close.length));
  return open.repeat(depth) + within + close.repeat(depth);
}

/** Blocks one in the other by their indentation. */
function indented(line: string): string {
  const lines: string[] = [];
  for (let length = 0, depth = 0; length < SIZE - 4000; depth++) {
    const one = `${' '.repeat(depth)}${line}`;
    lines.push(one);
    length += one.length + 1;
  }
  return lines.join('\n');
}

/** Words and sentences that readers of licenses, credits and documents look for. */
const SAYINGS: Readonly<Record<string, string>> = {
  'license names': 'MIT License Apache-2.0 GPL v3 or later BSD 3-Clause, CC BY-NC 4.0; ',
  'license grants':
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software ',
  'license tags':
    '# SPDX-License-Identifier: MIT OR (Apache-2.0 AND GPL-3.0-only WITH Classpath-exception-2.0)\n',
  'license sentences': 'This code is released under the MIT license.\n\nThe weights are not.\n\n',
  'license texts begun':
    'Redistribution and use in source and binary forms, with or without\nmodification, are permitted\n',
  badges: '[![License](https://img.shields.io/badge/license-MIT-blue.svg)](LICENSE)\n',
  credits: '# Adapted from https://github.com/example/heron/blob/main/a.py (Apache-2.0)\n',
  thanks: '## Acknowledgements\n\nWe thank [heron](https://github.com/example/heron) and `timm`.\n\n',
};

/** Texts that have cost readers much, by what they are. Each is at most a megabyte. */
export const SHAPES: Readonly<Record<string, string>> = {
  'one line': 'a'.repeat(SIZE),
  'one line of words': filled('word '),
  'line ends': '\n'.repeat(SIZE),
  'nothing but zeros': '\0'.repeat(SIZE),
  spaces: ' '.repeat(SIZE),
  backslashes: filled('\\\n'),
  'round brackets open': '('.repeat(SIZE),
  'round brackets': nested('(', ')', 'a'),
  'square brackets': nested('[', ']'),
  'braces open': '{'.repeat(SIZE),
  'JSON arrays': nested('[', ']', '0'),
  'JSON objects': nested('{"a":', '}', '0'),
  'JSON keys': filled((at) => `"key ${at}":${at},`, '{', '"end":0}'),
  'JSON rows': filled((at) => `{"id":${at},"prediction":"A","reference":"B"},`, '[', '{}]'),
  quotes: '"'.repeat(SIZE),
  'triple quotes': filled('"""\n'),
  backticks: '`'.repeat(SIZE),
  'code fences': filled('```\n'),
  assignments: filled((at) => `value_${at} = ${at}\n`),
  sums: filled('x + ', '', 'x'),
  calls: filled('f(', 'a = '),
  chains: filled('.next(a)', 'a'),
  conditions: filled('elif a == 1:\n    b = 2\n', 'if a:\n    b = 1\n'),
  tries: filled('try:\n'),
  functions: filled((at) => `def name_${at}(a, b=1):\n    return a + b\n\n`),
  'functions in functions': indented('def a(b):'),
  'conditions in conditions': indented('if a:'),
  classes: filled((at) => `class Name${at}(Base):\n    width = ${at}\n\n`),
  decorators: filled('@a\n', '', 'def b(): pass\n'),
  imports: filled((at) => `from package_${at} import name_${at} as other\n`),
  'a table': filled((at) => `    "key_${at}": [${at}, "text"],\n`, 'TABLE = {\n', '}\n'),
  comments: filled('# words of a comment that says nothing\n'),
  'a comment': filled('words of a comment ', '/* '),
  'lambdas one in the other': filled('lambda a: ', 'f = ', '0'),
  templates: filled('A<', 'template <typename T> struct B : '),
  macros: filled((at) => `#define NAME_${at}(a) ((a) + NAME_${Math.max(0, at - 1)}(a))\n`),
  'statements in statements': filled('if (a) ', 'int main() { ', ';}'),
  'C functions': filled((at) => `int name_${at}(int a) { for (int i = 0; i < a; i++) a += i; return a; }\n`),
  'arrow functions': filled('a => ', 'const f = ', '0'),
  links: filled((at) => `[a](https://github.com/owner-${at}/name-${at}) `),
  addresses: filled((at) => `https://github.com/owner-${at}/name-${at}\n`),
  'link openings': '['.repeat(SIZE),
  'image openings': filled('!['),
  'copyright lines': filled((at) => `Copyright (c) ${1990 + (at % 35)} Example Holder ${at}\n`),
  'copyright marks': filled('(c) '),
  'BibTeX entries': filled(
    (at) => `@article{key${at},\n title={A Title ${at}},\n author={A and B},\n year={2024}\n}\n`,
  ),
  headings: filled((at) => `# Heading ${at}\n\n`),
  quotations: filled('> '),
  'list items': filled('- a\n'),
  'lists in lists': indented('- a'),
  stars: '*'.repeat(SIZE),
  underscores: filled('_a'),
  'table rows': filled('| a | b |\n', '| a | b |\n| --- | --- |\n'),
  tags: filled('<p>'),
  'tags one in the other': nested('<div>', '</div>', 'a'),
  'comment openings': filled('<!--'),
  'tag openings': '<'.repeat(SIZE),
  entities: filled('&amp;'),
  'TeX groups': '{'.repeat(SIZE / 2) + '}'.repeat(SIZE / 2),
  'TeX commands': filled('\\a{b}'),
  'TeX sections': filled((at) => `\\section{Part ${at}}\nSome words\\cite{key${at}}.\n\n`),
  'TeX environments': filled('\\begin{a}'),
  'TeX environments on lines': filled('a \\begin{quote}\n'),
  'YAML keys': filled((at) => `key${at}: value\n`),
  'YAML one in the other': indented('a:'),
  'YAML dashes': filled('- '),
  'YAML anchors': filled(
    (at) => `a${at}: &a${at} [*a${Math.max(0, at - 1)}, *a${Math.max(0, at - 1)}]\n`,
    'a: &a0 [1]\n',
  ),
  'TOML tables': filled((at) => `[table.number.${at}]\nkey = ${at}\n`),
  'TOML dots': `${filled('a.').slice(0, -6)}b = 1\n`,
  'TOML arrays': `a = ${'['.repeat(SIZE - 10)}`,
  'CSV columns': `${filled((at) => `c${at},`)}\n`,
  'CSV rows': filled((at) => `${at},A,B\n`, 'id,prediction,reference\n'),
  'ignore stars': filled('**/*a*/'),
  'ignore classes': filled('[a-z]*'),
  ...Object.fromEntries(Object.entries(SAYINGS).map(([name, piece]) => [name, filled(piece)])),
};
