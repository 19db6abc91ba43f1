import type { EntryFile } from '../../catalogue/upstream-entry.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { languageOf } from '../../languages/table.ts';
import type { Role } from '../../model/role.ts';
import { byText } from '../../model/text-order.ts';

/** One source file of a repository that may become part of an entry. */
export interface Candidate {
  readonly path: string;
  readonly text: string;
  readonly print: FilePrint;
}

/** Most files that a proposed entry lists; a person can add more. */
const MOST_FILES = 40;
/** Folders and files that hold no architecture of their own. */
const ASIDE =
  /(?:^|\/)(?:tests?|testing|docs?|examples?|scripts?|demos?|benchmarks?|evals?|evaluation|third[_-]?party|vendor|\.github)\/|(?:^|\/)(?:setup|conftest|__init__|test_[^/]*|[^/]*_test)\.py$/i;
/** What model code of the common frameworks names. */
const MODEL_CODE =
  /\b(?:nn\.Module|PreTrainedModel|PretrainedConfig|PreTrainedTokenizer\w*|BaseImageProcessor|ProcessorMixin|keras\.(?:Model|layers)|flax\.linen|paddle\.nn|torch\.nn\.functional|nn\.Layer)\b/;

/** Whether a path is worth reading at all. */
export function isCandidatePath(path: string): boolean {
  return languageOf(path) !== null && !ASIDE.test(path);
}

/** The role that most of a file's code plays; 'other' only when no unit has another. */
function mainRole(print: FilePrint): { readonly role: Role; readonly tokens: number } {
  const weights = new Map<Role, number>();
  for (const unit of print.units) {
    if (unit.role === 'other') continue;
    weights.set(unit.role, (weights.get(unit.role) ?? 0) + unit.tokens);
  }
  const [first] = [...weights].sort((a, b) => b[1] - a[1] || byText(a[0], b[0]));
  return first === undefined ? { role: 'other', tokens: 0 } : { role: first[0], tokens: first[1] };
}

/** The files that play an architecture role, most code first in the choice, by path in the answer. */
export function chooseFiles(candidates: readonly Candidate[]): readonly EntryFile[] {
  const rated = candidates.flatMap((candidate) => {
    const { role, tokens } = mainRole(candidate.print);
    const isModel = MODEL_CODE.test(candidate.text);
    const rank = isModel ? tokens + candidate.text.length / 1000 : tokens / 10;
    return isModel || (tokens > 0 && role !== 'trainer' && role !== 'config')
      ? [{ path: candidate.path, role, rank }]
      : [];
  });
  const chosen = rated.sort((a, b) => b.rank - a.rank || byText(a.path, b.path)).slice(0, MOST_FILES);
  return chosen.map(({ path, role }) => ({ path, role })).sort((a, b) => byText(a.path, b.path));
}

/** Names of classes and functions in the chosen files that no known upstream uses, longest code first. */
export function rareNames(
  candidates: readonly Candidate[],
  files: readonly EntryFile[],
  known: ReadonlySet<string>,
): readonly string[] {
  const paths = new Set(files.map((file) => file.path));
  const tokens = new Map<string, number>();
  for (const { path, print } of candidates) {
    if (!paths.has(path)) continue;
    for (const unit of print.units) {
      const [name = ''] = unit.symbol.split('.');
      if (!/^[A-Za-z_]\w{5,}$/.test(name) || name.startsWith('__') || known.has(name)) continue;
      tokens.set(name, (tokens.get(name) ?? 0) + unit.tokens);
    }
  }
  return [...tokens]
    .sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))
    .slice(0, 15)
    .map(([name]) => name);
}
