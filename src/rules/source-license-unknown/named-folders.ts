import { FOLDERS } from '../../catalogue/project-words.ts';
import { isStrong, leadingMatch } from '../../credit/matched-paths.ts';
import { isKindOfThing } from '../../credit/named-sources.ts';
import { plainName } from '../../credit/plain-name.ts';
import { isCode } from '../../languages/table.ts';
import type { DraftClaim } from '../../model/draft-claim.ts';
import type { Evidence } from '../../model/evidence.ts';
import { byText } from '../../model/text-order.ts';
import { unknownIn } from '../by-way-of.ts';
import { ownNames } from '../own-names.ts';

/** A folder of code that goes by the name of a project which a document credits and which is not known here. */
export interface NamedFolder {
  /** With `/` at the end. */
  readonly folder: string;
  readonly repository: string;
  /** Where the document credits it. */
  readonly claim: DraftClaim;
}

/** Letters of a name that is no short word. */
const LEAST_NAME = 5;
/** Files of code, beside an `__init__`, from which on a folder holds a project and no adapter to it. */
const LEAST_FILES = 3;
/** Folders of what is done with a project, and not of its code. */
const USES =
  /(?:^|\/)(?:assets|benchmarks?|configs?|data(?:sets?)?|docs?|eval(?:uation)?|examples?|scripts?|tests?)\//i;

/** Names of repositories that are words for what is done in a folder as well. */
const COMMON =
  /^(?:agents?|alignment|attention|backend|captioning|decoder|deploy(?:ment)?|detection|detector|distill(?:ation)?|encoder|engine|extensions?|finetun(?:e|ing)|frontend|generation|generator|images?|inference|kernels?|languages?|multimodal|optimi[sz](?:ers?|ation)|parser|pipelines?|plugins?|pretrain(?:ing)?|quantization|render(?:er|ing)|retrieval|samplers?|segmentation|server|serving|simulat(?:ion|or)|speech|tokenizers?|tracking|videos?|webui)$/;

export function namedFolders(
  evidence: Evidence,
  isOpen: (path: string, repository: string) => boolean,
): readonly NamedFolder[] {
  const unknown = unknownIn(evidence);
  const own = ownNames(evidence);
  const byName = new Map<string, { readonly repository: string; readonly claim: DraftClaim }>();
  for (const claim of [...evidence.claims].sort((a, b) => byText(a.path, b.path) || a.line - b.line)) {
    if (claim.kind === 'code-comment') continue;
    for (const repository of unknown(claim)) {
      const plain = repository.slice(repository.indexOf('/') + 1);
      const name = plainName(plain);
      if (
        name.length < LEAST_NAME ||
        isKindOfThing(plain) ||
        COMMON.test(name) ||
        FOLDERS.has(name) ||
        own.has(name) ||
        byName.has(name)
      )
        continue;
      byName.set(name, { repository, claim });
    }
  }
  if (byName.size === 0) return [];
  const folders = new Map<string, string[]>();
  for (const path of evidence.paths) {
    if (!isCode(path) || path.endsWith('/__init__.py') || USES.test(path)) continue;
    const parts = path.split('/').slice(0, -1);
    const at = parts.findIndex((part) => byName.has(plainName(part)));
    if (at < 0) continue;
    const folder = `${parts.slice(0, at + 1).join('/')}/`;
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const sources = new Map<string, string>();
  for (const module of evidence.modules) {
    const match = leadingMatch(module);
    if (match !== null && isStrong(match.strength)) sources.set(module.path, plainName(match.upstream));
  }
  const found = [...folders].flatMap(([folder, paths]): readonly NamedFolder[] => {
    const named = byName.get(plainName(folder.split('/').at(-2) ?? ''));
    if (named === undefined || paths.length < LEAST_FILES) return [];
    const open = paths.filter((path) => isOpen(path, named.repository));
    // Code of a project of that name is asked about in its own.
    const name = plainName(folder.split('/').at(-2) ?? '');
    const isKnown = paths.some((path) => sources.get(path)?.includes(name));
    if (2 * open.length < paths.length || isKnown) return [];
    return [{ folder, ...named }];
  });
  const first = new Map(found.map((one) => [one.repository, one] as const).reverse());
  return found.filter((one) => first.get(one.repository) === one).sort((a, b) => byText(a.folder, b.folder));
}
