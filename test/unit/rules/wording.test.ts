import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/model/said.ts';
import { derivationsOf } from '../../../src/rules/derivations.ts';
import { SHORT_NAMES } from '../../../src/rules/short-names.ts';
import { RULES } from '../../../src/rules/table.ts';
import { placesPhrase } from '../../../src/rules/wording.ts';
import { sourceFacts } from '../credit/source-facts.ts';
import { evidenceOf, moduleOf } from './evidence-builder.ts';

describe('what a finding calls its places', () => {
  it('says how many modules a group has beside the first', () => {
    const sources = [sourceFacts({ project: 'origin', projectName: 'Origin' })];
    const phraseOf = (symbol: string): readonly string[] =>
      derivationsOf(
        evidenceOf({ sources, modules: [moduleOf('model.py', symbol, { upstream: 'origin' })] }),
      ).map((one) => inEnglish(placesPhrase(one)));
    assert.deepEqual(phraseOf('Attention +3'), ['Attention and 3 more in model.py']);
    assert.deepEqual(phraseOf('Attention'), ['Attention in model.py']);
  });
});

describe('the name of a rule in a list', () => {
  it('is a short one, for each rule and no other', () => {
    assert.deepEqual([...SHORT_NAMES.keys()].sort(), RULES.map((rule) => rule.id).sort());
    for (const name of SHORT_NAMES.values()) assert.match(inEnglish(name), /^[A-Z][\w'’, -]{3,45}$/);
  });
});
