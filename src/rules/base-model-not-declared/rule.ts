import type { Evidence } from '../../model/evidence.ts';
import { say } from '../../model/said.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import type { DraftFix, Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, otherPlaces, tie } from '../wording.ts';

/** Configuration, tokenizer or weights come from a model that the model card does not name as its base. */
export const baseModelNotDeclared: Rule = {
  id: 'base-model-not-declared',
  title: 'Base model not declared in the model card',
  level: 'warning',
  why: '`base_model` is where people and tools look for what a model descends from.',
  fixable: true,
  check: (evidence, reading) => {
    const readme = reading.readme;
    if (readme === null) return [];
    const card = frontMatterEnd(evidence.texts.get(readme) ?? '');
    return reading.derivations.flatMap((derivation) => {
      if (
        derivation.slot !== 'weights' ||
        derivation.via !== null ||
        derivation.places.some((place) => place.subject === 'base_model')
      )
        return [];
      return [
        {
          level: card !== null && derivation.certain ? 'warning' : 'note',
          message:
            card === null
              ? say`${tie(derivation)}, and ${readme} has no model card fields. Add it as base_model.`
              : say`${tie(derivation)}, and the model card in ${readme} does not name it. Add it as base_model.`,
          path: readme,
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          fixes: fixes(evidence, readme, card, derivation.source),
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: 'base_model',
          basis: derivationFacts(derivation),
        },
      ];
    });
  },
};

/** Number of the line that ends the front matter; null without front matter. */
function frontMatterEnd(text: string): number | null {
  const lines = text.split(/\r\n?|\n/, 400);
  if (lines[0]?.trim() !== '---') return null;
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === '---');
  return end < 0 ? null : end + 1;
}

/** The id under which models are published is not that of the code. A field of that name stays as it is: a second one would make the card unreadable. */
function fixes(
  evidence: Evidence,
  readme: string,
  card: number | null,
  source: SourceFacts,
): readonly DraftFix[] {
  const code = `${source.repository} ${source.homepage ?? ''}`.toLowerCase();
  const id = source.aliases.find(
    (alias) =>
      /^[\w.-]+\/[\w.-]+$/.test(alias) &&
      (!code.includes(alias.toLowerCase()) || code.startsWith('https://huggingface.co/')),
  );
  const text = evidence.texts.get(readme) ?? '';
  if (id === undefined || /^base_model\s*:/m.test(text)) return [];
  const field = `base_model: ${id}\n`;
  const title = say`Name ${id} as base_model in ${readme}`;
  if (card === null) return [{ title, path: readme, kind: 'insert', line: 1, text: `---\n${field}---\n\n` }];
  return [{ title, path: readme, kind: 'insert', line: card, text: field }];
}
