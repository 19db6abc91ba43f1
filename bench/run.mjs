// npm run bench [-- PART...]   parts: corpus rank metrics rewritten dolos throughput growth live panel (all, in this order)
//   FOREBEAR_MIRROR  template of bare clones, e.g. /clones/{owner}/{name}.git
//   BENCH_NODE       program that throughput runs Forebear and Dolos with (default: node); BENCH_ROUNDS (default 3)
//   BENCH_SETS       sets to look at (default "dev kept"); BENCH_RANK more options for `forebear rank`
// Everything lands under build/bench/; the metrics of each part in build/bench/results/.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const build = join(root, 'build', 'bench');
const results = join(build, 'results');
const sets = (process.env.BENCH_SETS ?? 'dev kept').split(' ').filter((name) => name !== '');
const rankOptions = (process.env.BENCH_RANK ?? '').split(' ').filter((word) => word !== '');
const cli = join('dist', 'cli.cjs');
const node = process.env.BENCH_NODE ?? 'node';
const rounds = process.env.BENCH_ROUNDS ?? '3';
/** The same program by its whole path, and the peers that were compiled for it. */
const [nodePath = '', major = ''] = spawnSync(node, [
  '-p',
  "process.execPath + '\\n' + process.versions.node.split('.')[0]",
])
  .stdout.toString()
  .split('\n');
const peersFolder = join(build, `peers-${major}`);
/** The tree that every peer was timed on. */
const tree = { repo: 'thunlp/LLaVA-UHD', folder: join(build, 'tree', 'LLaVA-UHD') };

function run(program, args, { into, quiet } = {}) {
  const stdout = into === undefined ? 'inherit' : openSync(into, 'w');
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 'pipe' : stdout, 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) console.error(`${program} ${args.slice(0, 4).join(' ')}: exit ${done.status}`);
  return done.stdout;
}

const python = (...args) => ['python3', ['-B', ...args]];
const list = (folder, keep) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter(keep)
    .sort();

function show(title, args, name) {
  const text = run(...python(...args), { quiet: true })?.toString() ?? '';
  writeFileSync(join(results, name), text);
  console.log(`\n### ${title}\n${text}`);
}

