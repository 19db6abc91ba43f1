import type { VersionEvidence } from './weigh-versions.ts';

/**
 * Works something out once for each version's evidence, which is of one module: several choices of sources ask for the
 * same. What is given beside the evidence has to be the same every time.
 */
export function remembered<T, G extends readonly unknown[]>(
  workOut: (version: VersionEvidence, ...given: G) => T,
): (version: VersionEvidence, ...given: G) => T {
  const known = new WeakMap<VersionEvidence, { readonly result: T }>();
  return (version, ...given) => {
    const found = known.get(version) ?? { result: workOut(version, ...given) };
    known.set(version, found);
    return found.result;
  };
}
