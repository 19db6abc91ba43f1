import { strict as assert } from 'node:assert';
import { aliasIndex } from '../../../src/credit/alias-index.ts';
import { extractClaims } from '../../../src/credit/claims.ts';
import { NAMED_ALIKE, sourceFacts } from './source-facts.ts';

const index = aliasIndex(NAMED_ALIKE);

const LINES: readonly (readonly [line: string, upstreams: readonly string[]])[] = [
  ['Built on MiniCPM-Llama3-V 2.5.', ['minicpm-v']],
  ['Built on MiniCPM-Llama3-V-2_5', ['minicpm-v']],
  ['MiniCPM-V2 and MiniCPM-V 2.6', ['minicpm-v', 'minicpm-v']],
  ['MiniCPM is a language model', ['minicpm']],
  ['MiniCPM-2B', ['minicpm']],
  ['MiniCPM3D is another thing', []],
  ['Llama3-V is a name of its own', []],
  ['llama3v', []],
  ['Llama-3-8B-Instruct', ['llama-3']],
  ['LLAMA 3 8B', ['llama-3']],
  ['Meta-Llama-3-8B', ['llama-3']],
  ['Llama 3.1 405B', ['llama-3.1']],
  ['Llama 3.2 has no entry', []],
  ['LLaVA-UHD', ['llava-uhd']],
  ['LLaVA-NeXT', []],
  ['Open-LLaVA', []],
  ['LLaVA-1.5-7B and LLaVA-v1.6', ['llava', 'llava']],
  ['LLaVA-style training', ['llava']],
  ['https://llava-vl.github.io/', ['llava']],
  ['https://github.com/thunlp/LLaVA-UHD', ['llava-uhd']],
  ['https://github.com/OpenBMB/MiniCPM', ['minicpm']],
  ['https://github.com/OpenBMB/MiniCPM-V/tree/main', ['minicpm-v']],
  ['siglip-so400m-patch14-384', ['siglip']],
  ['transformers.models.idefics2.modeling_idefics2', ['idefics2']],
  ['基于MiniCPM-V的模型', ['minicpm-v']],
  ['采用通义千问-VL', ['qwen-vl']],
  ['https://arxiv.org/abs/2408.01800v1', ['minicpm-v']],
  ['YI Model Family', ['yi']],
  ['yi is a syllable', []],
  ['QwenVLA', []],
  ['MyMiniCPM-V', []],
  ['llama3.cpp and Llama 3 Factory', []],
];

describe('names of upstreams', () => {
  for (const [line, upstreams] of LINES) {
    it(`in "${line}" are ${upstreams.length === 0 ? 'none' : upstreams.join(', ')}`, () => {
      assert.deepEqual(
        index.find(line).map((name) => name.upstream),
        upstreams,
      );
    });
  }

  it('are found in a line of a million characters without delay', () => {
    assert.equal(index.find('MiniCPM-'.repeat(125_000)).length, 0);
  });
});

describe('projects of the world', () => {
  const world = [
    { project: 'heron2', projectName: 'heron2', repository: 'reeds/heron2' },
    { project: 'flux', projectName: 'flux', repository: 'reeds/flux' },
    { project: 'stork-lm', projectName: 'Stork-LM', repository: 'reeds/Stork-LM' },
  ].map((one) => sourceFacts(one));
  const both = aliasIndex([], world);
  const upstreams = (line: string): readonly string[] => both.find(line).map((one) => one.upstream);

  it('are known by address, and by a name that is no word', () => {
    assert.deepEqual(upstreams('built on reeds/flux and heron2, with Stork-LM'), [
      'flux',
      'heron2',
      'stork-lm',
    ]);
    assert.deepEqual(both.projectsAt({ repository: 'reeds/flux' }), ['flux']);
  });

  it('go by a name of several where it is the whole of their id, whatever the order', () => {
    const several = [
      { project: 'grey.grey-heron', projectName: 'grey-heron', repository: 'grey/grey-heron' },
      { project: 'grey-heron', projectName: 'Grey-Heron', repository: 'marsh/grey-heron' },
      { project: 'reeds.grey-heron', projectName: 'grey-heron', repository: 'reeds/grey-heron' },
    ].map((one) => sourceFacts(one));
    const [named] = aliasIndex([], several).find('built on Grey-Heron');
    assert.equal(named?.upstream, 'grey-heron');
  });

  it('are not meant by the name of a method, unless it is written as theirs', () => {
    const matching = sourceFacts({
      project: 'flow_matching',
      projectName: 'flow_matching',
      repository: 'reeds/flow_matching',
    });
    const index = aliasIndex([], [matching]);
    const found = (line: string): number => index.find(line).length;
    assert.equal(found('We build on Flow Matching.'), 0);
    assert.equal(found('We build on flow_matching.'), 1);
    assert.equal(found('We build on reeds/flow_matching.'), 1);
  });

  it('are not known by a plain word', () => {
    assert.deepEqual(upstreams('the flux of tokens'), []);
  });

  it('are credited by a link under any heading', () => {
    const [claim] = extractClaims(
      'README.md',
      'Training scripts for the [Flux model](https://github.com/reeds/flux) by Reeds.\n',
      both,
    );
    assert.deepEqual([claim?.upstream, claim?.force], ['flux', 'credit']);
  });

  it('do not take a name from the catalogue', () => {
    const listed = sourceFacts({ project: 'stork', projectName: 'Stork-LM', repository: 'other/stork' });
    assert.equal(aliasIndex([listed], world).find('Stork-LM')[0]?.upstream, 'stork');
  });
});
