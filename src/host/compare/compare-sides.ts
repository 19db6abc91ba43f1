import { encodeCatalogueIndex } from '../../catalogue/encode-index.ts';
import { openCatalogueIndex } from '../../catalogue/open-index.ts';
import { evidenceOf, falsePositiveRate, judgeEvidence, scoreOf } from '../../compare/calibration.ts';
import { type ComparedFile, compareFiles, type FilePair } from '../../compare/copy/compare-files.ts';
import { type JudgedSides, judgeSides } from '../../compare/copy/judge-sides.ts';
import { countedEvidence } from '../../compare/copy/same-task.ts';
import { openFeatures } from '../../compare/file-features.ts';
import { weighWith } from '../../compare/gram-weight.ts';
import type { FilePrint } from '../../compare/unit-print.ts';
import { matchPrint, openSearch } from '../../engine/file/match-print.ts';
import { languageNamed } from '../../languages/table.ts';
import { chooseSources } from '../../lineage/choose-sources.ts';
import type { AuditedModule, ModuleMatch, NotExamined, Strength } from '../../model/report.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { sha256 } from '../catalogue/load-catalogue.ts';
import { listFiles } from '../licenses/list-files.ts';
import { printFiles } from '../parsing/print-files.ts';
import { loadRarity } from '../parsing/rarity-table.ts';
import { loadBank } from '../parsing/sibling-bank.ts';
import { loadTraitTable } from '../parsing/trait-table.ts';
import { type IdenticalFiles, identicalFiles } from './identical-files.ts';

/** Two files or folders, module by module. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly local: string;
  readonly upstream: string;
  readonly overall: {
    readonly score: number;
    readonly strength: Strength | null;
    /** What the strength rests on. */
    readonly basis: JudgedSides['basis'];
    /** Pairs of files that were compared: each is one more chance. */
    readonly comparisons: number;
    /** Share of pairs of independent sides of these sizes with a file that reaches as much. Null where it was not counted for the language. */
    readonly falsePositiveRate: number | null;
    /** Share of each side's weighted features found on the other side, 0..1. */
    readonly containment: { readonly local: number; readonly upstream: number };
  };
  /** Files of code of the first side that the second has byte for byte, and how many were compared. */
  readonly identical: { readonly files: readonly IdenticalFiles[]; readonly compared: number };
  /** Files of the first side, each with the file of the second that it is most likely a copy of, and what bears it out. */
  readonly files: readonly FilePair[];
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

/** A module's match, counted as far as its file bears it out; null when that leaves no evidence. */
function borneOut(match: ModuleMatch, factor: number): ModuleMatch | null {
  const contained = Math.sqrt(match.containment.local * match.containment.upstream);
  const evidence = countedEvidence(evidenceOf(match.score), contained, factor);
  const score = Number(scoreOf(evidence).toFixed(4));
  if (factor >= 1 || match.falsePositiveRate === null) return match;
  const { strength } = judgeEvidence(evidence, { calibrated: true });
  return strength === null
    ? null
    : { ...match, score, strength, falsePositiveRate: Number(falsePositiveRate(evidence).toPrecision(2)) };
}

/** Compares two files or folders. Paths that cannot be read are in `notExamined`. */
export async function compareSides(
  local: string,
  upstream: string,
  signal: AbortSignal,
  progress: (done: number, total: number, message: string) => void,
  { jobs, siblings = [] }: { readonly jobs?: number; readonly siblings?: readonly string[] } = {},
): Promise<Comparison> {
  const [left, right] = [await listFiles([local], signal), await listFiles([upstream], signal)];
  const beside = await listFiles(siblings, signal);
  const printed = await printFiles(
    [...left.files, ...right.files, ...beside.files].map((file) => file.path),
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
  const rarity = loadRarity();
  const weigh = weighWith(rarity);
  const table = loadTraitTable();
  const featuresOf = openFeatures(rarity, table);
  const compared = (prints: readonly (readonly [string, FilePrint])[]): readonly ComparedFile[] =>
    prints.map(([path, print]) => ({
      path,
      print,
      features: featuresOf(print),
      calibrated: languageNamed(print.language)?.calibrated ?? false,
    }));
  const sides = compared(ours);
  const given = compared(of(beside.files));
  const files = compareFiles(
    sides,
    compared(theirs),
    [...given, ...loadBank().map((one) => ({ ...one, calibrated: true }))],
    given.length,
    weigh,
    table,
  );
  const isCalibrated = new Map(sides.map(({ path, calibrated }) => [path, calibrated]));
  const factors = new Map(
    files.map((pair) => [`${pair.local}\0${pair.upstream}`, pair.corroboration?.factor ?? 1]),
  );
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
    matches: module.matches.flatMap((match) => {
      const counted = borneOut(match, factors.get(`${module.path}\0${match.path}`) ?? 1);
      return counted === null ? [] : [{ ...counted, upstream, version: '' }];
    }),
  }));
  const comparisons = ours.length * theirs.length;
  const { score, rate, strength, basis } = judgeSides(
    files.map((pair) => ({
      evidence: evidenceOf(pair.copy),
      calibrated: isCalibrated.get(pair.local) ?? false,
      contained: pair.corroboration?.contained ?? 0,
    })),
    comparisons,
  );
  const round = (value: number): number => Number(value.toFixed(4));
  const [a, b] = [ours.map(([, print]) => print), theirs.map(([, print]) => print)];
  const named = new Set([local, upstream, ...siblings]);
  return {
    schemaVersion: 1,
    local,
    upstream,
    overall: {
      score: round(score),
      strength,
      basis,
      comparisons,
      falsePositiveRate: rate === null ? null : Number(rate.toPrecision(2)),
      containment: { local: round(contained(a, b, weigh)), upstream: round(contained(b, a, weigh)) },
    },
    identical: {
      files: await identicalFiles(
        ours.map(([path]) => path),
        theirs.map(([path]) => path),
      ),
      compared: ours.length,
    },
    files: files.filter((pair) => pair.copy > 0 || files.length === 1),
    modules,
    notExamined: [
      ...left.failures,
      ...right.failures,
      ...beside.failures,
      ...printed.failures.filter(
        ({ path, reason }) => named.has(path) || !reason.startsWith('not a language'),
      ),
    ],
  };
}
