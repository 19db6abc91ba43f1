import type { FlowTrait, RegionTraits, ValueTrait } from '../../compare/traits.ts';
import type { FlatTree } from '../normal-form/flat-tree.ts';
import { labelFamily } from '../normal-form/term.ts';
import {
  child,
  children,
  firstOf,
  lastLineOf,
  lineOf,
  nextOf,
  type PythonFile,
  textOf,
  typeOf,
  undecorated,
} from '../python/python-file.ts';
import { foldNumber, numberKey } from './fold-number.ts';
import {
  beginNames,
  type NameFeatures,
  type NameSets,
  type NameUse,
  noteName,
  openNames,
} from './name-features.ts';

const textLabel = labelFamily('text:');

/** Longest string that is a choice rather than a text. */
const LONGEST_STRING = 60;
/** Longest spelling of a value that is kept. */
const LONGEST_TEXT = 60;
/** Items of a tuple that are looked at. */
const MOST_ITEMS = 8;

/** Nodes that are not looked into: what they say is no code. */
const SILENT = new Set([
  'comment',
  'type',
  'import_statement',
  'import_from_statement',
  'future_import_statement',
]);

interface Region extends NameSets {
  readonly strings: Set<number>;
  readonly values: Map<string, ValueTrait>;
  readonly defaults: Map<string, ValueTrait>;
}

const begin = (): Region => ({
  ...beginNames(),
  strings: new Set(),
  values: new Map(),
  defaults: new Map(),
});

/** A file with what its identifiers say. */
interface NamedFile extends PythonFile {
  readonly namesOf: (name: string) => NameFeatures;
}

const noteAs = (region: Region, file: NamedFile, node: number, use: NameUse): void =>
  noteName(region, file.namesOf(textOf(file.tree, node)), use);

function note(found: Map<string, ValueTrait>, key: string, file: PythonFile, node: number): void {
  if (found.has(key)) return;
  const text = textOf(file.tree, node).replace(/\s+/g, ' ').slice(0, LONGEST_TEXT);
  found.set(key, { key, text: ` ${text}`.slice(1), line: lineOf(file, node) });
}

/** The key of a value that is a choice: a number other than 0 and 1, or a tuple of constants; null for another. */
function choiceOf(tree: FlatTree, node: number): string | null {
  const type = typeOf(tree, node);
  if (type === 'tuple' || type === 'list') {
    const items = children(tree, node);
    if (items.length < 2) return null;
    const folded = items.slice(0, MOST_ITEMS).map((item) => foldNumber(tree, item));
    return folded.some((value) => value === null)
      ? null
      : `T${folded.map((value) => Number((value ?? 0).toPrecision(4))).join()}`;
  }
  const value = foldNumber(tree, node);
  return value === null || value === 0 || Math.abs(value) === 1 ? null : numberKey(value);
}

/** The text of a plain string, or null. */
function plainText(tree: FlatTree, node: number): string | null {
  if (typeOf(tree, node) !== 'string') return null;
  let text = '';
  for (let part = firstOf(tree, node); part !== 0; part = nextOf(tree, part)) {
    if (typeOf(tree, part) === 'interpolation') return null;
    if (typeOf(tree, part) === 'string_content') text += textOf(tree, part);
  }
  return text;
}

/** A value that stands where it can be changed from outside: a default, a field, an entry of a configuration. */
function noteDefault(region: Region, file: PythonFile, node: number): void {
  const { tree } = file;
  const choice = choiceOf(tree, node);
  if (choice !== null) note(region.defaults, choice, file, node);
  else {
    const text = plainText(tree, node);
    if (text !== null && text.length > 1 && text.length <= LONGEST_STRING && !text.includes('\n'))
      note(region.defaults, `"${text}`, file, node);
  }
}

/** True for a string that stands alone as a statement: documentation. */
function isDocumentation(tree: FlatTree, node: number): boolean {
  return typeOf(tree, node) === 'expression_statement' && /string$/.test(typeOf(tree, firstOf(tree, node)));
}

