import type { SourceFacts } from '../model/source-facts.ts';
import type { NamedSource } from './named-sources.ts';
import { namedRepositories } from './named-sources.ts';

/** Which projects of the catalogue an address or a module belongs to. */
export interface KnownAddresses {
  /** One project, or several that share the repository where the address does not tell which; empty when unknown. */
  projectsAt(named: Pick<NamedSource, 'repository' | 'file' | 'module'>): readonly string[];
}

interface Home {
  readonly project: string;
  readonly repository: string;
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** Every repository that a source is at home in, as `owner/name` in lower case. */
export function repositoriesOf(
  source: Pick<SourceFacts, 'repository' | 'alternates' | 'homepage'>,
): readonly string[] {
  const said = [source.repository, ...(source.alternates ?? []), source.homepage ?? ''];
  return said.flatMap((one) =>
    /^[\w.-]+\/[\w.-]+$/.test(one) && !one.startsWith('.')
      ? [one.toLowerCase()]
      : namedRepositories(one).flatMap(({ repository }) => repository ?? []),
  );
}

export function knownAddresses(sources: Iterable<SourceFacts>): KnownAddresses {
  const byRepository = new Map<string, Home[]>();
  const byModule = new Map<string, Set<string>>();
  const byPackage = new Map<string, Set<string>>();
  for (const source of sources) {
    const paths = source.files.map((file) => file.path);
    for (const repository of new Set(repositoriesOf(source))) {
      const homes = byRepository.get(repository) ?? [];
      homes.push({
        project: source.project,
        repository,
        files: new Set(paths),
        folders: new Set(paths.map(folderOf)),
      });
      byRepository.set(repository, homes);
    }
    for (const path of paths) {
      const module = moduleOf(path);
      if (module === null || !isPackageOf(source, module)) continue;
      add(byModule, module, source.project);
      add(byPackage, module.slice(0, module.lastIndexOf('.')), source.project);
    }
  }
  return {
    projectsAt: ({ repository, file, module }) => {
      if (module !== undefined) return ofModule(module, byModule, byPackage);
      return repository === undefined ? [] : ofRepository(byRepository.get(repository) ?? [], file);
    },
  };
}

/** `src/package/inner/file.py` is `package.inner.file`; null for a file at the top or of another language. */
function moduleOf(path: string): string | null {
  const inner = /^(?:src\/|lib\/|python\/)?(.+\/.+)\.py$/.exec(path)?.[1];
  return inner === undefined ? null : inner.replaceAll('/', '.').replace(/\.__init__$/, '');
}

/** The package has the name of its repository; a copy of it inside another repository is not where it is at home. */
function isPackageOf(source: SourceFacts, module: string): boolean {
  const top = plain(module.slice(0, module.indexOf('.')));
  return repositoriesOf(source).some((one) => plain(one.slice(one.indexOf('/') + 1)) === top);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function add(map: Map<string, Set<string>>, key: string, project: string): void {
  map.set(key, (map.get(key) ?? new Set<string>()).add(project));
}

function ofModule(
  module: string,
  byModule: ReadonlyMap<string, ReadonlySet<string>>,
  byPackage: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const parts = module.split('.');
  for (let length = parts.length; length >= 2; length--) {
    const prefix = parts.slice(0, length).join('.');
    const projects = byModule.get(prefix) ?? (length >= 3 ? byPackage.get(prefix) : undefined);
    if (projects !== undefined) return [...projects];
  }
  return [];
}

function ofRepository(homes: readonly Home[], file: string | undefined): readonly string[] {
  const all = distinct(homes);
  if (all.length <= 1 || file === undefined) return all;
  const exact = distinct(homes.filter((home) => home.files.has(file)));
  if (exact.length > 0) return exact;
  return distinct(homes.filter((home) => home.folders.has(folderOf(file)) || home.folders.has(file)));
}

function distinct(homes: readonly Home[]): readonly string[] {
  return [...new Set(homes.map((home) => home.project))];
}
