import { LIBRARY_CLASSES } from '../../catalogue/project-words.ts';
import { type Said, say } from '../../model/said.ts';
import type { ArtefactFacts, UpstreamArtefacts } from './artefact-facts.ts';
import type { Setting } from './compare-settings.ts';
import type { Found, Tier } from './evidence-bits.ts';
import { factKey } from './owners.ts';

/** What the audited repository itself holds. */
export interface LocalCode {
  /** Stems of its Python files. */
  readonly modules: ReadonlySet<string>;
  /** Names of the classes it defines; null when they are not known. */
  readonly classes: ReadonlySet<string> | null;
}

/**
 * References to a module or class that the repository lacks and the upstream has. A name of one's
 * own choosing cannot point at somebody else's file by chance.
 */
export function compareReferences(
  local: ArtefactFacts,
  upstream: UpstreamArtefacts,
  code: LocalCode,
  setting: Setting,
): Found {
  const bits: (readonly [Tier, number])[] = [];
  const facts: Said[] = [];
  const covered: string[] = [];
  let decisive = false;
  const modules = new Set([
    ...upstream.modules,
    ...upstream.facts.flatMap(({ references }) => (references ?? []).map(({ module }) => module)),
  ]);
  const classes = new Set(
    upstream.facts.flatMap(({ references }) => (references ?? []).map(({ name }) => name)),
  );
  const references = new Set(
    upstream.facts.flatMap((facts) => (facts.references ?? []).map((item) => `${item.module}.${item.name}`)),
  );
  const seen = new Set<string>();
  for (const { at, module, name } of local.references ?? []) {
    const target = module === '' ? name : `${module}.${name}`;
    if (seen.has(target)) continue;
    seen.add(target);
    if (module !== '') {
      const stem = module.slice(module.lastIndexOf('.') + 1);
      if (code.modules.has(stem) || !modules.has(module)) continue;
      const { owners, project } = setting;
      const exact = references.has(`${module}.${name}`);
      const key = exact ? factKey.reference(module, name) : factKey.module(module);
      if (exact) covered.push(`reference ${target}`);
      const first = owners.earlier(key, project) === 0;
      // Another project points at this very class: then that is where the reference comes from.
      const elsewhere = !exact && owners.others(factKey.reference(module, name), project) > 0;
      const decides = first && !elsewhere && stem.length >= 10;
      decisive ||= decides;
      bits.push(['A', decides ? 16 : 2]);
      const which = exact || !elsewhere ? '' : say`, but not with that class`;
      facts.push(
        say`${at} in ${local.path} points at ${target}; this repository has no ${stem}.py, ${setting.upstreamName} has${which}.`,
      );
    } else if (classes.has(name) && code.classes !== null && !code.classes.has(name)) {
      const shared = setting.owners.earlier(factKey.className(name), setting.project);
      if (shared > 0 || isLibraryClass(name)) continue;
      bits.push(['A', 12]);
      facts.push(
        say`${at} in ${local.path} names the class ${name}, which this repository does not define and ${setting.upstreamName} names too.`,
      );
    }
  }
  return { bits, decisive, facts, covered };
}

/** Classes of the common library need no definition of one's own. */
function isLibraryClass(name: string): boolean {
  return LIBRARY_CLASSES.some((begin) => name.startsWith(begin));
}

/** `_name_or_path` and its relatives that name the upstream. */
export function compareNames(local: ArtefactFacts, upstream: UpstreamArtefacts, setting: Setting): Found {
  const names = new Map(
    upstream.facts.flatMap(({ fields }) =>
      (fields ?? []).filter(isName).map(([path, value]) => [value, path] as const),
    ),
  );
  const bits: (readonly [Tier, number])[] = [];
  const facts: Said[] = [];
  for (const [path, value] of (local.fields ?? []).filter(isName)) {
    if (!names.has(value) || !value.includes('/') || /^"(?:\.|\/)/.test(value)) continue;
    if (setting.owners.earlier(factKey.pair(path, value), setting.project) > 0) continue;
    bits.push(['A', 12]);
    facts.push(say`${path} in ${local.path} is ${value}, the name of ${setting.upstreamName}.`);
  }
  return { bits, decisive: false, facts };
}

function isName([path]: readonly [string, string]): boolean {
  return /(?:^|\.)(?:_name_or_path|name_or_path|base_model_name_or_path)$/.test(path);
}