/** Nodes that an assignment of a class or module stands in. */
const THROUGH = new Set(['module', 'block', 'expression_statement', 'decorated_definition']);

interface Place {
  /** Whether an assignment here is a field or a constant of the module. */
  readonly open: boolean;
  /** Whether this is part of a value that was noted as a whole. */
  readonly inValue: boolean;
}

/** Notes what a node says; what stands in it has the place that is returned, or is not looked into. */
function visitOne(region: Region, file: NamedFile, node: number, place: Place): Place | null {
  const { tree } = file;
  const type = typeOf(tree, node);
  if (SILENT.has(type) || isDocumentation(tree, node)) return null;
  let { inValue } = place;
  if (!inValue) {
    const choice = choiceOf(tree, node);
    if (choice !== null) {
      note(region.values, choice, file, node);
      inValue = foldNumber(tree, node) !== null;
    }
  }
  switch (type) {
    case 'identifier':
      noteAs(region, file, node, 'name');
      break;
    case 'attribute':
      noteAs(region, file, child(tree, node, 'attribute'), 'member');
      break;
    case 'function_definition':
    case 'class_definition':
      noteAs(region, file, child(tree, node, 'name'), 'title');
      break;
    case 'string': {
      const text = plainText(tree, node);
      if (text !== null && text.length > 1 && text.length <= LONGEST_STRING)
        region.strings.add(textLabel(text) >>> 0);
      break;
    }
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'pair':
      noteDefault(region, file, child(tree, node, 'value'));
      break;
    case 'assignment':
      if (place.open) noteDefault(region, file, child(tree, node, 'right'));
      break;
    case 'call':
      if (textOf(tree, child(tree, node, 'function')) === 'dict')
        for (const argument of children(tree, child(tree, node, 'arguments')))
          if (typeOf(tree, argument) === 'keyword_argument')
            noteDefault(region, file, child(tree, argument, 'value'));
      break;
  }
  return { open: THROUGH.has(type) ? place.open : type === 'class_definition', inValue };
}

/** Notes what a node and all below it say, in order, however deep they are nested. */
function visit(region: Region, file: NamedFile, top: number, place: Place): void {
  const nodes = [top];
  const places = [place];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const inside = visitOne(region, file, node, places.pop() ?? place);
    if (inside === null) continue;
    for (const part of children(file.tree, node).reverse()) {
      nodes.push(part);
      places.push(inside);
    }
  }
}

const sorted = (hashes: ReadonlySet<number>): Uint32Array => Uint32Array.from(hashes).sort();

/** Reads the traits of a file, one region for each definition at its top. `flowOf`: the flow of the units between two lines. */
export function readTraits(
  read: PythonFile,
  flowOf: (startLine: number, endLine: number) => readonly FlowTrait[],
): readonly RegionTraits[] {
  const { tree } = read;
  const file: NamedFile = { ...read, namesOf: openNames() };
  const top: Place = { open: true, inValue: false };
  const rest = begin();
  const regions: RegionTraits[] = [];
  const close = (region: Region, symbol: string, startLine: number, endLine: number): void => {
    if (region.words.size + region.values.size + region.strings.size === 0) return;
    regions.push({
      symbol,
      startLine,
      endLine,
      words: sorted(region.words),
      strings: sorted(region.strings),
      phrases: sorted(region.phrases),
      members: sorted(region.members),
      titles: sorted(region.titles),
      values: [...region.values.values()],
      defaults: [...region.defaults.values()],
      flow: flowOf(startLine, endLine),
    });
  };
  for (let statement = firstOf(tree, 0); statement !== 0; statement = nextOf(tree, statement)) {
    const inner = undecorated(tree, statement);
    const type = typeOf(tree, inner);
    if (type !== 'function_definition' && type !== 'class_definition') {
      visit(rest, file, statement, top);
      continue;
    }
    const region = begin();
    visit(region, file, statement, { ...top, open: false });
    close(region, textOf(tree, child(tree, inner, 'name')), lineOf(file, statement), lastLineOf(file, inner));
  }
  close(rest, '<module>', 0, 0);
  return regions;
}
