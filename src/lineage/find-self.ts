import type { AuditedModule } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** Share of an upstream's architecture files that stand at their own path, nearly unchanged, in its own repository. */
const MOST_FILES = 0.7;
const UNCHANGED = 0.85;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/**
 * Projects that the audited repository is itself: its history holds the commit that the catalogue knows, or it
 * has the project's name and its files at their places. A fork keeps its upstream's history and counts as it.
 * `held`: the catalogued commits that the history holds.
 */
export function findSelf(
  name: string,
  sources: readonly SourceFacts[],
  modules: readonly AuditedModule[],
  held: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const source of sources) {
    if (found.has(source.project)) continue;
    if (source.commit !== null && held.has(source.commit)) {
      found.add(source.project);
      continue;
    }
    const repository = source.repository.split('/').at(-1) ?? '';
    const named = [repository, source.projectName, ...source.aliases].some(
      (alias) => plain(alias) === plain(name),
    );
    if (!named || source.files.length === 0) continue;
    const inPlace = source.files.filter((file) =>
      modules.some((module) =>
        module.matches.some(
          (match) =>
            module.path === file.path &&
            match.upstream === source.project &&
            match.path === file.path &&
            match.containment.local >= UNCHANGED,
        ),
      ),
    );
    if (inPlace.length >= MOST_FILES * source.files.length) found.add(source.project);
  }
  return found;
}
