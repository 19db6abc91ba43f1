import { readUpstreamText } from '../catalogue/upstream-texts.ts';
import { shippedLicenseTexts } from './license-texts.ts';
import type { FixTexts } from './plan-fixes.ts';

export interface FixTextPlaces {
  /** Template of a folder of bare clones, with `{owner}` and `{name}`. */
  readonly mirror?: string | null;
  /** Catalogues in use: a relative repository path in an entry starts from their folder. */
  readonly catalogues?: readonly string[];
}

/** License texts that come with the tool, and upstream files as far as they are on this machine: nothing is fetched. */
export function localTexts({ mirror = null, catalogues = [] }: FixTextPlaces = {}): FixTexts {
  return {
    license: shippedLicenseTexts,
    upstream: async (source, path) => {
      const text = await readUpstreamText(source, path, { mirror, catalogues });
      return text.ok ? text.value : null;
    },
  };
}
