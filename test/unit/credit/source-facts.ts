import type { SourceFacts } from '../../../src/model/source-facts.ts';

/** Facts of an invented or real upstream for tests; everything not given is empty. */
export function sourceFacts(facts: Partial<SourceFacts> & { readonly project: string }): SourceFacts {
  return {
    id: facts.project,
    projectName: facts.project,
    name: facts.projectName ?? facts.project,
    organisation: 'An organisation',
    repository: `example/${facts.project}`,
    commit: null,
    published: '2024-01-01',
    publishedBasis: 'test',
    codeLicense: { expression: 'Apache-2.0', source: 'LICENSE' },
    weightsLicense: { expression: 'Apache-2.0', source: 'LICENSE' },
    copyrights: [],
    files: [],
    identifiers: [],
    specialTokens: [],
    configKeys: [],
    tensorPrefixes: [],
    ancestors: [],
    aliases: [],
    citations: [],
    factsOnly: false,
    ...facts,
  };
}

/** Upstreams whose names are easily taken for one another. */
export const NAMED_ALIKE: readonly SourceFacts[] = [
  sourceFacts({
    project: 'minicpm-v',
    projectName: 'MiniCPM-V',
    organisation: 'OpenBMB',
    repository: 'OpenBMB/MiniCPM-V',
    aliases: ['MiniCPM-Llama3-V', 'MiniCPM-Llama3-V 2.5', 'openbmb/MiniCPM-Llama3-V-2_5'],
    citations: ['arXiv:2408.01800'],
  }),
  sourceFacts({
    project: 'minicpm',
    projectName: 'MiniCPM',
    organisation: 'OpenBMB',
    repository: 'OpenBMB/MiniCPM',
  }),
  sourceFacts({
    project: 'llama-3',
    projectName: 'Llama 3',
    organisation: 'Meta',
    repository: 'meta-llama/llama3',
    aliases: ['Meta Llama 3', 'meta-llama/Meta-Llama-3-8B'],
  }),
  sourceFacts({ project: 'llama-3.1', projectName: 'Llama 3.1', repository: 'meta-llama/llama-models' }),
  sourceFacts({
    project: 'llava',
    projectName: 'LLaVA',
    repository: 'haotian-liu/LLaVA',
    homepage: 'https://llava-vl.github.io',
  }),
  sourceFacts({ project: 'llava-uhd', projectName: 'LLaVA-UHD', repository: 'thunlp/LLaVA-UHD' }),
  sourceFacts({ project: 'siglip', projectName: 'SigLIP', repository: 'google-research/big_vision' }),
  sourceFacts({ project: 'idefics2', projectName: 'Idefics2', repository: 'huggingface/transformers' }),
  sourceFacts({ project: 'yi', projectName: 'Yi', repository: '01-ai/Yi', citations: ['arXiv:2403.04652'] }),
  sourceFacts({
    project: 'qwen-vl',
    projectName: 'Qwen-VL',
    repository: 'QwenLM/Qwen-VL',
    nameZh: '通义千问-VL',
  }),
];
