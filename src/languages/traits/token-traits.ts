import type { RegionTraits, ValueTrait } from '../../compare/traits.ts';
import { type FlatTree, lineStarts, linesOfNodes } from '../normal-form/flat-tree.ts';
import { labelFamily } from '../normal-form/term.ts';
import { numberKey } from './fold-number.ts';
import { beginNames, noteName, openNames } from './name-features.ts';

const textLabel = labelFamily('text:');

const NAME = /^(?:identifier|(?:field|type|property|namespace|shorthand_property)_identifier)/;
/** Names of attributes of a value. */
const MEMBER = /^(?:field|property)_identifier/;
const NUMBER = /^(?:number|number_literal)$/;
const TEXT = /^(?:string_fragment|string_content)$/;
const LONGEST_STRING = 60;

/** What a number of C or JavaScript comes to, or null: suffixes and digit separators aside. */
function numberOf(text: string): number | null {
  const plain = text.replace(/['_]/g, '');
  const value = Number(
    /^0[xXbBoO]/.test(plain) ? plain.replace(/[uUlLn]+$/, '') : plain.replace(/[uUlLfFn]+$/, ''),
  );
  return Number.isFinite(value) && value !== 0 && Math.abs(value) !== 1 ? value : null;
}

/** Words, short strings and numbers of a file in C, C++, JavaScript or TypeScript, as one region. Flow and defaults are read in Python alone. */
export function readTokenTraits(tree: FlatTree): readonly RegionTraits[] {
  const lines = linesOfNodes(tree, lineStarts(tree.source));
  const names = beginNames();
  const namesOf = openNames();
  const strings = new Set<number>();
  const values = new Map<string, ValueTrait>();
  for (let node = 0; node < tree.length; node++) {
    const type = tree.types[tree.type[node] ?? 0] ?? '';
    if (!NAME.test(type) && !NUMBER.test(type) && !TEXT.test(type)) continue;
    const text = tree.source.slice(tree.start[node], tree.end[node]);
    if (NAME.test(type)) noteName(names, namesOf(text), MEMBER.test(type) ? 'member' : 'name');
    else if (TEXT.test(type)) {
      if (text.length > 1 && text.length <= LONGEST_STRING) strings.add(textLabel(text) >>> 0);
    } else {
      const value = numberOf(text);
      const key = value === null ? '' : numberKey(value);
      if (value !== null && !values.has(key))
        values.set(key, { key, text: ` ${text}`.slice(1, 60), line: lines[node] ?? 1 });
    }
  }
  return [
    {
      symbol: '<module>',
      startLine: 0,
      endLine: 0,
      words: Uint32Array.from(names.words).sort(),
      phrases: Uint32Array.from(names.phrases).sort(),
      members: Uint32Array.from(names.members).sort(),
      titles: Uint32Array.from(names.titles).sort(),
      strings: Uint32Array.from(strings).sort(),
      values: [...values.values()],
      defaults: [],
      flow: [],
    },
  ];
}
