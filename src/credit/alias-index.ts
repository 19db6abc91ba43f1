import { CONTINUATIONS, METHODS, PUBLISHERS } from '../catalogue/project-words.ts';
import type { SourceFacts } from '../model/source-facts.ts';
import { type KnownAddresses, knownAddresses } from './known-addresses.ts';

/** Where a name of a known upstream stands in a line: offsets of its first and past its last character. */
export interface NamedUpstream {
  readonly upstream: string;
  /** Version id, when the name belongs to exactly one version and no other number follows it. */
  readonly version: string | null;
  /** Every version that goes by this name; empty when another number follows it. */
  readonly versions: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Names and addresses of all known upstreams, ready to be looked up. */
export interface AliasIndex extends KnownAddresses {
  /** Names in a line, left to right, never overlapping: the longest name wins. */
  find(line: string): readonly NamedUpstream[];
}

interface Atom {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly next: Map<string, Node>;
  upstream: string | null;
  /** Versions that go by this name. */
  readonly versions: Set<string>;
  /** The name has to begin with a capital in the text too: it is short, or also a word. */
  capital: boolean;
  /** A short name of small and large letters has to be written just so: `DIT` and `Dit` are no `DiT`. */
  written: string | null;
  /** The name has to be written without a blank, as its owner does: `flow matching` is a method. */
  joined: boolean;
}

/** Runs of letters, runs of digits, single Chinese characters, and slashes: `Llama3-V` is `llama`, `3`, `v`. */
const ATOM = /\p{Script=Han}|(?:(?!\p{Script=Han})\p{L})+|\p{N}+|\//gu;
const HAN = /\p{Script=Han}/u;

/** Words that may follow a name with a hyphen and leave it the same name. */
const SUFFIXES = new Set(
  (
    'based style like family series model models instruct chat base hf it code team main master official repo ' +
    'weights derived inspired initialized pretrained finetuned vit large small tiny huge gguf awq gptq int pytorch'
  ).split(' '),
);

/**
 * Builds the index from what the catalogue knows. Names that an entry lists come first; its official repository, home
 * page and papers are added where they lead to one project only. Of `others`, the projects of the world, come addresses,
 * and names that are no words.
 */
export function aliasIndex(sources: Iterable<SourceFacts>, others: Iterable<SourceFacts> = []): AliasIndex {
  const root = emptyNode();
  const all = [...sources];
  const more = [...others];
  for (const source of all)
    for (const name of listedNames(source)) insert(root, name, source.project, source.id);
  const owners = new Map<string, Set<string>>();
  for (const source of [...all, ...more]) {
    for (const name of impliedNames(source)) {
      const key = name.toLowerCase();
      owners.set(key, (owners.get(key) ?? new Set<string>()).add(source.project));
    }
  }
  for (const [name, projects] of owners) {
    const [project, ...others] = projects;
    if (project !== undefined && others.length === 0) insert(root, name, project, null);
  }
  // Of several that go by one name, the one that is known by it alone: `reeds.crane` is the crane of reeds.
  const isPlain = ({ project, projectName }: SourceFacts): number =>
    project === projectName.toLowerCase() ? 0 : 1;
  for (const { projectName, project } of [...more].sort((a, b) => isPlain(a) - isPlain(b)))
    if (isTellingName(projectName)) insert(root, projectName, project, null);
  return { find: (line) => find(root, line), ...knownAddresses([...all, ...more]) };
}

/** Shorter ones, and plain words, are names of other things as well: `flux`, `models`, `training`. */
const TELLING_NAME = 6;

/** A name that nobody chose who read it: long enough, and written as no word is (`detectron2`, `Megatron-LM`). */
function isTellingName(name: string): boolean {
  return (
    name.length >= TELLING_NAME &&
    /[a-z][A-Z]|\p{L}[-_]?\p{N}|\p{L}[-_]\p{L}/u.test(name) &&
    !name.includes('.')
  );
}

function listedNames(source: SourceFacts): readonly string[] {
  const names = [source.projectName, ...source.aliases];
  if (source.nameZh !== undefined) names.push(source.nameZh);
  return names.filter((name) => name.trim().length > 1);
}

/** Shorter titles are everyday words of the field. */
const DISTINCT_TITLE = 5;

function impliedNames(source: SourceFacts): readonly string[] {
  const names: string[] = [];
  if (source.repositoryIs === undefined) names.push(source.repository.replace(/^https?:\/\//, ''));
  if (source.homepage !== undefined) {
    names.push(source.homepage.replace(/^https?:\/\/(?:www\.)?(?:github\.com\/)?/, '').replace(/\/+$/, ''));
  }
  for (const citation of source.citations) {
    const paper = /\b\d{4}\.\d{4,5}\b/.exec(citation);
    if (paper !== null) names.push(paper[0]);
    else if (citation.split(/\s+/).length >= DISTINCT_TITLE) names.push(citation);
  }
  return names.filter((name) => name.length > 3);
}

function emptyNode(): Node {
  return {
    next: new Map(),
    upstream: null,
    versions: new Set(),
    capital: false,
    written: null,
    joined: false,
  };
}

function insert(root: Node, name: string, upstream: string, version: string | null): void {
  let node = root;
  const atoms = atomsOf(name);
  if (atoms.length === 0) return;
  for (const atom of atoms) {
    const key = atom.text.toLowerCase();
    const next = node.next.get(key) ?? emptyNode();
    node.next.set(key, next);
    node = next;
  }
  if (node.upstream === upstream && version !== null) node.versions.add(version);
  if (node.upstream !== null) return;
  node.upstream = upstream;
  node.joined = METHODS.has(atoms.map((one) => one.text.toLowerCase()).join(' '));
  if (version !== null) node.versions.add(version);
  node.capital = atoms.length === 1 && /^\p{Lu}/u.test(name) && name.length <= 4;
  node.written = node.capital && /^\p{Lu}\p{Ll}+\p{Lu}/u.test(name) ? name : null;
}

function atomsOf(text: string): readonly Atom[] {
  return [...text.matchAll(ATOM)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}

function find(root: Node, line: string): readonly NamedUpstream[] {
  const atoms = atomsOf(line);
  const found: NamedUpstream[] = [];
  let at = 0;
  while (at < atoms.length) {
    const length = longestFrom(root, line, atoms, at);
    const first = atoms[at];
    const last = atoms[at + length - 1];
    const node = length === 0 ? undefined : nodeAt(root, atoms, at, length);
    if (first !== undefined && last !== undefined && node !== undefined && node.upstream !== null) {
      const versions = numberFollows(line, atoms, at + length) ? [] : [...node.versions];
      const [version = null, ...others] = versions;
      found.push({
        upstream: node.upstream,
        version: others.length === 0 ? version : null,
        versions,
        start: first.start,
        end: last.end,
      });
      at += length;
    } else at += 1;
  }
  return found;
}

function longestFrom(root: Node, line: string, atoms: readonly Atom[], from: number): number {
  let node: Node | undefined = root;
  let best = 0;
  for (let at = from; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === undefined) break;
    if (at > from && !joined(line, atoms[at - 1], atom)) break;
    node = node.next.get(atom.text.toLowerCase());
    if (node === undefined) break;
    if (node.upstream === null) continue;
    if (node.capital && !/^\p{Lu}/u.test(atoms[from]?.text ?? '')) continue;
    if (node.written !== null && node.written !== atoms[from]?.text) continue;
    if (node.joined && /\s/.test(line.slice(atoms[from]?.start, atom.end))) continue;
    if (opens(line, atoms, from) && closes(line, atoms, at) && !isLongerAddress(atoms, from, at))
      best = at - from + 1;
  }
  return best;
}

function nodeAt(root: Node, atoms: readonly Atom[], from: number, length: number): Node | undefined {
  let node: Node | undefined = root;
  for (let at = from; at < from + length; at++) node = node?.next.get(atoms[at]?.text.toLowerCase() ?? '');
  return node;
}

/** A version number stands behind the name: `LLaMA-3.1` is not the version that is called `LLaMA`. `-8B` is a size. */
function numberFollows(line: string, atoms: readonly Atom[], at: number): boolean {
  const name = atoms[at - 1];
  const number = atoms[at];
  if (name === undefined || number === undefined || !/^\p{N}/u.test(number.text)) return false;
  if (!/^[-_ .]?v?$/i.test(line.slice(name.end, number.start))) return false;
  const unit = atoms[at + 1];
  return !(unit !== undefined && unit.start === number.end && /^[bmk]$/i.test(unit.text));
}

/** Inside one name only a space, hyphen, underscore, dot or colon may part two atoms. */
function joined(line: string, left: Atom | undefined, right: Atom): boolean {
  if (left === undefined) return false;
  const gap = line.slice(left.end, right.start);
  return gap === '' || /^(?:[ \-_.:]|, | - |: )$/.test(gap);
}

/** The name is not the tail of a longer one: `MiniCPM-Llama3` does not hold `Llama3`. */
function opens(line: string, atoms: readonly Atom[], at: number): boolean {
  const here = atoms[at];
  const before = atoms[at - 1];
  if (here === undefined || before === undefined) return true;
  const gap = line.slice(before.end, here.start);
  if (before.text === '/') return true;
  if (gap === '') return HAN.test(before.text) || HAN.test(here.text);
  if (gap === '-' || gap === '_') return PUBLISHERS.has(before.text.toLowerCase());
  if (gap === '.') return !/^\p{N}/u.test(here.text) || !/\p{N}$/u.test(before.text);
  return true;
}

/** The name is not the head of a longer one: `LLaVA-UHD` does not hold `LLaVA`, `Llama 3.1` not `Llama 3`. */
function closes(line: string, atoms: readonly Atom[], at: number): boolean {
  const here = atoms[at];
  const after = atoms[at + 1];
  if (here === undefined || after === undefined) return true;
  const gap = line.slice(here.end, after.start);
  const digits = /\p{N}$/u.test(here.text);
  const number = /^\p{N}/u.test(after.text);
  if (after.text === '/' || HAN.test(after.text) || HAN.test(here.text)) return true;
  if (gap === '')
    return !digits && number ? endsAsVersion(atoms, at + 1) : isVersionMark(line, atoms, at + 1);
  if (/^(?:\.|\s{1,4})$/.test(gap) && CONTINUATIONS.has(after.text.toLowerCase())) return false;
  if (gap === '.') return !(digits && number);
  if (gap === '-' || gap === '_') return number || continuesSameName(line, atoms, at + 1);
  return true;
}

/** `owner/heron2` is another repository than `owner/heron`. */
function isLongerAddress(atoms: readonly Atom[], from: number, at: number): boolean {
  const number = atoms[at + 1];
  const follows = number?.start === atoms[at]?.end && /^\p{N}/u.test(number?.text ?? '');
  return follows && atoms.slice(from, at).some(({ text }) => text === '/');
}

/** `V2`, `8B`: a number that ends the word, or is a size. `3D` begins another name. */
function endsAsVersion(atoms: readonly Atom[], at: number): boolean {
  const number = atoms[at];
  const next = atoms[at + 1];
  if (number === undefined || next === undefined || next.start !== number.end || next.text === '/')
    return true;
  return HAN.test(next.text) || /^[bmk]$/i.test(next.text);
}

/** `v2` of a paper number, `B` of `8B`: a mark that belongs to the number before it. */
function isVersionMark(line: string, atoms: readonly Atom[], at: number): boolean {
  const mark = atoms[at];
  const next = atoms[at + 1];
  if (mark?.text !== 'v' || next === undefined) return false;
  return (
    next.start === mark.end && /^\p{N}/u.test(next.text) && /\d{4}\.\d{4,5}$/.test(line.slice(0, mark.start))
  );
}

/** A hyphen and a size, version or kind: `-8B`, `-so400m`, `-v1.5`, `-based`, `-Instruct`. */
function continuesSameName(line: string, atoms: readonly Atom[], at: number): boolean {
  const word = atoms[at];
  const next = atoms[at + 1];
  if (word === undefined) return true;
  if (SUFFIXES.has(word.text.toLowerCase())) return true;
  const sized = next !== undefined && next.start === word.end && /^\p{N}/u.test(next.text);
  return sized && (word.text.length <= 2 || word.text.toLowerCase() === 'patch') && line.length > 0;
}
