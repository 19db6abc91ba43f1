// Builds catalogue/licenses/licenses.idx from the SPDX list and from public collections of license texts.
// Needs bare clones (FOREBEAR_MIRROR, a template with {owner} and {name}); run it by hand, its result is kept.
// Then run scripts/amend-license-index.ts.
// Usage: npx tsx scripts/build-license-index.ts [--hold-out N]   (leave out every Nth wording, to measure)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { packLicenseIndex, parseLicenseIndex } from '../src/licenses/detection/license-index.ts';
import { keptWording } from '../src/licenses/detection/phrase-table.ts';
import { findTexts } from '../src/licenses/detection/texts.ts';
import { readGitFile, readGitTree } from './license-index/git-tree.ts';
import { generalModelExpression, MODEL_TEXTS } from './license-index/model-texts.ts';
import { type Draft, readPlain, readSpdxXml } from './license-index/spdx-xml.ts';
import { readCollectedTexts, readKeys, readWordings } from './license-index/wordings.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const list = JSON.parse(
  readFileSync(join(root, 'node_modules/spdx-license-list/spdx-full.json'), 'utf8'),
) as Record<string, { readonly name: string; readonly licenseText: string }>;

const holdOut = process.argv.includes('--hold-out')
  ? Number(process.argv[process.argv.indexOf('--hold-out') + 1])
  : 0;
const outputAt = process.argv.indexOf('--output');
const output =
  outputAt >= 0 ? (process.argv[outputAt + 1] ?? '') : join(root, 'catalogue/licenses/licenses.idx');

const drafts: Draft[] = [];
const licenseIds: string[] = [];
const exceptionIds: string[] = [];
const covered = new Set<string>();
for (const [, xml] of readGitTree('spdx/license-list-XML', ['src'], (path) => path.endsWith('.xml'))) {
  const entry = readSpdxXml(xml);
  if (entry === null) continue;
  (entry.isException ? exceptionIds : licenseIds).push(entry.id);
  if (entry.deprecated) continue;
  covered.add(entry.id);
  drafts.push(...entry.drafts);
}
for (const [id, entry] of Object.entries(list)) {
  if (!licenseIds.includes(id)) licenseIds.push(id);
  if (
    !covered.has(id) &&
    !/^(A|L)?GPL-|^GFDL-|^BSD-2-Clause-(Net|Free)BSD$|^(eCos-2.0|Nunit|StandardML-NJ|wxWindows|bzip2-1.0.5|Net-SNMP)$/.test(
      id,
    )
  )
    drafts.push(readPlain(id, 'text', entry.licenseText));
}
for (const source of MODEL_TEXTS)
  drafts.push(
    readPlain(source.expression, 'text', readGitFile(source.repository, source.path, source.revision)),
  );
for (const [path, text] of readGitTree('OpenBMB/General-Model-License', ['.'], (path) =>
  path.startsWith('通用模型许可协议'),
))
  drafts.push(readPlain(generalModelExpression(path), 'text', text));

const keys = readKeys();
const known = new Set([...licenseIds, ...exceptionIds]);
const MODEL_WORDS =
  /llama|gemma|qwen|rail|deepseek|hunyuan|falcon|stab|flux|openmdw|exaone|nvidia-open-model|moonshot|openatom|model|mistral|-ai-|ferret/;
drafts.push(
  ...readCollectedTexts(keys, known, (facts) => (MODEL_WORDS.test(facts.license_key) ? 20_000 : 900)),
);
const wordings = readWordings(keys, holdOut);

/** Of ids that share one text, the one that the text alone stands for: in the SPDX list, and the shortest. */
function prefers(one: Draft, other: Draft): boolean {
  const rank = (draft: Draft): number =>
    (draft.expression.startsWith('LicenseRef-') ? 1000 : 0) +
    (/invariants|RFN|no-copyleft/.test(draft.expression) ? 100 : 0) +
    draft.expression.length;
  return rank(one) < rank(other);
}

/** Drops doubles and sorts, so that like texts stand together and pack well. */
function tidy(all: readonly Draft[]): readonly Draft[] {
  const byContent = new Map<string, Draft>();
  for (const one of all) {
    if (one.hashes.length < 10 || one.hashes.length > 60_000) continue;
    const key = `${one.kind === 'exception'} ${one.hashes.join(',')}`;
    const twin = byContent.get(key);
    if (twin === undefined || prefers(one, twin)) byContent.set(key, one);
  }
  return [...byContent.values()].sort(
    (a, b) => a.expression.localeCompare(b.expression, 'en') || a.hashes.length - b.hashes.length,
  );
}

/** Ids of the list for which the tool's own table of model licenses has another name. */
const OTHER_NAME: Readonly<Record<string, string>> = { 'OpenMDW-1.0': 'LicenseRef-scancode-openmdw-1.0' };
for (const [i, one] of drafts.entries()) {
  const other = OTHER_NAME[one.expression];
  if (other !== undefined) drafts[i] = { ...one, expression: other };
}

const facts = { licenseIds: licenseIds.sort(), exceptionIds: exceptionIds.sort(), sources: [] };
// Where the marked-up list and the plain one differ in more than freedoms, both stand.
const soFar = parseLicenseIndex(packLicenseIndex(facts, tidy(drafts), []));
for (const [id, entry] of Object.entries(list)) {
  if (!covered.has(id)) continue;
  const plain = readPlain(id, 'text', entry.licenseText);
  const empty = new Uint32Array(plain.hashes.length);
  const read = findTexts(soFar, { text: '', hashes: plain.hashes, starts: empty, ends: empty });
  if (read.length !== 1 || read[0]?.changes.length !== 0) drafts.push(plain);
}
// A reviewed variation of a text is kept only when what is known so far does not read it right.
const variations = wordings.texts.filter((t) => t.hashes.length <= 600);
for (const part of [0, 1, 2, 3]) {
  const withThese = parseLicenseIndex(packLicenseIndex(facts, tidy(drafts), []));
  for (const [i, one] of variations.entries()) {
    if (i % 4 !== part) continue;
    const empty = new Uint32Array(one.hashes.length);
    const read = findTexts(withThese, { text: '', hashes: one.hashes, starts: empty, ends: empty });
    const expected =
      read.length === 1 && read[0]?.changes.length === 0 && read[0].template.expression === one.expression;
    if (!expected) drafts.push(one);
  }
}
const kept = tidy(drafts);
const packed = packLicenseIndex(
  facts,
  kept,
  wordings.phrases.map((one) => keptWording(one.hashes, one.expression, one.kind)),
);
const small = brotliCompressSync(packed, {
  params: {
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: packed.length,
  },
});
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, small);
const wordsTotal = kept.reduce((sum, t) => sum + t.hashes.length, 0);
console.log(
  `${kept.length} texts of ${wordsTotal} words, ${wordings.phrases.length} wordings: ${packed.length} bytes, ${small.length} packed`,
);
