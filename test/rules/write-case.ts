import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ScratchRepository, scratchRepository } from '../unit/host/git/scratch-repository.ts';
import type { CaseFile, CaseFiles, RuleCase } from './case-file.ts';

const examples = join(import.meta.dirname, '../../examples');

/** The invented upstream of the examples, whose code every case takes from. */
export const UPSTREAM = 'heron-vl';

/** Writes a catalogue folder with the case's upstream beside it; answers the folder. */
export function writeUpstream(upstream: RuleCase['upstream'], folder: string): string {
  const tree = join(folder, 'upstream', UPSTREAM);
  cpSync(join(examples, 'upstream', UPSTREAM), tree, { recursive: true });
  writeFiles(upstream?.files ?? {}, tree, tree);
  const entries = join(folder, 'catalogue', 'upstreams');
  mkdirSync(entries, { recursive: true });
  const name = `${UPSTREAM}-1.0.json`;
  const entry: unknown = JSON.parse(readFileSync(join(examples, 'catalogue/upstreams', name), 'utf8'));
  writeFileSync(join(entries, name), JSON.stringify({ ...Object(entry), ...upstream?.entry }));
  return join(folder, 'catalogue');
}

/** Writes the repository of a case, with its history when it has one. `upstream`: the tree that files are taken from. */
export function writeRepository(one: RuleCase, upstream: string): ScratchRepository {
  const repository = scratchRepository();
  if (one.files !== undefined) {
    rmSync(join(repository.dir, '.git'), { recursive: true });
    writeFiles(one.files, repository.dir, upstream);
  }
  for (const { date, author, files } of one.commits ?? []) {
    writeFiles(files, repository.dir, upstream);
    repository.commit(date, author);
  }
  return repository;
}

function writeFiles(files: CaseFiles, folder: string, upstream: string): void {
  for (const [path, file] of Object.entries(files)) {
    const target = join(folder, path);
    if (file === null) {
      rmSync(target);
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, textOf(file, upstream));
  }
}

function textOf(file: CaseFile, upstream: string): string {
  if (typeof file === 'string') return file;
  if (!('from' in file)) return `${file.join('\n')}\n`;
  let text = readFileSync(join(upstream, file.from), 'utf8');
  if (file.withoutHeader === true) text = text.replace(/^(?:#.*\n)+/, '');
  for (const [from, to] of Object.entries(file.replace ?? {})) {
    if (!text.includes(from)) throw new Error(`${file.from} does not hold "${from}"`);
    text = text.replaceAll(from, to);
  }
  return [...(file.before ?? []), text].join('\n');
}
