import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneOf, readGitFile, readGitTree } from '../../scripts/license-index/git-tree.ts';
import { generalModelExpression, MODEL_TEXTS } from '../../scripts/license-index/model-texts.ts';
import { readKeys, toSpdx } from '../../scripts/license-index/wordings.ts';
import { COMMENTS, changeWords, fillCopyright, randomFrom, rewrap } from './edit.ts';
import { MATERIAL, NEGATIVES, NOTICES, READMES } from './written.ts';

export interface Case {
  readonly group: string;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Any of these is right; in `material`, none of these may be said. */
  readonly expected: readonly string[];
}

type List = Readonly<
  Record<
    string,
    { readonly osiApproved: boolean; readonly licenseText: string; readonly standardLicenseHeader?: string }
  >
>;

const COMMON =
  /^(CC-|CC0|OFL|GFDL-1\.[123]-(only|or-later)|BSD-|MIT|WTFPL|X11|HPND|CDLA|ODbL|ODC|PDDL|BUSL|SSPL|Elastic|Unicode|FTL|IJG|Libpng|libtiff|curl|bzip2|JSON|TCL|Vim|OpenSSL|Ruby|Beerware|EUPL|CeCILL|CECILL|Apache|Hippocratic|PolyForm|Zlib|zlib|NTP|psf|Python|ICU|GLWTPL|Info-ZIP|SGI|TMate|Intel|Glide|ImageMagick|FSFUL|FSFAP|Linux-man|OGL|PostgreSQL|ISC|NAIST|Sendmail|W3C|XFree86|Xnet|ZPL|blessing|eGenix|gnuplot|mpich2|diffmark|Abstyles|AML|APAFML|Borceux|Caldera|DOC|Dotseqn|Entessa)/;

/** Ids that one text cannot tell apart. */
export function sameText(id: string): readonly string[] {
  const family = /^((?:A|L)?GPL-\d\.\d|GFDL-\d\.\d)/.exec(id)?.[1];
  if (family !== undefined)
    return [
      family,
      '-only',
      '-or-later',
      '-invariants-only',
      '-invariants-or-later',
      '-no-invariants-only',
      '-no-invariants-or-later',
    ].map((tail, i) => (i === 0 ? family : family + tail));
  if (/^OFL-1\.\d/.test(id)) return ['', '-RFN', '-no-RFN'].map((tail) => id.slice(0, 7) + tail);
  if (id.startsWith('MPL-2.0')) return ['MPL-2.0', 'MPL-2.0-no-copyleft-exception'];
  if (id.startsWith('CAL-1.0')) return ['CAL-1.0', 'CAL-1.0-Combined-Work-Exception'];
  return [id];
}

const RETIRED =
  /^((A|L)?GPL-\d\.\d\+?|GFDL-\d\.\d|GPL-.*-with-.*|eCos-2\.0|wxWindows|StandardML-NJ|Nunit|BSD-2-Clause-(Free|Net)BSD|bzip2-1\.0\.5|Net-SNMP|any-OSI.*)$/;

function spdxCases(root: string): Case[] {
  const list = JSON.parse(
    readFileSync(join(root, 'node_modules/spdx-license-list/spdx-full.json'), 'utf8'),
  ) as List;
  const cases: Case[] = [];
  const ids = Object.keys(list).filter(
    (id) => !RETIRED.test(id) && (list[id]?.osiApproved || COMMON.test(id)),
  );
  for (const [n, id] of ids.entries()) {
    const text = list[id]?.licenseText ?? '';
    const expected = sameText(id);
    cases.push({ group: 'full', name: id, path: 'LICENSE', text, expected });
    const random = randomFrom(id);
    const filled = fillCopyright(text);
    const [style, wrap] = COMMENTS[n % COMMENTS.length] ?? ['', (x: string) => x];
    const edit = (name: string, path: string, edited: string): void => {
      cases.push({ group: 'edited', name: `${id} ${name}`, path, text: edited, expected });
    };
    edit('rewrapped', 'LICENSE', rewrap(filled, 50 + Math.floor(random() * 60)));
    edit(style, 'file.txt', wrap(filled));
    if (n % 3 === 0) edit('one line', 'LICENSE.txt', filled.replace(/\s+/g, ' '));
    if (text.length > 600) edit('3 words', 'COPYING', changeWords(filled, 3, random));
  }
  return cases;
}

