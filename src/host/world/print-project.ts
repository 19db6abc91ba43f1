import { isNotebook, languageOf } from '../../languages/table.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { MOST_DAYS_APART, sampled, sampledBelow } from '../../origins/sample.ts';
import { statedOrigins } from '../../origins/stated-origins.ts';
import { decodeText } from '../files/decode-text.ts';
import { writeWhole } from '../files/write-whole.ts';
import { openGit } from '../git/hardened-git.ts';
import { openObjectReader } from '../git/object-reader.ts';
import { codeOf, inTime, parseCode, printParsed } from '../parsing/print-source.ts';
import { type DatedBlob, historyBlobs, thinned } from './history-blobs.ts';
import { licensesOf } from './project-license.ts';
import {
  encodePrints,
  PrintsBuilder,
  type ProjectPrints,
  printsByBlob,
  readPrints,
} from './project-prints.ts';

/** Units from this size on are kept: smaller ones say nothing even together. */
const SMALLEST_KEPT = 3;
/** Tests are seldom copied, and are an eighth of all states. */
const TEST = /(?:^|\/)(?:tests?|testing|unit_tests?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test)\.[^/]+$/i;
const LARGEST_BLOB = 2_000_000;

export interface PrintProjectInput {
  readonly gitDir: string;
  /** Commit, or HEAD. */
  readonly revision: string;
  readonly everyDays: number;
  /** Regular expression of the paths that are read; empty: all. */
  readonly paths: string;
  readonly output: string;
}

export interface PrintedProject {
  readonly tip: string;
  readonly blobs: number;
  readonly printed: number;
  readonly units: number;
  /** Paths of code that took the parser too long, each once: none of it was read. */
  readonly passedOver: readonly string[];
}

function isWanted(paths: string): (path: string) => boolean {
  const own = paths === '' ? null : new RegExp(paths);
  return (path) =>
    languageOf(path) !== null && !isNotebook(path) && !TEST.test(path) && (own === null || own.test(path));
}

function choose(blobs: readonly DatedBlob[], everyDays: number): readonly DatedBlob[] {
  const isPython = (path: string): boolean => languageOf(path)?.name === 'python';
  const python = thinned(
    blobs.filter((one) => isPython(one.path)),
    everyDays,
  );
  const others = thinned(
    blobs.filter((one) => !isPython(one.path)),
    // Languages but Python are read seldom: their dates are `not later than`.
    Math.max(everyDays, MOST_DAYS_APART),
  );
  return [...python, ...others].sort(
    (a, b) => a.time - b.time || byText(a.path, b.path) || byText(a.blob, b.blob),
  );
}

/** Takes a blob's prints from what a build before kept. */
function again(builder: PrintsBuilder, kept: ProjectPrints, at: number, one: DatedBlob): void {
  const stated = (number: number | undefined): string | null =>
    number === undefined || number === 0 ? null : (kept.head.stated[number - 1] ?? null);
  const units = [];
  for (let place = kept.blobStarts[at] ?? 0; place < (kept.blobStarts[at + 1] ?? 0); place++) {
    const unit = kept.blobUnits[place] ?? 0;
    const hex = (word: number): string =>
      (kept.unitDigests[unit * 2 + word] ?? 0).toString(16).padStart(8, '0');
    units.push({
      digest: hex(0) + hex(1),
      tokens: kept.unitTokens[unit] ?? 0,
      grams: kept.grams.subarray(kept.unitStarts[unit], kept.unitStarts[unit + 1]),
      stated: stated(kept.unitStated[place]),
    });
  }
  builder.add(one, stated(kept.blobStated[at]), units);
}

const write = (output: string, prints: ProjectPrints) =>
  writeWhole(output, encodePrints(prints), { folders: true, durable: false });

/** Prints every state of a project's source files and writes them to `output`; what is there already is taken again. */
export async function printProject(input: PrintProjectInput): Promise<Result<PrintedProject, 'unreadable'>> {
  const git = openGit(input.gitDir, { gitDir: input.gitDir });
  const kept = await readPrints(input.output);
  const read = `${input.everyDays} ${input.paths}`;
  const wanted = await git.run([
    'rev-parse',
    '--verify',
    `${input.revision === '' ? 'HEAD' : input.revision}^{commit}`,
  ]);
  if (kept !== null && wanted.ok && kept.head.tip === wanted.value.trim() && kept.head.read === read) {
    const blobs = kept.blobTimes.length;
    // What is known of licenses grows: they are read anew, the code is not.
    const terms = await licensesOf(git, input.gitDir, kept.head.tip);
    if (
      JSON.stringify(terms) !== JSON.stringify({ license: kept.head.license, earlier: kept.head.earlier })
    ) {
      const written = write(input.output, { ...kept, head: { ...kept.head, ...terms } });
      if (!written.ok) return failure('unreadable', written.message);
    }
    const { passedOver = [] } = kept.head;
    return success({ tip: kept.head.tip, blobs, printed: 0, units: kept.unitTokens.length, passedOver });
  }
  const history = await historyBlobs(
    git,
    input.revision === '' ? 'HEAD' : input.revision,
    isWanted(input.paths),
  );
  if (!history.ok) return failure('unreadable', history.message);
  const { roots, atOnce, tip } = history.value;
  const known = kept === null ? new Map<string, number>() : printsByBlob(kept);
  const builder = new PrintsBuilder();
  const reader = openObjectReader(input.gitDir, LARGEST_BLOB);
  const tooLong = new Set<string>();
  let printed = 0;
  let blobs = 0;
  try {
    for (const one of choose(history.value.blobs, input.everyDays)) {
      const at = known.get(one.blob);
      if (kept !== null && at !== undefined) {
        again(builder, kept, at, one);
        blobs += 1;
        continue;
      }
      const content = await reader.read(one.blob);
      if (!content.ok) continue;
      const text = decodeText(one.path, content.value);
      const code = text.ok ? codeOf(one.path, text.value) : null;
      if (!text.ok || code === null) continue;
      const print = await inTime(
        () => parseCode(code, printParsed),
        () => tooLong.add(one.path),
      );
      if (print === null) continue;
      const stated = statedOrigins(text.value, one.path);
      const below = sampledBelow(print.language);
      builder.add(
        one,
        stated.file,
        print.units
          .filter((unit) => unit.tokens >= SMALLEST_KEPT)
          .map((unit) => ({
            digest: unit.digest,
            tokens: unit.tokens,
            grams: sampled(unit.grams, below).slice(),
            stated: stated.unitAt(unit.range.startLine),
          })),
      );
      printed += 1;
      blobs += 1;
    }
  } finally {
    reader.close();
  }
  const terms = await licensesOf(git, input.gitDir, tip);
  const passedOver = [...tooLong].sort(byText);
  const prints = builder.finish({
    tip,
    roots,
    atOnce,
    everyDays: input.everyDays,
    read,
    ...(passedOver.length === 0 ? {} : { passedOver }),
    ...terms,
  });
  const written = write(input.output, prints);
  if (!written.ok) return failure('unreadable', written.message);
  return success({ tip, blobs, printed, units: prints.unitTokens.length, passedOver });
}
