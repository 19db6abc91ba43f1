// Real files of public clones, beside Debian's licensecheck: license files, documents, manifests and the tops of code files
// that may state something. FOLDER has bare clones, OWNER+NAME/repo each. Nothing of them is kept here.
// Usage: npx tsx bench/licenses/real.ts FOLDER [--most FILES] [--each FILES] [--peer NAME --out FILE [--few FILES]]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { brotliDecompressSync } from 'node:zlib';
import { readGitTree } from '../../scripts/license-index/git-tree.ts';
import {
  combinedExpression,
  detectLicenses,
  mayStateLicense,
  parseLicenseIndex,
} from '../../src/licenses/detect.ts';
import { askPeer } from './peers.ts';

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const [folder = ''] = process.argv.slice(2);
const most = Number(option('most') ?? 13_000);
const each = Number(option('each') ?? 40);
const index = parseLicenseIndex(
  brotliDecompressSync(readFileSync(new URL('../../catalogue/licenses/licenses.idx', import.meta.url))),
);

const LICENSE = /(?:^|\/)[^/]*(?:licen[cs]e|copying|notice|copyright|legal)[^/]*$/i;
const DOCUMENT = /(?:^|\/)readme[^/]*$/i;
const MANIFEST =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|Cargo\.toml|CITATION\.cff|DESCRIPTION|pom\.xml|[^/]+\.gemspec)$/;
const CODE = /\.(?:py|[jt]sx?|c|cc|cpp|cu|cuh|h|hpp|java|go|rs|rb|sh|lua|scala|kt|swift|m|mm|R|jl|pl)$/;
const BINARY = /\.(?:png|jpe?g|gif|svg|pdf|ico|gz|zip|bin|ttf|woff2?|mp4|npy|pt|pth)$/i;
/** Signs of a code file in which its header stands. */
const TOP = 8000;

interface File {
  readonly repository: string;
  readonly path: string;
  readonly text: string;
  readonly kind: 'license' | 'document' | 'manifest' | 'code';
}

function kindOf(path: string): File['kind'] | null {
  if (BINARY.test(path)) return null;
  if (CODE.test(path) && !/(?:^|\/)setup\.py$/.test(path)) return 'code';
  return LICENSE.test(path)
    ? 'license'
    : DOCUMENT.test(path)
      ? 'document'
      : MANIFEST.test(path)
        ? 'manifest'
        : null;
}

/** A number for a path that has nothing to do with its order: code is drawn by it. */
function draw(path: string): number {
  let sum = 0x811c9dc5;
  for (const sign of path) sum = Math.imul(sum ^ sign.charCodeAt(0), 0x01000193);
  return sum >>> 0;
}

function filesOf(repository: string): readonly File[] {
  const kinds: { readonly path: string; readonly kind: File['kind'] }[] = [];
  readGitTree(repository, ['.'], (path) => {
    const kind = kindOf(path);
    if (kind !== null) kinds.push({ path, kind });
    return false;
  });
  const code = kinds.filter(({ kind }) => kind === 'code').toSorted((a, b) => draw(a.path) - draw(b.path));
  const rest = kinds.filter(({ kind }) => kind !== 'code').toSorted((a, b) => draw(a.path) - draw(b.path));
  const chosen = new Map(
    [...rest.slice(0, each), ...code.slice(0, each)].map(({ path, kind }) => [path, kind]),
  );
  const texts = readGitTree(repository, ['.'], (path) => chosen.has(path));
  return [...texts].flatMap(([path, whole]) => {
    const kind = chosen.get(path) ?? 'code';
    const text = kind === 'code' ? whole.slice(0, TOP) : whole.slice(0, 200_000);
    return text.includes('\0') || (kind === 'code' && !mayStateLicense(text))
      ? []
      : [{ repository, path, text, kind }];
  });
}

const files: File[] = [];
for (const clone of readdirSync(folder).sort()) {
  if (files.length >= most) break;
  const [owner = '', ...name] = clone.split('+');
  process.env.FOREBEAR_MIRROR = `${folder}/{owner}+{name}/repo`;
  try {
    files.push(...filesOf(`${owner}/${name.join('+')}`));
  } catch {
    console.error(`left out: ${clone}`);
  }
}
files.length = Math.min(files.length, most);

let slowest = 0;
const before = process.cpuUsage();
const started = performance.now();
const said = files.map(({ path, text }) => {
  const begun = performance.now();
  const answer = combinedExpression(detectLicenses(index, path, text));
  slowest = Math.max(slowest, performance.now() - begun);
  return answer;
});
const wall = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
const processor = (user + system) / 1e6;
const repositories = new Set(files.map((one) => one.repository)).size;
console.log(
  `${files.length} files of ${repositories} repositories, ${said.filter((one) => one !== '').length} with an answer; ${(files.length / processor).toFixed(0)} a second of processor, ${(files.length / wall).toFixed(0)} on the wall, slowest ${slowest.toFixed(0)} ms`,
);
const references = new Map<string, number>();
for (const one of said)
  for (const [id] of one.matchAll(/LicenseRef-[\w.-]+/g)) references.set(id, (references.get(id) ?? 0) + 1);
for (const [id, count] of [...references].sort((a, b) => b[1] - a[1])) console.log(`${count}\t${id}`);

const peer = option('peer');
const out = option('out');
if (peer !== undefined && out !== undefined) {
  const few = Number(option('few') ?? files.length);
  const asked = files
    .map((file, at) => ({ ...file, said: said[at] ?? '' }))
    .toSorted((a, b) => draw(a.repository + a.path) - draw(b.repository + b.path))
    .slice(0, few);
  const named = asked.map(({ path, text }) => ({ path: path.slice(path.lastIndexOf('/') + 1), text }));
  const others = askPeer(peer, named);
  if (others === null) throw new Error(`${peer} is not installed here.`);
  const rows = asked.map((one, at) => [one.kind, one.repository, one.path, one.said, others[at]].join('\t'));
  writeFileSync(out, `${rows.join('\n')}\n`);
}
