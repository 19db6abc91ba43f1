import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseJson } from '../../../artefacts/configs/json-shape.ts';
import { comparePrints } from '../../../artefacts/weights/fingerprint/compare-prints.ts';
import {
  type Fingerprint,
  readFingerprint,
  writeFingerprint,
} from '../../../artefacts/weights/fingerprint/fingerprint.ts';
import { openCheckpoint } from '../../../host/weights/open-checkpoint.ts';
import { printCheckpoint } from '../../../host/weights/print-checkpoint.ts';
import type { FingerprintReport } from '../../../model/fingerprint-report.ts';
import { EXIT, type ExitCode, type Terminal } from '../command.ts';
import { writeResult } from '../write-result.ts';

/** Signs of the sketches; one seed for all, so that fingerprints can be held against each other. */
const SEED = 20_261_130;
/** A fingerprint is at most 1 MB; a little more may be a hand-edited one. */
const LONGEST = 2 << 20;

/** The fingerprint in a file, or null when the file is none. */
export async function fingerprintAt(path: string): Promise<Fingerprint | null> {
  const info = await stat(path).catch(() => null);
  if (info === null || !info.isFile() || info.size > LONGEST) return null;
  // By what it holds: a file may have any name.
  const text = await readFile(path, 'utf8');
  return text.startsWith('{') ? readFingerprint(parseJson(text)) : null;
}

/** Writes the fingerprint of a checkpoint. */
export async function writePrint(
  path: string,
  output: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const checkpoint = await openCheckpoint(path);
  for (const { path: file, reason } of checkpoint.notExamined) terminal.err(`forebear: ${file} ${reason}.`);
  const tensors = printCheckpoint(checkpoint, SEED);
  if (tensors.length === 0) {
    terminal.err(
      `forebear: "${path}" holds no matrices to print; name a checkpoint, a folder of one, or its index.`,
    );
    return EXIT.failed;
  }
  const text = writeFingerprint({ forebearFingerprint: 1, name: basename(path), seed: SEED, tensors });
  const written = writeResult(terminal, output, text);
  if (written !== null) return written;
  return checkpoint.notExamined.length > 0 ? EXIT.failed : EXIT.clean;
}

/** Holds a checkpoint against a fingerprint. */
export async function reportOnPrint(
  print: Fingerprint,
  path: string,
  terminal: Terminal,
): Promise<FingerprintReport> {
  const checkpoint = await openCheckpoint(path);
  for (const { path: file, reason } of checkpoint.notExamined) terminal.err(`forebear: ${file} ${reason}.`);
  return comparePrints(print, printCheckpoint(checkpoint, print.seed));
}

/** The answer in plain words. `stored`: matrices that the fingerprint holds. */
export function sayPrint(
  { verdict, upstream, matrices, meanCosine, score, forms }: FingerprintReport,
  stored: number,
): string {
  const said: Readonly<Record<FingerprintReport['verdict'], string>> = {
    same: `the suspect holds the weights of ${upstream}, up to rounding`,
    related: `the suspect's weights are related to those of ${upstream}: made from them, or both from a third`,
    rearranged: `hidden units of the suspect are those of ${upstream} in another order or basis`,
    unrelated: `the suspect's weights are not related to those of ${upstream} as far as a fingerprint tells`,
    not_comparable: `too few matrices have the names and shapes of ${upstream}`,
  };
  return [
    `verdict: ${verdict}`,
    '',
    `${said[verdict]}.`,
    `${matrices} of ${stored} matrices compared by sketches: mean cosine ${meanCosine.toFixed(4)}, ${score.toFixed(1)} standard deviations from what independent weights give (6 are needed).`,
    ...(forms.matrices === 0
      ? []
      : [
          `${forms.matrices} matrices compared in any order of their rows: mean cosine ${forms.meanCosine.toFixed(4)}, ${forms.score.toFixed(1)} standard deviations.`,
        ]),
    "This does not show who did it or why; the upstream's weights would show how the two differ.",
    '',
  ].join('\n');
}
