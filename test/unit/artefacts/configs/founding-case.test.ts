import assert from 'node:assert/strict';
import { type ArtefactMatch, compareArtefacts } from '../../../../src/artefacts/configs/compare-artefacts.ts';
import { bareClone, factsOfCommit, upstreamOf } from './bare-clone.ts';

describe('the founding case: llama3v against the MiniCPM-V family', () => {
  let matches: readonly ArtefactMatch[] = [];

  before(function () {
    const audited = bareClone('hbcbh1999/llama3v');
    const llama3 = bareClone('theonlyengine/VQA_Model');
    const earlier = bareClone('HwwwwwwwH/MiniCPM-V-2');
    if (audited === null || llama3 === null || earlier === null) {
      console.log('      skipped: FOREBEAR_MIRROR does not name a folder with these bare clones');
      this.skip();
    }
    const local = factsOfCommit(audited, 'faede36');
    matches = compareArtefacts({
      local: local.facts,
      code: { modules: new Set(local.modules), classes: new Set(['Llama3v', 'Config', 'Projection']) },
      upstreams: [
        upstreamOf(
          'minicpm-llama3-v-2.5',
          'launch',
          'MiniCPM-Llama3-V 2.5',
          '2024-05-19',
          factsOfCommit(llama3, '8ca9165'),
        ),
        upstreamOf(
          'minicpm-llama3-v-2.5',
          'head',
          'MiniCPM-Llama3-V 2.5 (later)',
          '2024-06-24',
          factsOfCommit(llama3, 'HEAD'),
        ),
        upstreamOf('minicpm-v-2', 'head', 'MiniCPM-V 2.0', '2024-04-09', factsOfCommit(earlier, 'HEAD')),
      ],
      declaredBases: [],
    });
  });

  function matchAt(path: string, upstream = 'minicpm-llama3-v-2.5'): ArtefactMatch {
    const match = matches.find(({ evidence }) => evidence.path === path && evidence.upstream === upstream);
    assert.ok(match, `no evidence for ${path}`);
    return match;
  }

  function says(path: string, fact: RegExp): void {
    const { facts } = matchAt(path).evidence;
    assert.ok(
      facts.some((text) => fact.test(text)),
      `${fact} is not among:\n${facts.join('\n')}`,
    );
  }

  it('finds the tokenizer identical by its blob id, though its content is absent', () => {
    says('llama3v/tokenizer.json', /byte for byte tokenizer\.json .*git blob 288bd3afd90f/);
    assert.equal(matchAt('llama3v/tokenizer.json').evidence.strength, 'conclusive');
  });

  it('finds the reference to a module that only the upstream has', () => {
    says(
      'llama3v/tokenizer_config.json',
      /points at modeling_minicpmv\.PreTrainedTokenizerFastWrapper; this repository has no modeling_minicpmv\.py/,
    );
    assert.equal(matchAt('llama3v/tokenizer_config.json').evidence.strength, 'conclusive');
  });

  it('counts 256 of 256 added tokens, and leaves those of the base model without weight', () => {
    says(
      'llama3v/tokenizer_config.json',
      /256 of 256 added tokens .* 12 of them are its own choice \(<image> 128010/,
    );
  });

  it('maps 741 of 741 tensor names', () => {
    says(
      'model.safetensors.index.json',
      /741 of 741 tensor names .* after vpm -> vison, resampler -> projection \(291 without renaming\)/,
    );
    says(
      'model.safetensors.index.json',
      /total_size is 34148369344 on both sides, in 3 files here and 7 there/,
    );
  });

  it('reports that config.py and config.json disagree on query_num', () => {
    says(
      'llama3v/config.json',
      /config\.py says query_num = 64 and llama3v\/config\.json says query_num = 96; 96 is the value of MiniCPM-Llama3-V 2\.5/,
    );
  });

  it('names the earliest version that fits', () => {
    assert.equal(matchAt('llama3v/tokenizer.json').version, 'launch');
    assert.equal(matchAt('llama3v/tokenizer_config.json').version, 'launch');
  });

  it('reports MiniCPM-V 2.0 as family resemblance only', () => {
    const weak = matches.filter(({ evidence }) => evidence.upstream === 'minicpm-v-2');
    assert.ok(weak.every(({ evidence }) => evidence.strength === 'weak'));
    assert.ok(
      weak.some(({ evidence }) =>
        evidence.facts.some((fact) => /family resemblance to MiniCPM-V 2\.0/.test(fact)),
      ),
    );
  });

  it('says so too when MiniCPM-V 2.0 is an earlier version of the same project', function () {
    const audited = bareClone('hbcbh1999/llama3v');
    const llama3 = bareClone('theonlyengine/VQA_Model');
    const earlier = bareClone('HwwwwwwwH/MiniCPM-V-2');
    if (audited === null || llama3 === null || earlier === null) return this.skip();
    const local = factsOfCommit(audited, 'faede36');
    const found = compareArtefacts({
      local: local.facts,
      code: { modules: new Set(local.modules), classes: new Set() },
      upstreams: [
        upstreamOf(
          'minicpm-v',
          '2.5',
          'MiniCPM-Llama3-V 2.5',
          '2024-05-19',
          factsOfCommit(llama3, '8ca9165'),
        ),
        upstreamOf('minicpm-v', '2.0', 'MiniCPM-V 2.0', '2024-04-09', factsOfCommit(earlier, 'HEAD')),
      ],
      declaredBases: [],
    });
    assert.ok(found.length >= 4);
    assert.ok(found.every(({ version }) => version === '2.5'));
    const facts = found.flatMap(({ evidence }) => evidence.facts);
    assert.ok(facts.some((fact) => fact === 'To MiniCPM-V 2.0 there is a family resemblance only.'));
  });
});
