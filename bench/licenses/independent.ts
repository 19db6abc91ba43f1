// Texts with answers that nobody of this project chose, from bare clones (FOREBEAR_MIRROR): google/licensecheck,
// licensee/licensee and github/choosealicense.com, and every text of spdx-license-list. Nothing of them is kept here.
// Usage: npx tsx bench/licenses/independent.ts [--set NAME] [--peer licensecheck|licensee] [--show]
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { brotliDecompressSync } from 'node:zlib';
import { readGitFile, readGitTree } from '../../scripts/license-index/git-tree.ts';
import { combinedExpression, detectLicenses, parseLicenseIndex } from '../../src/licenses/detect.ts';
import { UNEXPLAINED_SENTENCES } from '../../src/licenses/detection/unexplained.ts';
import { askPeer } from './peers.ts';

interface Sample {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly expected: readonly string[];
}

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const root = new URL('../../', import.meta.url);
const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('catalogue/licenses/licenses.idx', root))),
);

/** Ids of google/licensecheck that SPDX has under another name, or that name a header of the same license. */
const GOOGLE: Readonly<Record<string, string>> = {
  Anti996: 'LicenseRef-scancode-996-icu-1.0',
  'BSD-1-Clause-Clear': 'LicenseRef-scancode-clear-bsd-1-clause',
  'BSD-3-Clause-NoTrademark': 'LicenseRef-scancode-bsd-3-clause-no-trademark',
  GooglePatentClause: 'LicenseRef-scancode-google-patent-license-golang',
  GooglePatentsFile: 'LicenseRef-scancode-google-patent-license-golang',
  'GPL-2.0-or-3.0': 'GPL-2.0-only OR GPL-3.0-only',
  'Prosperity-3.0.0': 'LicenseRef-scancode-prosperity-3.0',
  CommonsClause: 'LicenseRef-scancode-commons-clause',
  'GPL-NVIDIA': 'GPL-2.0-only',
  'Aladdin-9': 'Aladdin',
  'MIT-NoAd': 'X11',
};

function google(): readonly Sample[] {
  const samples: Sample[] = [];
  for (const [path, whole] of readGitTree(
    'google/licensecheck',
    ['testdata'],
    (one) => !one.endsWith('README'),
  )) {
    const cut = whole.indexOf('\n\n');
    const head = whole
      .slice(0, cut)
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    const ids = head.slice(1).flatMap((line) => (/ URL$/.test(line) ? [] : [line.split(' ')[0] ?? '']));
    const urls = head.slice(1).flatMap((line) => (/ URL$/.test(line) ? [line.split(' ')[0] ?? ''] : []));
    // Addresses that it names beside texts: a reader may count them or not.
    const sets = [...new Set([ids.length > 0 ? ids : urls, [...ids, ...urls]])].map((all) =>
      [...new Set(all.map((id) => GOOGLE[id] ?? id))].sort(),
    );
    if (ids.length + urls.length > 0)
      samples.push({
        name: path.slice(9),
        path: 'LICENSE',
        text: whole.slice(cut + 2),
        expected: sets.map((found) => found.join(' AND ')),
      });
  }
  return samples;
}

function choose(): readonly Sample[] {
  const files = readGitTree('github/choosealicense.com', ['_licenses'], (one) => one.endsWith('.txt'));
  return [...files].map(([path, whole]) => {
    const id = /^spdx-id: (.*)$/m.exec(whole)?.[1]?.trim() ?? '';
    const text = whole.slice(whole.indexOf('\n---', 4) + 4).trimStart();
    return { name: path, path: 'LICENSE', text, expected: [id] };
  });
}

function licensee(): readonly Sample[] {
  const keys = new Map<string, string>();
  let folder = '';
  for (const line of readGitFile('licensee/licensee', 'spec/fixtures/fixtures.yml').split('\n')) {
    if (/^\S+:$/.test(line)) folder = line.slice(0, -1);
    const key = /^ {2}key: (.*)$/.exec(line)?.[1];
    if (key !== undefined) keys.set(folder, key.replaceAll('"', ''));
  }
  const samples: Sample[] = [];
  const files = readGitTree('licensee/licensee', ['spec/fixtures'], (one) =>
    /\/(?:licen[cs]e|copying|unlicense)[^/]*$/i.test(one),
  );
  for (const [path, text] of files) {
    const [, , name = '', ...rest] = path.split('/');
    const key = keys.get(name);
    const alone = [...files.keys()].filter((one) => one.split('/')[2] === name).length === 1;
    if (key === undefined || key === '' || key === 'none' || rest.length !== 1 || !alone) continue;
    samples.push({
      name: path.slice(14),
      path: rest[0] ?? '',
      text,
      expected: [key === 'other' ? '!' : key],
    });
  }
  return samples;
}

