// Dolos on the same cases. Install it once for each Node into build/bench/peers-MAJOR (it is no dependency of this project):
//   (cd build/bench/peers-24 && npm init -y && npm i -E @dodona/dolos-lib@3.5.1)
//   node bench/peers/dolos.mjs scores dev|kept|pairs     scores as TSV beside the set: dolos-*.tsv
//   node bench/peers/dolos.mjs rank FOLDER FOLDER        every file of the first against every one of the second: TSV
//   node bench/peers/dolos.mjs index FOLDER              parse and index every .py file of a tree, for timing
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bench = join(root, 'build', 'bench');
const [major] = process.versions.node.split('.');
const peers = createRequire(join(bench, `peers-${major}`, 'package.json'));
const { Dolos } = await import(pathToFileURL(peers.resolve('@dodona/dolos-lib')).href);

/** All files in one index; a function from two paths to Dolos's two numbers. */
async function indexed(paths) {
  const report = await new Dolos({ language: 'python', reportName: 'bench' }).analyzePaths(paths);
  const byPath = new Map(report.files.map((file) => [file.path, file]));
  return (a, b) => {
    const left = byPath.get(a);
    const right = byPath.get(b);
    if (left === undefined || right === undefined) return { similarity: 0, containment: 0 };
    const pair = report.getPair(left, right);
    const share = (covered, total) => (total === 0 ? 0 : covered / total);
    return {
      similarity: pair.similarity || 0,
      containment: Math.max(
        share(pair.leftCovered, pair.leftTotal),
        share(pair.rightCovered, pair.rightTotal),
      ),
    };
  };
}

async function write(name, pairs, score) {
  const outputs = ['similarity', 'containment'].map((kind) => [
    kind,
    createWriteStream(`${name}-${kind}.tsv`),
  ]);
  for (const [query, candidate] of pairs) {
    const value = score(query, candidate);
    for (const [kind, out] of outputs) {
      if (value[kind] > 0) out.write(`${query}\t${candidate}\t${value[kind].toFixed(6)}\n`);
    }
  }
  await Promise.all(outputs.map(([, out]) => new Promise((resolve) => out.end(resolve))));
}

async function scores(set) {
  const labels = JSON.parse(readFileSync(join(bench, set, 'labels.json'), 'utf8'));
  if (set === 'pairs') {
    const sides = labels.pairs.map((pair) => [pair.files.suspect, pair.files.upstream]);
    await write(join(bench, set, 'dolos'), sides, await indexed([...new Set(sides.flat())]));
    return;
  }
  const originals = labels.originals.map((item) => item.file);
  const groups = [
    ['laundered', labels.queries.map((query) => query.file)],
    ['unrelated', labels.unrelated],
  ];
  for (const [name, queries] of groups) {
    const score = await indexed([...originals, ...queries]);
    await write(join(bench, set, `dolos-${name}`), product(queries, originals), score);
  }
}

function* product(queries, originals) {
  for (const query of queries) for (const original of originals) yield [query, original];
}

/** The larger of the two numbers for each pair. */
async function rank(queries, candidates) {
  const files = (folder) => readdirSync(folder).map((name) => join(folder, name));
  const [ours, theirs] = [files(queries), files(candidates)];
  const score = await indexed([...ours, ...theirs]);
  for (const [query, candidate] of product(ours, theirs)) {
    const { similarity, containment } = score(query, candidate);
    const most = Math.max(similarity, containment);
    if (most > 0) process.stdout.write(`${query}\t${candidate}\t${most.toFixed(6)}\n`);
  }
}

async function index(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  await new Dolos({ language: 'python', reportName: 'bench' }).analyzePaths(paths);
  console.error(`${paths.length} files`);
}

const [command, argument, other] = process.argv.slice(2);
if (command === 'scores') await scores(argument);
else if (command === 'rank') await rank(argument, other);
else if (command === 'index') await index(argument);
else process.exitCode = 3;
