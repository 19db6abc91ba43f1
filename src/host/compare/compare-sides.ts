import { encodeCatalogueIndex } from '../../catalogue/encode-index.ts';
import { openCatalogueIndex } from '../../catalogue/open-index.ts';
import { type Judged, judgeEvidence } from '../../compare/calibration.ts';
import { weighWith } from '../../compare/gram-weight.ts';
import { combined, openRanking } from '../../compare/rank-files.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { matchPrint, openSearch } from '../../engine/file/match-print.ts';
import { languageNamed } from '../../languages/table.ts';
import { chooseSources } from '../../lineage/choose-sources.ts';
import type { AuditedModule, NotExamined, Strength } from '../../model/report.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { sha256 } from '../catalogue/load-catalogue.ts';
import { listFiles } from '../licenses/list-files.ts';
import { printFiles } from '../parsing/print-files.ts';
import { loadRarity } from '../parsing/rarity-table.ts';

/** Two files or folders, module by module. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly local: string;
  readonly upstream: string;
  readonly overall: {
    readonly score: number;
    readonly strength: Strength | null;
    /** Null where it was not counted for the language. */
    readonly falsePositiveRate: number | null;
    /** Share of each side's weighted features found on the other side, 0..1. */
    readonly containment: { readonly local: number; readonly upstream: number };
  };
  /** Modules of the first side with their matches in the second. */
  readonly modules: readonly AuditedModule[];
  readonly notExamined: readonly NotExamined[];
}

const RIGHT = 'second';

function sourceFor(name: string, paths: readonly string[]): SourceFacts {
  const none = { expression: 'NOASSERTION', source: 'not asked' };
  return {
    id: RIGHT,
    project: RIGHT,
    projectName: name,
    name,
    organisation: '',
    repository: name,
    commit: null,
    published: null,
    publishedBasis: '',
    codeLicense: none,
    weightsLicense: none,
    copyrights: [],
    files: paths.map((path) => ({ path, role: 'other', firstCommitted: null })),
    identifiers: [],
    specialTokens: [],
    configKeys: [],
    tensorPrefixes: [],
    ancestors: [],
    aliases: [name],
    citations: [],
    factsOnly: false,
  };
}

function indexOf(name: string, prints: readonly (readonly [path: string, print: FilePrint])[]) {
  const bytes = encodeCatalogueIndex(
    {
      id: 'compare',
      built: '',
      versions: [
        {
          source: sourceFor(
            name,
            prints.map(([path]) => path),
          ),
          files: prints.map(([path], number) => ({
            path,
            role: 'other' as const,
            blob: String(number),
            firstCommitted: null,
            since: null,
            commit: null,
          })),
          artefacts: [],
          modules: [],
          pages: [],
          notice: null,
        },
      ],
      contents: prints.map(([, print], number) => ({
        blob: String(number),
        header: { copyrights: [], licenseExpression: '', lineHashes: [] },
        print,
      })),
      pages: [],
    },
    sha256,
  );
  const index = openCatalogueIndex(bytes.buffer, null);
  if (!index.ok) throw new Error(index.message);
  return index.value;
}

function contained(
  these: readonly FilePrint[],
  those: readonly FilePrint[],
  weigh: (gram: number) => number,
): number {
  const grams = (prints: readonly FilePrint[]): Set<number> =>
    new Set(prints.flatMap((print) => print.units.flatMap((unit) => [...unit.grams])));
  const other = grams(those);
  let whole = 0;
  let shared = 0;
  for (const gram of grams(these)) {
    const weight = weigh(gram);
    whole += weight;
    if (other.has(gram)) shared += weight;
  }
  return whole === 0 ? 0 : shared / whole;
}

/** Evidence of all files together: of the languages that are calibrated, unless that of all says more. */
function overallOf(files: readonly { readonly evidence: number; readonly calibrated: boolean }[]): Judged {
  const judged = (some: typeof files, calibrated: boolean): Judged =>
    judgeEvidence(combined(some.map(({ evidence }) => evidence)), { calibrated });
  const counted = judged(
    files.filter(({ calibrated }) => calibrated),
    true,
  );
  if (files.every(({ evidence, calibrated }) => calibrated || evidence === 0)) return counted;
  const all = judged(files, false);
  return all.score > counted.score ? all : counted;
}

/** Compares two files or folders. Paths that cannot be read are in `notExamined`. */
export async function compareSides(
  local: string,
  upstream: string,
  signal: AbortSignal,
  progress: (done: number, total: number, message: string) => void,
  jobs?: number,
): Promise<Comparison> {
  const [left, right] = [await listFiles([local], signal), await listFiles([upstream], signal)];
  const printed = await printFiles(
    [...left.files, ...right.files].map((file) => file.path),
    signal,
    progress,
    jobs,
  );
  const of = (files: typeof left.files): (readonly [string, FilePrint])[] =>
    files.flatMap(({ path }) => {
      const print = printed.prints.get(path);
      return print === undefined ? [] : [[path, print] as const];
    });
  const [ours, theirs] = [of(left.files), of(right.files)];
  const weigh = weighWith(loadRarity());
  const index = indexOf(upstream, theirs);
  const search = openSearch([index], weigh);
  const placed = ours.flatMap(([path, print]) =>
    matchPrint(search, print).map((module) => ({ path, module })),
  );
  const modules = chooseSources(
    placed,
    new Map(index.sources.map((source) => [source.id, source])),
    () => null,
  ).map((module) => ({
    ...module,
    matches: module.matches.map((match) => ({ ...match, upstream, version: '' })),
  }));
  const ranking = openRanking(
    theirs.map(([, print]) => print),
    weigh,
  );
  const { score, rate, strength } = overallOf(
    ours.map(([, print]) => ({
      evidence: Math.max(0, ...ranking.rank(print).values()),
      calibrated: languageNamed(print.language)?.calibrated ?? false,
    })),
  );
  const round = (value: number): number => Number(value.toFixed(4));
  const [a, b] = [ours.map(([, print]) => print), theirs.map(([, print]) => print)];
  const named = new Set([local, upstream]);
  return {
    schemaVersion: 1,
    local,
    upstream,
    overall: {
      score: round(score),
      strength,
      falsePositiveRate: rate === null ? null : Number(rate.toPrecision(2)),
      containment: { local: round(contained(a, b, weigh)), upstream: round(contained(b, a, weigh)) },
    },
    modules,
    notExamined: [
      ...left.failures,
      ...right.failures,
      ...printed.failures.filter(
        ({ path, reason }) => named.has(path) || !reason.startsWith('not a language'),
      ),
    ],
  };
}