function rank(queries, candidates, into, ...more) {
  const started = Date.now();
  run('node', [cli, 'rank', '--quiet', ...rankOptions, ...more, ...queries, '--against', ...candidates], {
    into,
  });
  const pairs = queries.length * candidates.length;
  console.log(
    `ranked ${queries.length} x ${candidates.length} = ${pairs} pairs in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

const parts = {
  corpus() {
    const wanted = [...sets, 'pairs'].filter((name) => !existsSync(join(build, name, 'labels.json')));
    if (wanted.length > 0) run(...python('bench/corpus.py', ...wanted));
    const judged = sets.filter((name) => !existsSync(join(build, name, 'second')));
    if (judged.length > 0) run(...python('bench/rewriter.py', ...judged));
  },
  rank() {
    for (const name of sets) {
      const folder = join('build', 'bench', name);
      const originals = list(join(folder, 'originals'), () => true);
      for (const part of ['laundered', 'unrelated', 'extra', 'second', 'originals']) {
        const queries = list(join(folder, part), () => true);
        // Originals are compared with each other by role.
        const more = part === 'originals' ? ['--same-role'] : [];
        rank(queries, originals, join(build, name, `${part}.tsv`), ...more);
      }
    }
    const side = (word) => list('build/bench/pairs', (path) => path.includes(`/${word}/`));
    rank(side('suspect'), side('upstream'), join(build, 'pairs', 'scores.tsv'));
  },
  metrics() {
    for (const name of sets) {
      const folder = join('build', 'bench', name);
      const tsv = [join(folder, 'laundered.tsv'), join(folder, 'unrelated.tsv')];
      show(`${name}: laundered`, ['bench/metrics.py', 'laundered', folder, tsv[0]], `${name}-laundered.txt`);
      const more = ['extra', 'originals'].map((part) => join(folder, `${part}.tsv`));
      show(
        `${name}: more seeds, and L7`,
        ['bench/metrics.py', 'laundered', folder, more[0], 'extra'],
        `${name}-extra.txt`,
      );
      show(
        `${name}: the second judge`,
        ['bench/metrics.py', 'laundered', folder, join(folder, 'second.tsv'), 'second'],
        `${name}-second.txt`,
      );
      show(
        `${name}: independent originals`,
        ['bench/metrics.py', 'null', folder, more[1]],
        `${name}-null.txt`,
      );
      show(`${name}: audit scale`, ['bench/metrics.py', 'audit', folder, ...tsv], `${name}-audit.txt`);
    }
    show(
      'real pairs',
      ['bench/metrics.py', 'pairs', 'build/bench/pairs', 'build/bench/pairs/scores.tsv'],
      'pairs.txt',
    );
  },
  rewritten() {
    show('rewritten by language models, and ported', ['bench/rewritten.py'], 'rewritten.txt');
  },
  dolos() {
    installDolos();
    for (const name of sets) {
      run('node', ['bench/peers/dolos.mjs', 'scores', name]);
      for (const kind of ['similarity', 'containment']) {
        const folder = join('build', 'bench', name);
        const tsv = ['laundered', 'unrelated'].map((part) => join(folder, `dolos-${part}-${kind}.tsv`));
        show(
          `${name}: laundered, Dolos ${kind}`,
          ['bench/metrics.py', 'laundered', folder, tsv[0]],
          `${name}-laundered-dolos-${kind}.txt`,
        );
        show(
          `${name}: audit scale, Dolos ${kind}`,
          ['bench/metrics.py', 'audit', folder, ...tsv],
          `${name}-audit-dolos-${kind}.txt`,
        );
      }
    }
    run('node', ['bench/peers/dolos.mjs', 'scores', 'pairs']);
    for (const kind of ['similarity', 'containment']) {
      show(
        `real pairs, Dolos ${kind}`,
        ['bench/metrics.py', 'pairs', 'build/bench/pairs', `build/bench/pairs/dolos-${kind}.tsv`],
        `pairs-dolos-${kind}.txt`,
      );
    }
  },
  throughput() {
    const files = extractTree();
    const bytes = files.reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
    console.log(`${tree.repo}: ${files.length} .py files, ${(bytes / 1e6).toFixed(3)} MB`);
    const folder = relative(root, tree.folder);
    const outside = mkdtempSync(join(tmpdir(), 'forebear-bench-'));
    cpSync(join(root, folder), join(outside, basename(folder)), { recursive: true });
    const audit = (path, ...more) => [
      ...[node, cli, 'audit', path, '--quiet', '--format', 'json', '--fail-on', 'never'],
      ...['--output', 'build/bench/audit.json', ...more],
    ];
    const one = ['--against', files[0]];
    const commands = [
      ['audit, cold', audit(folder, '--no-cache')],
      ['audit, cold, one thread', audit(folder, '--no-cache', '--jobs', '1')],
      ['audit, cold, outside of a git repository', audit(join(outside, basename(folder)), '--no-cache')],
      ['audit, nothing changed', audit(folder)],
      ['rank, cold', [node, cli, 'rank', '--quiet', '--no-cache', ...files, ...one]],
    ];
    if (existsSync(join(peersFolder, 'node_modules', '@dodona')))
      commands.unshift(['Dolos, parse and index only', [node, 'bench/peers/dolos.mjs', 'index', folder]]);
    try {
      // The second of them finds everything as the first left it.
      for (let time = 0; time < 2; time++) run(node, audit(folder).slice(1));
      const list = join(build, 'throughput.json');
      writeFileSync(list, JSON.stringify(commands));
      show('throughput', ['bench/measure.py', rounds, '--bytes', String(bytes), list], 'throughput.txt');
    } finally {
      rmSync(outside, { recursive: true });
    }
  },
  growth() {
    run('npx', ['tsx', 'bench/growth.ts']);
  },
  live() {
    run('npx', ['tsx', 'bench/live.ts']);
  },
  panel() {
    run('npx', ['tsx', 'bench/panel.ts']);
  },
};

/** Dolos, compiled for the program that throughput runs with: against the headers that came with it, where it has them. */
function installDolos() {
  const folder = peersFolder;
  if (existsSync(join(folder, 'node_modules', '@dodona', 'dolos-lib'))) return;
  const home = dirname(dirname(nodePath));
  const headers = existsSync(join(home, 'include', 'node')) ? { npm_config_nodedir: home } : {};
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "peers", "private": true, "type": "module" }\n');
  spawnSync('npm', ['i', '-E', '--no-audit', '--no-fund', '@dodona/dolos-lib@3.5.1'], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, ...headers, PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH}` },
  });
}

/** The Python files of the timing tree, taken out of its clone once. */
function extractTree() {
  const folder = relative(root, tree.folder);
  if (!existsSync(tree.folder)) {
    const template = process.env.FOREBEAR_MIRROR;
    if (template === undefined) throw new Error('FOREBEAR_MIRROR names the bare clones.');
    const [owner, name] = tree.repo.split('/');
    const clone = template.replace('{owner}', owner).replace('{name}', name);
    mkdirSync(tree.folder, { recursive: true });
    const command = 'git -C "$1" archive HEAD -- "*.py" | tar -x -C "$2"';
    const done = spawnSync('sh', ['-c', command, 'sh', clone, tree.folder], { stdio: 'inherit' });
    if (done.status !== 0) rmSync(tree.folder, { recursive: true });
  }
  return list(folder, (path) => path.endsWith('.py'));
}

mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  if (parts[name] === undefined) {
    console.error(`bench: no part called ${name}; there are ${Object.keys(parts).join(', ')}.`);
    process.exitCode = 3;
  } else parts[name]();
}