function spdx(): readonly Sample[] {
  const list: Readonly<Record<string, { readonly licenseText: string }>> = JSON.parse(
    readFileSync(new URL('node_modules/spdx-license-list/spdx-full.json', root), 'utf8'),
  );
  const retired: readonly string[] = JSON.parse(
    readFileSync(new URL('node_modules/spdx-license-ids/deprecated.json', root), 'utf8'),
  );
  // Retired ids are other names of texts that the list has under an id in use.
  return Object.entries(list)
    .filter(([id]) => !retired.includes(id))
    .map(([id, { licenseText }]) => ({
      name: id,
      path: 'LICENSE',
      text: licenseText,
      expected: [id],
    }));
}

/** Spellings of one license that its text cannot tell apart. */
function plain(expression: string): string {
  return (
    expression
      .toLowerCase()
      .replace(
        /\b((?:a|l)?gpl-\d\.\d|gfdl-\d\.\d)(?:\+|-only|-or-later|(?:-no)?-invariants(?:-only|-or-later))*/g,
        '$1',
      )
      .replace(/(ofl-1\.\d)-(?:no-)?rfn/g, '$1')
      .replace(/mpl-2\.0-no-copyleft-exception/g, 'mpl-2.0')
      .replace(/cal-1\.0-combined-work-exception/g, 'cal-1.0')
      .replace(/bsd-2-clause-(?:freebsd|views|netbsd|darwin)/g, 'bsd-2-clause')
      // Ids that the SPDX list has given since to texts that older tools file under the first of their family.
      .replace(/openssl-standalone/g, 'openssl')
      .replace(/^(?:metamail|dtoa)$/g, 'hpnd')
      // The list's Ruby is the choice that its text offers.
      .replace(/^ruby or gpl-2\.0-only$/, 'ruby')
      .replace(/bzip2-1\.0\.5/g, 'bzip2-1.0.6')
      .replace(/^nunit$/, 'zlib-acknowledgement')
      .replace(/^standardml-nj$/, 'smlnj')
      .split(' and ')
      .sort()
      .filter((one, at, all) => one !== all[at - 1])
      .join(' and ')
  );
}

const SETS: Readonly<Record<string, () => readonly Sample[]>> = { google, choose, licensee, spdx };
for (const [name, read] of Object.entries(SETS)) {
  if (option('set') !== undefined && option('set') !== name) continue;
  const counts = { exact: 0, family: 0, different: 0, none: 0 };
  let unexplained = 0;
  let slowest = 0;
  const samples = read();
  const peer = option('peer');
  const started = performance.now();
  const others = peer === undefined ? null : askPeer(peer, samples);
  if (peer !== undefined && others === null) throw new Error(`${peer} is not installed here.`);
  for (const [at, one] of samples.entries()) {
    const begun = performance.now();
    const answer =
      others === null ? combinedExpression(detectLicenses(index, one.path, one.text)) : (others[at] ?? '');
    // Which license it is, and whether more stands in the file, are two questions; the sets ask the first.
    const said = answer.replace(` AND ${UNEXPLAINED_SENTENCES}`, '');
    if (said !== answer) unexplained++;
    slowest = Math.max(slowest, performance.now() - begun);
    const [first = ''] = one.expected;
    const expected = one.expected.find((each) => plain(said) === plain(each)) ?? first;
    const refused = expected === '!';
    const kind = refused
      ? said === '' ||
        /LicenseRef|AND/.test(said) ||
        !/^(?:MIT|Apache-2\.0|MPL-2\.0|BSD-\d-Clause)$/.test(said)
        ? 'exact'
        : 'different'
      : said === ''
        ? 'none'
        : said.toLowerCase() === expected.toLowerCase()
          ? 'exact'
          : plain(said) === plain(expected)
            ? 'family'
            : 'different';
    counts[kind]++;
    if (process.argv.includes('--show') && (kind === 'different' || kind === 'none'))
      console.log(`${name} | ${one.name} | want ${expected} | got ${said}`);
  }
  const took = performance.now() - started;
  console.log(
    `${(peer === undefined ? name : `${name} by ${peer}`).padEnd(9)} ${samples.length} texts: exact ${counts.exact}, same family ${counts.family}, different ${counts.different}, none ${counts.none}; with unexplained sentences ${unexplained}; ${((1000 * samples.length) / took).toFixed(0)} a second, slowest ${slowest.toFixed(0)} ms`,
  );
}
