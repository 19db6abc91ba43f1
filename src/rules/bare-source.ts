import { bareSourceFacts } from '../catalogue/bare-source-facts.ts';
import { UNKNOWN_LICENSE } from '../licenses/expression.ts';
import type { SourceFacts, StatedLicense } from '../model/source-facts.ts';

/** Facts of a project of which little more than the name is known; `model` is its id on the Hugging Face Hub. */
export function bareSource(
  project: string,
  name: string,
  organisation: string,
  model: string,
  weightsLicense: StatedLicense,
): SourceFacts {
  return {
    ...bareSourceFacts({
      id: model,
      name,
      organisation,
      repository: `https://huggingface.co/${model}`,
      commit: null,
      published: null,
      publishedBasis: 'not known',
      license: UNKNOWN_LICENSE,
      factsOnly: true,
    }),
    project,
    projectName: name,
    codeLicense: { expression: UNKNOWN_LICENSE, source: '' },
    weightsLicense,
    aliases: [model],
  };
}
