// Begins a language: its room with what is told by its endings and its grammar, and its line in the table.
// Usage: node tools/new-language.mjs NAME "Title" ENDING[,ENDING] PACKAGE/FILE.wasm [COMMENT]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { insertLine } from './insert-line.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [name = '', title = '', endings = '', grammar = '', comment = '//'] = process.argv.slice(2);
const room = join(root, 'src', 'languages', name);
const asset = join(root, 'node_modules', grammar);
const problem = !/^[a-z]+$/.test(name)
  ? 'NAME is one word of small letters.'
  : existsSync(join(room, 'language.ts'))
    ? `There is a language ${name} already.`
    : !/^[a-z\d]+(?:,[a-z\d]+)*$/.test(endings)
      ? 'ENDINGS are endings of file names without the dot, such as go or rs,rlib.'
      : grammar === '' || !existsSync(asset)
        ? `There is no grammar node_modules/${grammar}: install its package with npm install --save-exact --save-dev.`
        : !['//', '#', '--', '%'].includes(comment)
          ? 'COMMENT is // or # or -- or %.'
          : null;
if (problem !== null) {
  console.error(
    'Usage: node tools/new-language.mjs NAME "Title" ENDING[,ENDING] PACKAGE/FILE.wasm [COMMENT]',
  );
  console.error(problem);
  process.exit(3);
}

await Parser.init();
const language = await Language.load(readFileSync(asset));
const kinds = new Set();
for (let id = 0; id < language.nodeTypeCount; id++) {
  const kind = language.nodeTypeForId(id);
  if (kind !== null && language.nodeTypeIsNamed(id) && language.nodeTypeIsVisible(id)) kinds.add(kind);
}
/** Kinds of the grammar that look like what is meant: a person reads them once. */
const like = (pattern) => [...kinds].filter((kind) => pattern.test(kind)).sort();
const set = (found) => `new Set([${found.map((kind) => `'${kind}'`).join(', ')}])`;
const units = like(
  /^(?:func(?:tion)?|method|constructor|lambda|closure|arrow_function)(?:_(?:declaration|definition|item|expression|literal))?$/,
);
const calls = like(/^(?:call|call_expression|method_invocation|invocation_expression)$/);
if (units.length === 0 || calls.length === 0) {
  console.error(
    `The grammar names no functions or no calls that this tool knows. Its kinds: ${[...kinds].sort().join(' ')}`,
  );
  process.exit(2);
}

mkdirSync(room, { recursive: true });
writeFileSync(
  join(room, 'language.ts'),
  `import type { SourceLanguage, TokenKinds } from '../language.ts';

const tokens: TokenKinds = {
  units: ${set(units)},
  calls: ${set(calls)},
  members: ${set(like(/^(?:field|property)_identifier$/))},
  names: ${set(like(/identifier$|^simple_name$|^name$/))},
};

export const ${name} = {
  name: '${name}',
  title: '${title.replaceAll("'", "\\'")}',
  endings: [${endings
    .split(',')
    .map((ending) => `'${ending}'`)
    .join(', ')}],
  grammar: '${grammar}',
  comment: '${comment}',
  longestLine: 2_000,
  tokens,
  calibrated: false,
} as const satisfies SourceLanguage;
`,
);
const table = join(root, 'src', 'languages', 'table.ts');
insertLine(
  table,
  `import { ${name} } from './${name}/language.ts';`,
  /^import \{ \w+ \} from '\.\/\w+\/language\.ts';$/,
);
let text = readFileSync(table, 'utf8').replace(/(export const LANGUAGES = \[[^\]]*)\]/, `$1, ${name}]`);
// An ending that is compared now is no longer among those that are only read.
const others = text.indexOf('const OTHERS');
for (const ending of endings.split(','))
  text = text.slice(0, others) + text.slice(others).replace(new RegExp(`'${ending}',? ?`), '');
writeFileSync(table, text);
console.log(`src/languages/${name} is there. It compares by tokens, takes ${units.join(', ')} for units, and is not calibrated. Next:
  1. read language.ts once: kinds that were missed, or are none of its functions (docs/contributing/language.md)
  2. npx biome check --write src/languages && node scripts/build.mjs
  3. node dist/cli.cjs compare A.${endings.split(',')[0]} B.${endings.split(',')[0]}
  4. raise PRINT_VERSION in src/compare/unit-print.ts when files of an index are printed in another way than before`);
