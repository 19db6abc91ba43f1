// Inputs of 64 KB made of license texts that are shuffled, repeated, cut and joined: how long the slowest takes, in processor
// time. Usage: npx tsx bench/licenses/slow.ts [--rounds N] [--show]
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { brotliDecompressSync } from 'node:zlib';
import names from '../../catalogue/licenses/names.json' with { type: 'json' };
import riders from '../../catalogue/licenses/riders.json' with { type: 'json' };
import { detectLicenses, parseLicenseIndex } from '../../src/licenses/detect.ts';
import { randomFrom } from './edit.ts';

const SIZE = 64 * 1024;
const root = new URL('../../', import.meta.url);
const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('catalogue/licenses/licenses.idx', root))),
);
const list = JSON.parse(
  readFileSync(new URL('node_modules/spdx-license-list/spdx-full.json', root), 'utf8'),
) as Readonly<Record<string, { readonly licenseText: string; readonly standardLicenseHeader?: string }>>;
const texts = Object.values(list).map((one) => one.licenseText);
const headers = Object.values(list).flatMap(({ standardLicenseHeader: header }) => header ?? []);
const allNames = names.rows.flatMap((row) => row.names);
const sentences = riders.rows.flatMap((row) => [...row.yes, ...row.no]);

type Random = () => number;
const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

function shuffled<T>(random: Random, all: readonly T[]): readonly T[] {
  const out = [...all];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

function chunks(words: readonly string[], size: number): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < words.length; at += size) out.push(words.slice(at, at + size).join(' '));
  return out;
}

function filled(make: () => string): string {
  let text = '';
  while (text.length < SIZE) text += `${make()}\n`;
  return text.slice(0, SIZE);
}

/** Ways to make a text that many standards promise to be in. */
const WAYS: Readonly<Record<string, (random: Random) => string>> = {
  'words of one text': (random) => {
    const words = pick(random, texts).split(/\s+/);
    return filled(() => shuffled(random, words).join(' '));
  },
  'runs of one text': (random) => {
    const words = pick(random, texts).split(/\s+/);
    const size = 3 + Math.floor(random() * 30);
    return filled(() => shuffled(random, chunks(words, size)).join(' '));
  },
  'runs of many texts': (random) => {
    const size = 3 + Math.floor(random() * 30);
    return filled(() => pick(random, chunks(pick(random, texts).split(/\s+/), size)));
  },
  'lines of one text': (random) => {
    const lines = pick(random, texts).split('\n');
    return filled(() => shuffled(random, lines).join('\n'));
  },
  'one text again and again': (random) => {
    const text = pick(random, texts);
    return filled(() => text);
  },
  'beginnings of texts': (random) =>
    filled(() => pick(random, texts).slice(0, 40 + Math.floor(random() * 700))),
  headers: (random) => filled(() => pick(random, headers)),
  'texts joined': (random) => filled(() => pick(random, texts)),
  names: (random) =>
    filled(() => `licensed under the ${pick(random, allNames)} or ${pick(random, allNames)}, `),
  'names without end': (random) => filled(() => pick(random, allNames)).replaceAll('\n', ' '),
  riders: (random) =>
    `${pick(random, texts).slice(0, 3000)}\n${filled(() => pick(random, sentences))}`.slice(0, SIZE),
  'riders without stops': (random) =>
    `${pick(random, texts).slice(0, 3000)}\n${filled(() => pick(random, sentences).replace(/[.;]/g, ''))}`
      .slice(0, SIZE)
      .replaceAll('\n', ' '),
  tags: (random) =>
    filled(
      () => `SPDX-License-Identifier: ${'('.repeat(random() * 40)}${pick(random, Object.keys(list))} OR `,
    ),
  'copyright lines': (random) =>
    filled(() => `Copyright (c) ${1990 + Math.floor(random() * 40)} ${pick(random, allNames)} `),
  versions: (random) =>
    filled(
      () =>
        `GPL version ${Math.floor(random() * 4)} or ${pick(random, ['later', 'version 3', 'any', 'at your option'])}`,
    ),
};
const PATHS = [
  'LICENSE',
  'README.md',
  'a.py',
  'a.c',
  'package.json',
  'pyproject.toml',
  'REUSE.toml',
  'debian/copyright',
  'DESCRIPTION',
  'setup.py',
  'model-card.md',
];

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1] ?? 10) || 10;
let all = 0;
let worst = 0;
for (const [way, make] of Object.entries(WAYS)) {
  let slowest = 0;
  let where = '';
  for (let round = 0; round < rounds; round++)
    for (const path of PATHS) {
      const seed = `${way} ${round} ${path}`;
      const text = make(randomFrom(seed));
      const before = process.cpuUsage();
      detectLicenses(index, path, text);
      const { user, system } = process.cpuUsage(before);
      all++;
      if (user + system > slowest) {
        slowest = user + system;
        where = seed;
      }
    }
  worst = Math.max(worst, slowest);
  console.log(`${way.padEnd(26)} slowest ${(slowest / 1e6).toFixed(2)} s (${where})`);
}
console.log(`${all} inputs, slowest ${(worst / 1e6).toFixed(2)} s`);
