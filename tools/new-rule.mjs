// Begins a rule: its room with rule, page, Chinese and two cases, and its lines in the two tables.
// Usage: node tools/new-rule.mjs ID "Title of the page" [note|warning|error]
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { camelCase, insertLine } from './insert-line.mjs';

const rules = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'rules');
const [id = '', title = '', level = 'note'] = process.argv.slice(2);
const room = join(rules, id);
const wrong =
  !/^[a-z]+(?:-[a-z]+)+$/.test(id) ||
  title === '' ||
  !['note', 'warning', 'error'].includes(level) ||
  existsSync(room);
if (wrong) {
  console.error('Usage: node tools/new-rule.mjs ID "Title" [note|warning|error]');
  console.error(
    existsSync(room) && id !== ''
      ? `There is a rule ${id} already.`
      : 'ID is words with dashes, such as notice-not-carried.',
  );
  process.exit(3);
}

const name = camelCase(id);
const write = (file, text) => {
  mkdirSync(dirname(join(room, file)), { recursive: true });
  writeFileSync(join(room, file), text);
};
const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

write(
  'rule.ts',
  `import { say, sentences } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import { derivationFacts, evidenceIds, matches, otherPlaces, placesPhrase, sourceName } from '../wording.ts';

/** What is found, in one sentence. */
export const ${name}: Rule = {
  id: '${id}',
  title: ${quoted(title)},
  level: '${level}',
  why: 'Why it matters, in one sentence.',
  fixable: false,
  check: (_evidence, reading) =>
    reading.derivations.map((derivation) => {
      const [first] = derivation.places;
      return {
        level: '${level}' as const,
        message: sentences(
          say\`\${placesPhrase(derivation)} \${matches(derivation)} \${sourceName(derivation.source)}.\`,
          say\`Say what to do next.\`,
        ),
        path: first.path,
        range: first.range,
        upstream: derivation.upstream,
        related: otherPlaces(derivation),
        evidence: evidenceIds(derivation),
        // What tells this finding from others of the rule in one file, and the facts that a decision on it rests on.
        key: '${id}',
        basis: derivationFacts(derivation),
      };
    }),
};
`,
);
write(
  'short-name.ts',
  `import { say } from '../../model/said.ts';\n\nexport const shortName = say\`${title.replaceAll('`', '')}\`;\n`,
);
write(
  'page.md',
  `# ${title}

Rule \`${id}\`. Level: ${level}.

## Why

Why it matters, and to whom.

## Example

\`\`\`
model/resampler.py:10: ${level} ${id}
  Resampler in model/resampler.py matches Example-V. Say what to do next.
\`\`\`

## How to mend it

What to write, and where.
`,
);
write(
  'zh.json',
  `${JSON.stringify({ [title.replaceAll('`', '')]: '（待译）', 'Say what to do next.': '（待译）' }, null, 2)}\n`,
);
const files = { 'README.md': '# Finch\n\nA small model.\n', 'finch/pooler.py': { from: 'heron/pooler.py' } };
write(
  'cases/finds.json',
  `${JSON.stringify({ claim: 'finds what it is for', upstream: {}, files, finds: [{ path: 'finch/pooler.py', level, upstream: 'heron-vl' }] }, null, 2)}\n`,
);
write(
  'cases/silent.json',
  `${JSON.stringify({ claim: 'asks nothing where nothing was taken', upstream: {}, files: { 'README.md': '# Finch\n\nA small model.\n' }, finds: [] }, null, 2)}\n`,
);
insertLine(
  join(rules, 'table.ts'),
  `import { ${name} } from './${id}/rule.ts';`,
  /^import \{ \w+ \} from '\.\/[\w-]+\/rule\.ts';$/,
);
insertLine(join(rules, 'table.ts'), `  ${name},`, /^ {2}authorsNotNamed,$/);
insertLine(
  join(rules, 'short-names.ts'),
  `import { shortName as ${name} } from './${id}/short-name.ts';`,
  /^import \{ shortName as \w+ \}/,
);
insertLine(join(rules, 'short-names.ts'), `  ['${id}', ${name}],`, /^ {2}\['[\w-]+', \w+\],$/);
await import('../scripts/write-rule-pages.mjs');
console.log(`src/rules/${id} is there. Next:
  1. rule.ts: what to look for, and what to say (docs/contributing/rule.md)
  2. cases/: what it must find and what not, then: node scripts/build.mjs && npx mocha test/rules/cases.test.ts -g ${id}
  3. page.md, then: node scripts/write-rule-pages.mjs
  4. zh.json: the Chinese of every say\`…\` in the room
  5. npx biome check --write src/rules && npm run check`);
