import type { Evidence } from '../../model/evidence.ts';
import { say, sentences } from '../../model/said.ts';
import { dutyName, dutyPlace, forEachDuty, licenseName } from '../open-duties.ts';
import type { Reading, Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { derivationFacts, evidenceIds, listed, otherPlaces, quoted, tiePhrase } from '../wording.ts';

/** The license of the weights asks for words in the derived model's name, and no name of it has them. */
export const namePrefixMissing: Rule = {
  id: 'name-prefix-missing',
  title: "Base model's name missing from the model's name",
  level: 'error',
  why: 'Llama 3 and similar licenses let derived models be passed on only under a name that shows what they come from.',
  fixable: false,
  check: (evidence, reading) =>
    forEachDuty(reading, 'model-name', ['weights'], (derivation, duty) => {
      const names = modelNames(evidence, reading);
      const wanted = duty.anyOf[0] ?? '';
      const fits = names.some((name) => {
        const at = squeezed(name).indexOf(squeezed(wanted));
        return duty.position === 'start' ? at === 0 : at >= 0;
      });
      if (fits) return [];
      const where = duty.position === 'start' ? say`begins with "${wanted}"` : say`holds "${wanted}"`;
      return [
        {
          level: 'error',
          message: sentences(
            tiePhrase(derivation),
            say`${licenseName(duty.license)} asks that a derived model's name ${where} (${dutyPlace(duty)}); it is called ${listed(names.map(quoted))}.`,
            say`Rename it, or show that no weights were taken.`,
          ),
          path: reading.readme ?? derivation.places[0].path,
          range: TOP_OF_FILE,
          upstream: derivation.upstream,
          duty: dutyName(duty),
          related: otherPlaces(derivation),
          evidence: evidenceIds(derivation),
          key: duty.license,
          basis: [...names, ...derivationFacts(derivation)],
        },
      ];
    }),
};

/** The repository's name, its README's title, and names that its model card gives. */
function modelNames(evidence: Evidence, reading: Reading): readonly string[] {
  const text = reading.readme === null ? '' : (evidence.texts.get(reading.readme) ?? '').slice(0, 20_000);
  const title = /^#\s+(.{1,200})$/m.exec(text)?.[1];
  const field = /^model_name:\s*["']?([^"'\r\n]{1,200})/m.exec(text)?.[1];
  const names = [evidence.target.name, title, field].filter((name) => name !== undefined);
  return [...new Set(names.map((name) => name.replace(/[*_`#]|<[^>]{0,200}>/g, '').trim()))];
}

/** `Llama-3 8B`, `llama3_8b` and `LLaMA3-8B` are one name for this purpose. */
function squeezed(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_.]+/g, '');
}
