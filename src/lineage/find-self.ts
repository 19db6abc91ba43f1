import type { AuditedModule } from '../model/report.ts';
import type { SourceFacts } from '../model/source-facts.ts';

/** Share of an upstream's architecture files that stand at their own path, nearly unchanged, in its own repository. */
const MOST_FILES = 0.7;
const UNCHANGED = 0.85;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Whether a repository goes by one of a project's names. */
export function isNamedLike(
  name: string,
  { repository, projectName, aliases }: Pick<SourceFacts, 'repository' | 'projectName' | 'aliases'>,
): boolean {
  const all = [repository.split('/').at(-1) ?? '', projectName, ...aliases];
  return all.some((one) => plain(one) !== '' && plain(one) === plain(name));
}

/** Projects whose name the repository has, and whose files stand at their places: they themselves, or a copy of them. */
export function findSameFiles(
  name: string,
  sources: readonly SourceFacts[],
  modules: readonly AuditedModule[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const source of sources) {
    if (found.has(source.project) || source.files.length === 0 || !isNamedLike(name, source)) continue;
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
