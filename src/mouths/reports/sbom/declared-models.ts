import type { AuditReport, Claim } from '../../../model/report.ts';
import { byText } from '../../../model/text-order.ts';

/** A model or data set that the repository itself names as what it was made from. */
export interface DeclaredPart {
  /** As the model hubs have it, `owner/name`. */
  readonly id: string;
  /** Where it is named, `path:line`, and in which field. */
  readonly at: string;
  readonly field: string;
  /** Who published it, where the report knows; else the owner in the id. */
  readonly publisher: string;
  /** SPDX expression of its weights; null when it is not known. */
  readonly license: string | null;
  readonly address: string;
}

const FIELD = /^([\w.]+):\s*(\S+\/\S+)$/;
/** Fields that state terms and name no model. */
const TERMS = /^(?:license|license_name|license_link|extra_gated_\w+)$/;
const DATA_FIELDS: ReadonlySet<string> = new Set(['datasets', 'source_datasets']);

/** Parts named in fields that `isOne` accepts, once each, in the order of their ids. */
function partsOf(
  claims: readonly Claim[],
  isOne: (field: string) => boolean,
  read: (id: string) => Pick<DeclaredPart, 'publisher' | 'license' | 'address'>,
): readonly DeclaredPart[] {
  const found = new Map<string, DeclaredPart>();
  for (const claim of claims.filter((one) => one.kind === 'model-card')) {
    const [, field = '', id = ''] = FIELD.exec(claim.text) ?? [];
    if (id === '' || !isOne(field) || found.has(id)) continue;
    found.set(id, { id, field, at: `${claim.path}:${claim.line}`, ...read(id) });
  }
  return [...found.values()].sort((a, b) => byText(a.id, b.id));
}

const ownerOf = (id: string): string => id.slice(0, id.indexOf('/'));

/** Models that the card, an adapter or the recipe of a merge names as a base; what is known of them stands in the report's sources. */
export function declaredModels({ claims, sources, bases = [] }: AuditReport): readonly DeclaredPart[] {
  return partsOf(
    claims,
    (field) => !DATA_FIELDS.has(field) && field !== 'models' && !TERMS.test(field),
    (id) => {
      const name = id.toLowerCase();
      const base = bases.find((one) => one.model === id);
      const known = sources.find(({ aliases }) => aliases.some((one) => one.toLowerCase() === name));
      const license = base?.license ?? known?.weightsLicense.expression ?? 'NOASSERTION';
      return {
        publisher: base?.publisher || known?.organisation || ownerOf(id),
        license: license === 'NOASSERTION' ? null : license,
        address: `https://huggingface.co/${id}`,
      };
    },
  );
}

/** Data sets that the card names. */
export function declaredDatasets({ claims }: AuditReport): readonly DeclaredPart[] {
  return partsOf(
    claims,
    (field) => DATA_FIELDS.has(field),
    (id) => ({
      publisher: ownerOf(id),
      license: null,
      address: `https://huggingface.co/datasets/${id}`,
    }),
  );
}

/** Models that an app's card names as those it calls: used, and not what the repository is made from. */
export function calledModels({ claims }: AuditReport): readonly DeclaredPart[] {
  return partsOf(
    claims,
    (field) => field === 'models',
    (id) => ({ publisher: ownerOf(id), license: null, address: `https://huggingface.co/${id}` }),
  );
}
