import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error a script without types
import { chineseBundle } from '../../../scripts/l10n-bundle.mjs';
// @ts-expect-error a script without types
import { fixedTemplates, l10nKeys, saidTemplates } from '../../../scripts/l10n-keys.mjs';
import type { Finding } from '../../../src/model/report.ts';
import { inEnglish, inWords, type Said, say, sentences } from '../../../src/model/said.ts';
import { FIXED_TEMPLATES, recognise } from '../../../src/mouths/editor/recognise.ts';
import { checkRules } from '../../../src/rules/check-rules.ts';
import { RULES } from '../../../src/rules/table.ts';
import { NAMED_ALIKE } from '../credit/source-facts.ts';
import { artefactOf, evidenceOf, licenseRecord, moduleOf } from '../rules/evidence-builder.ts';

const root = join(import.meta.dirname, '../../..');
const chinese: Readonly<Record<string, string>> = chineseBundle();

/** Every template of say`…` in the engine. */
const templates: ReadonlySet<string> = saidTemplates();
const inChinese = (said: Said): string => inWords(said, (template) => chinese[template] ?? template);

/** Every template inside a sentence. */
function templatesOf(said: Said): readonly string[] {
  return [
    said.template,
    ...said.arguments.flatMap((part) => (typeof part === 'string' ? [] : templatesOf(part))),
  ];
}

function sentencesOf(finding: Finding): readonly (Said | undefined)[] {
  return [finding.said, ...finding.fixes.map(({ said }) => said), ...finding.related.map(({ said }) => said)];
}

describe('a sentence that can be said in another language', () => {
  it('reads in English as it was written, with phrases inside phrases', () => {
    const inner = say`${2} more modules`;
    const said = sentences(say`${'a.py'} and ${inner} match ${'X'}.`, '', say`Say so.`);
    assert.equal(inEnglish(said), 'a.py and 2 more modules match X. Say so.');
  });

  it('puts arguments where the other language wants them, and takes no argument for a template', () => {
    const said = say`${'{1} of {0}'} of ${'X'}`;
    assert.equal(
      inWords(said, () => '{1}: {0}'),
      'X: {1} of {0}',
    );
  });

  it('has a Chinese text for every template of every rule', () => {
    const missing = [...templates].filter((template) => chinese[template] === undefined);
    assert.deepEqual(missing, []);
    assert.ok(templates.size > 200);
  });

  it('finds the templates in the sources of each rule that writes a message', () => {
    for (const { id } of RULES) {
      const rule = readFileSync(join(root, 'src/rules', id, 'rule.ts'), 'utf8');
      assert.match(rule, /say`/, id);
    }
  });

  it('leaves no English template in a finding', () => {
    const findings = checkRules(
      evidenceOf({
        sources: NAMED_ALIKE,
        texts: { 'README.md': '# x\n\nBuilt on LLaVA-UHD and Llama 3.\n', 'a.py': '' },
        modules: ['Resampler', 'Slicer', 'Pooler'].map((symbol, at) =>
          moduleOf(`model/${at}.py`, symbol, { upstream: 'minicpm-v' }),
        ),
        artefacts: [artefactOf('tokenizer.json', 'minicpm-v', { kind: 'tokenizer' })],
        licenses: [licenseRecord('LICENSE', 'GPL-3.0-only'), licenseRecord('pyproject.toml', 'MIT')],
      }),
    );
    assert.ok(findings.length >= 4, String(findings.length));
    for (const finding of findings) {
      assert.equal(finding.said === undefined ? '' : inEnglish(finding.said), finding.message);
      for (const said of sentencesOf(finding)) {
        assert.ok(said !== undefined, finding.rule);
        for (const template of templatesOf(said)) {
          const words = template.replace(/\{\d+\}/g, '').trim();
          assert.ok(words === '' || Object.hasOwn(chinese, template), template);
        }
        assert.match(inChinese(said), /\p{Script=Han}/u);
      }
    }
  });
});

describe('a sentence known by its words', () => {
  it('has a Chinese text, and gives its arguments back', () => {
    const keys: readonly string[] = l10nKeys();
    for (const template of FIXED_TEMPLATES) {
      assert.ok(keys.includes(template) && Object.hasOwn(chinese, template), template);
      const values = ['12', '40'];
      const english = template.replace(/\{(\d+)\}/g, (_, at: string) => values[Number(at)] ?? '');
      const said = recognise(english);
      assert.equal(said === null ? null : inEnglish(said), english);
    }
  });

  it('is known whole: no word of it is left to an argument', () => {
    for (const [english, template] of [
      ['a.py, b.py appear in this state', '{0} appear in this state'],
      ['a.py and 8 more first appear', '{0} and {1} more first appear'],
    ])
      assert.equal(recognise(english ?? '')?.template, template);
  });

  it('is known to the editor wherever in the program it is said', () => {
    assert.deepEqual([...FIXED_TEMPLATES].sort(), [...fixedTemplates()].sort());
  });

  it('leaves any other sentence alone', () => {
    assert.equal(recognise('something else: a sentence of a later version'), null);
  });
});