function standardHeaders(): Case[] {
  const cases: Case[] = [];
  for (const [, xml] of readGitTree('spdx/license-list-XML', ['src'], (path) => path.endsWith('.xml'))) {
    const id = /licenseId="([^"]*)"/.exec(xml)?.[1] ?? '';
    const header = /<standardLicenseHeader>(.*?)<\/standardLicenseHeader>/s.exec(xml)?.[1];
    if (header === undefined || RETIRED.test(id) || xml.includes('<obsoletedBy')) continue;
    const plain = header
      .replace(/<br\s*\/?>|<\/p>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/&quot;/g, '"')
      .replace(/&#\d+;/g, "'")
      .replace(/[ \t]+/g, ' ')
      .replace(/\n /g, '\n')
      .trim();
    const [style, wrap] = COMMENTS[cases.length % COMMENTS.length] ?? ['', (x: string) => x];
    const text = `${wrap(rewrap(fillCopyright(plain), 74))}\n\nint main() { return run(1, 2, 3); }\n`;
    const expected = /^(OFL|MPL-2|CAL)/.test(id) ? sameText(id) : [id];
    cases.push({ group: 'header', name: `${id} ${style}`, path: 'src/main.c', text, expected });
  }
  return cases;
}

function collectedFiles(): Case[] {
  const keys = readKeys();
  const tests = readGitTree('nexB/scancode-toolkit', ['tests/licensedcode/data/datadriven'], () => true);
  const cases: Case[] = [];
  for (const [path, facts] of tests) {
    // The nuget folder holds addresses only.
    if (!path.endsWith('.yml') || !/\/lic[1-4]\//.test(path) || path.includes('/nuget/')) continue;
    const text = tests.get(path.slice(0, -4));
    const rows = [...facts.matchAll(/^\s+- (.*)$/gm)].map((row) => (row[1] ?? '').trim());
    const only = rows.length === 1 ? toSpdx((rows[0] ?? '').replace(/^['"]|['"]$/g, ''), keys) : null;
    if (
      text === undefined ||
      only === null ||
      text.length > 60_000 ||
      /unknown|other-|warranty|proprietary|see-license/.test(only)
    )
      continue;
    cases.push({
      group: 'sourcefile',
      name: path.split('/').slice(-2).join('/'),
      path: path.slice(0, -4),
      text,
      expected: [only],
    });
  }
  return cases;
}

function reviewedNotices(): Case[] {
  const keys = readKeys();
  const cases: Case[] = [];
  let number = 0;
  for (const [path, rule] of readGitTree('nexB/scancode-toolkit', ['src/licensedcode/data/rules'], (p) =>
    p.endsWith('.RULE'),
  )) {
    number++;
    if (number % 20 !== 0) continue;
    const parts = /^---\n(.*?)\n---\n(.*)$/s.exec(rule);
    const head = parts?.[1] ?? '';
    if (!/is_license_notice: yes/.test(head) || /relevance: [1-8]?\d$/m.test(head)) continue;
    const expected = toSpdx(/license_expression: (.*)/.exec(head)?.[1] ?? '', keys);
    const text = (parts?.[2] ?? '').trim();
    if (
      expected === null ||
      text.length < 20 ||
      text.length > 2500 ||
      /unknown|other-|warranty|proprietary|commercial/.test(expected)
    )
      continue;
    cases.push({
      group: 'notice',
      name: path.split('/').at(-1) ?? '',
      path: 'src/file.c',
      text,
      expected: [expected],
    });
  }
  return cases;
}

/** Whether a clone of the repository is there; one that is not leaves its cases out, and says so once. */
function isAtHand(repository: string): boolean {
  try {
    return cloneOf(repository) !== '';
  } catch {
    console.error(`left out: no clone of ${repository}`);
    return false;
  }
}

/** What a text says by its words, and an id that the SPDX list has given since. */
const ALSO: Readonly<Record<string, string>> = {
  'LicenseRef-SEED-X':
    'Apache-2.0 AND BSD-3-Clause AND LicenseRef-scancode-llama-2-license-2023 AND LicenseRef-scancode-tongyi-qianwen-2023',
  'LicenseRef-scancode-openmdw-1.0': 'OpenMDW-1.0',
};

function modelCases(): Case[] {
  const cases: Case[] = [];
  const add = (name: string, expression: string, text: string, path = 'MODEL_LICENSE'): void => {
    const also = ALSO[expression];
    const expected = also === undefined ? [expression] : [expression, also];
    cases.push({ group: 'model', name, path, text, expected });
  };
  for (const source of MODEL_TEXTS) {
    if (!isAtHand(source.repository)) continue;
    const text = readGitFile(source.repository, source.path, source.revision);
    const name = `${source.repository} ${source.path}`;
    if (/POLICY/.test(source.path)) continue;
    add(name, source.expression, text);
    add(`${name} rewrapped`, source.expression, rewrap(text, 72));
    add(`${name} 3 words`, source.expression, changeWords(text, 3, randomFrom(name)));
  }
  const general = 'OpenBMB/General-Model-License';
  const files = isAtHand(general)
    ? readGitTree(general, ['.'], (p) => p.startsWith('通用模型许可协议'))
    : new Map<string, string>();
  for (const [path, text] of files) add(path, generalModelExpression(path), text, 'LICENSE.md');
  const keys = readKeys();
  const wanted =
    /^(gemma-tou|llama|qwen|tongyi|deepseek|bigscience|stable-diff|bigcode|falcon|stability|nvidia-open|flux|exaone|moonshot|openmdw|tencent-hun|openatom)/;
  for (const [path, body] of readGitTree('aboutcode-org/scancode-licensedb', ['docs'], (p) =>
    p.endsWith('.LICENSE'),
  )) {
    const key = path.slice(5, -8);
    const id = keys.get(key)?.spdx_license_key;
    if (!wanted.test(key) || id === undefined || id === null) continue;
    const text = body.replace(/^---\n.*?\n---\n/s, '');
    add(key, id, text);
    add(`${key} quoted`, id, rewrap(text, 90).replace(/^/gm, '> '));
  }
  return cases;
}

function fixtures(): Case[] {
  const files = readGitTree('licensee/licensee', ['spec/fixtures'], () => true);
  const facts = files.get('spec/fixtures/fixtures.yml') ?? '';
  const list = new Map(
    'AGPL-3.0 Apache-2.0 Artistic-2.0 MIT BSD-2-Clause BSD-3-Clause CC-BY-4.0 CC-BY-SA-4.0 CC0-1.0 EPL-1.0 GFDL-1.3 GPL-2.0 GPL-3.0 LGPL-2.1 LGPL-3.0 MPL-2.0 Unlicense ISC Vim EUPL-1.2 BSL-1.0 WTFPL'
      .split(' ')
      .map((id) => [id.toLowerCase(), id]),
  );
  const cases: Case[] = [];
  for (const entry of facts.matchAll(/^(\S+):\n {2}key: (\S+)/gm)) {
    const id = list.get(entry[2] ?? '');
    const inside = [...files].filter(([path]) => path.startsWith(`spec/fixtures/${entry[1]}/`));
    const only = inside[0];
    if (id === undefined || inside.length !== 1 || only === undefined) continue;
    cases.push({
      group: 'edited',
      name: `fixture ${entry[1]}`,
      path: only[0].split('/').at(-1) ?? '',
      text: only[1],
      expected: sameText(id),
    });
  }
  return cases;
}

function tagCases(): Case[] {
  const pairs: readonly (readonly [tag: string, expected: string])[] = [
    ['MIT', 'MIT'],
    ['Apache-2.0', 'Apache-2.0'],
    ['GPL-2.0', 'GPL-2.0-only'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['LGPL-2.1+', 'LGPL-2.1-or-later'],
    ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
    ['GPL-2.0 WITH Linux-syscall-note', 'GPL-2.0-only WITH Linux-syscall-note'],
    ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0'],
    ['Apache-2.0 WITH LLVM-exception', 'Apache-2.0 WITH LLVM-exception'],
    [
      '(GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause',
      'GPL-2.0-only WITH Linux-syscall-note OR BSD-3-Clause',
    ],
    ['mit', 'MIT'],
    ['BSD-3-Clause AND (MIT OR Apache-2.0)', 'BSD-3-Clause AND (MIT OR Apache-2.0)'],
    ['LicenseRef-My-Own.1', 'LicenseRef-My-Own.1'],
    ['MIT AND LicenseRef-x', 'MIT AND LicenseRef-x'],
    ['CC-BY-NC-4.0', 'CC-BY-NC-4.0'],
    ['AGPL-3.0', 'AGPL-3.0-only'],
    ['GPL-3.0-or-later OR MIT OR ISC', 'GPL-3.0-or-later OR MIT OR ISC'],
    ['MIT AND BSD-2-Clause AND Zlib', 'MIT AND BSD-2-Clause AND Zlib'],
    ['Unlicense OR MIT', 'Unlicense OR MIT'],
    ['0BSD', '0BSD'],
    ['LGPL-2.1-or-later AND MIT', 'LGPL-2.1-or-later AND MIT'],
  ];
  const shapes: readonly ((tag: string) => string)[] = [
    (tag) => `// SPDX-License-Identifier: ${tag}\nint x;\n`,
    (tag) => `# SPDX-License-Identifier: ${tag}\nimport os\n`,
    (tag) => `/* SPDX-License-Identifier: ${tag} */\n#define A 1\n`,
    (tag) => `<!-- SPDX-License-Identifier: ${tag} -->\n# Title\n`,
    (tag) =>
      `#!/bin/sh\n# SPDX-FileCopyrightText: 2020 Example\n#\n# SPDX-License-Identifier: ${tag}\nexit 0\n`,
    (tag) => `;; SPDX-License-Identifier: ${tag}\r\n(x)\r\n`,
  ];
  return pairs.flatMap(([tag, expected], i) =>
    shapes.map((shape, j) => ({
      group: 'spdxtag',
      name: `${i}/${j} ${tag}`,
      path: 'a.c',
      text: shape(tag),
      expected: [expected],
    })),
  );
}

/** Every case, in a fixed order. Texts of others are read from clones and stay outside of this repository. */
export function allCases(root: string): readonly Case[] {
  const written = (
    group: string,
    rows: readonly (readonly [path: string, text: string, ...expected: string[]])[],
  ): Case[] =>
    rows.map(([path, text, ...expected], i) => ({
      group,
      name: `${group} ${i}: ${text.slice(0, 40).replace(/\s+/g, ' ')}`,
      path,
      text,
      expected,
    }));
  const list = JSON.parse(
    readFileSync(join(root, 'node_modules/spdx-license-list/spdx-full.json'), 'utf8'),
  ) as List;
  const material = MATERIAL.map(([id, name, change]) => {
    const text = change(fillCopyright(list[id]?.licenseText ?? ''));
    return { group: 'material', name: `${id} ${name}`, path: 'LICENSE', text, expected: [id] };
  });
  return [
    ...spdxCases(root),
    ...fixtures(),
    ...material,
    ...standardHeaders(),
    ...written('written-notice', NOTICES),
    ...reviewedNotices(),
    ...collectedFiles(),
    ...written('readme', READMES),
    ...tagCases(),
    ...modelCases(),
    ...written(
      'negative',
      NEGATIVES.map(([path, text]) => [path, text, ''] as const),
    ),
  ];
}
