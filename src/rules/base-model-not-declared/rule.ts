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

/**
 * The id under which models are published is not that of the code. To a list of that field an item is added; one value
 * stays as it is: a second field would make the card unreadable.
 */
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
  if (id === undefined) return [];
  const title = say`Name ${id} as base_model in ${readme}`;
  const field = `base_model: ${id}\n`;
  if (card !== null && /^base_model\s*:/m.test(text)) {
    const item = listEnd(text, card);
    return item === null
      ? []
      : [{ title, path: readme, kind: 'insert', line: item.line, text: `${item.lead}${id}\n` }];
  }
  if (card === null) return [{ title, path: readme, kind: 'insert', line: 1, text: `---\n${field}---\n\n` }];
  return [{ title, path: readme, kind: 'insert', line: card, text: field }];
}

/** Line after the last item of the list under `base_model:`, and what stands before an item's value; null where it is no list of lines. */
function listEnd(text: string, card: number): { readonly line: number; readonly lead: string } | null {
  const lines = text.split(/\r\n?|\n/, card);
  const field = lines.findIndex((line) => /^base_model\s*:\s*(?:#.*)?$/.test(line));
  if (field < 0) return null;
  let at = field + 1;
  while (/^\s*-\s+\S/.test(lines[at] ?? '') && lines[at]?.trim() !== '---') at += 1;
  const lead = /^\s*-\s+/.exec(lines[at - 1] ?? '')?.[0];
  return lead === undefined ? null : { line: at + 1, lead };
}
