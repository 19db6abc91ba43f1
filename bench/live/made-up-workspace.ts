import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isolated } from './isolated-git.ts';

const example = join(dirname(fileURLToPath(import.meta.url)), '../../examples/tiny-vlm/tinyvlm');
const NOUNS = ['batch', 'cell', 'frame', 'gate', 'head', 'index', 'layer', 'mask', 'node', 'patch', 'query'];
const VERBS = ['adapt', 'blend', 'collect', 'decode', 'embed', 'filter', 'gather', 'merge', 'pack', 'route'];
/** One file in this many holds a module of the example, so that there is something to match. */
export const REUSED = 25;
/** The files are spread over so many folders. */
export const FOLDERS = 83;

/** Numbers in 0..1 from a seed: the same workspace on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function method(random: () => number, at: number): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  const [a, b, c] = [pick(NOUNS), pick(NOUNS), pick(NOUNS)].map((noun, index) => `${noun}_${index}`);
  const number = (): number => 1 + Math.floor(random() * 60);
  const steps = [
    `        ${b} = self.${pick(NOUNS)}.get(${a}, ${number()})`,
    `        for ${c} in range(${number()}):\n            ${b} = ${b} * ${number()} + ${c}`,
    `        if ${b} > ${number()}:\n            return ${a} - ${number()}`,
    `        ${c} = [item // ${number()} for item in (${a}, ${b}) if item % ${number()}]`,
    `        while ${b} > ${number()}:\n            ${b} //= ${1 + number()}`,
    `        ${c} = {"${pick(NOUNS)}": ${b}, "${pick(NOUNS)}": ${number()}}`,
  ];
  const chosen = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(steps));
  return [
    `    def ${pick(VERBS)}_${at}(self, ${a}):`,
    `        ${b}, ${c} = ${number()}, ${number()}`,
    ...chosen,
    `        return ${b}, ${c}`,
  ].join('\n');
}

/** A file of our own making: one class with a few methods, some 80 lines. */
function madeUpFile(seed: number): string {
  const random = seeded(seed);
  const methods = Array.from({ length: 5 + Math.floor(random() * 4) }, (_, at) => method(random, at));
  const stores = NOUNS.map((noun) => `        self.${noun} = {}`);
  return `class Step${seed}:\n    def __init__(self):\n${stores.join('\n')}\n\n${methods.join('\n\n')}\n`;
}

/** Writes a git repository of `files` Python files into `folder`; the same bytes every time. */
export function makeUpWorkspace(folder: string, files: number): void {
  const templates = readdirSync(example)
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => readFileSync(join(example, name), 'utf8'));
  for (let at = 0; at < files; at += 1) {
    const place = join(folder, `part_${at % FOLDERS}`, `step_${at}.py`);
    mkdirSync(dirname(place), { recursive: true });
    const reused = at % REUSED === 0 ? templates[(at / REUSED) % templates.length] : undefined;
    writeFileSync(place, reused === undefined ? madeUpFile(at) : `"""Part ${at}."""\n${reused}`);
  }
  writeFileSync(join(folder, 'README.md'), '# A made-up workspace\n\nNothing in it runs.\n');
  const git = (...args: readonly string[]): void => {
    execFileSync('git', args, { cwd: folder, stdio: 'ignore', env: isolated() });
  };
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'Begin');
}
