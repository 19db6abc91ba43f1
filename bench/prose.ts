/**
 * Front pages of unrelated repositories against each other: how often the audit would see passages that are none.
 * `FOREBEAR_MIRROR='/srv/git/{owner}/{name}' npx tsx bench/prose.ts NAME...` or a file with one `owner/name` a line.
 * Prints one line for each pair that shares passages; whether such a pair is related is for a person to say.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { comparePages, type UpstreamPages } from '../src/artefacts/prose/compare-pages.ts';
import { isFrontPage } from '../src/artefacts/prose/front-page.ts';
import { type LocalPage, printPage, printUpstreamPage } from '../src/artefacts/prose/page-print.ts';

const mirror = process.env.FOREBEAR_MIRROR ?? '';
const names = process.argv
  .slice(2)
  .flatMap((given) => (existsSync(given) ? readFileSync(given, 'utf8').split('\n') : [given]))
  .filter((name) => name.includes('/'));

function git(dir: string, ...args: readonly string[]): string {
  return execFileSync('git', ['--git-dir', dir, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

interface Repository {
  readonly name: string;
  readonly owner: string;
  readonly local: readonly LocalPage[];
  readonly upstream: UpstreamPages;
}

function read(name: string): readonly Repository[] {
  const [owner = '', short = ''] = name.split('/');
  const dir = mirror.replaceAll('{owner}', owner).replaceAll('{name}', short);
  try {
    const texts = git(dir, 'ls-tree', '-r', 'HEAD')
      .split('\n')
      .flatMap((line) => {
        const [, blob = '', path = ''] = /^\d+ blob (\w+)\t(.*)$/.exec(line) ?? [];
        return isFrontPage(path) ? [{ path, text: git(dir, 'cat-file', 'blob', blob) }] : [];
      });
    const local = texts
      .flatMap(({ path, text }) => printPage(path, text) ?? [])
      .filter((page) => page.words >= 50);
    const pages = texts.flatMap(({ path, text }) => {
      const print = printUpstreamPage(path, text);
      return print === null ? [] : [{ ...print, path, since: null }];
    });
    const upstream = { project: name, organisation: owner, version: name, name, published: null, pages };
    return local.length === 0 ? [] : [{ name, owner, local, upstream }];
  } catch {
    return [];
  }
}

const repositories = names.flatMap(read);
const all = repositories.map((one) => one.upstream);
let pairs = 0;
let overOne = 0;
let found = 0;
let words = 0;
let counted = 0;
for (const one of repositories) {
  for (const page of one.local) {
    const request = {
      local: [page],
      self: new Set<string>(),
      appeared: () => null,
      lastChanged: () => null,
      creditLines: () => [],
    };
    // Other pages of the same owner are no independent ones; they still tell stock phrases from others.
    const upstreams = all.filter((other) => other.organisation !== one.owner);
    pairs += upstreams.length;
    words += page.words * upstreams.length;
    for (const { evidence } of comparePages({ ...request, upstreams })) {
      const shared = Number(/^About (\d+)/.exec(evidence.facts[0] ?? '')?.[1] ?? 0);
      found += 1;
      counted += shared;
      if (shared > 0.01 * page.words) overOne += 1;
      console.log(
        [one.name, page.path, evidence.upstream, evidence.strength, `${shared}/${page.words}`].join('\t'),
      );
    }
  }
}
const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;
console.log(
  `${repositories.length} repositories, ${pairs} pairs of a page and another owner's repository: ${found} share passages, ${overOne} more than 1 % of the page (${percent(overOne / pairs)}); ${percent(counted / words)} of the words.`,
);
