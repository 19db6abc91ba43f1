import { lstat, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decisionFaults, decisionText, parseDecision } from '../../decisions/parse-decision.ts';
import type { Cancellation, TreeReader } from '../../engine/ports.ts';
import type { Decision } from '../../model/report.ts';
import { failure, type Result, success } from '../../model/result.ts';
import { byText } from '../../model/text-order.ts';
import { readPlainText } from '../files/plain-file.ts';
import { writeWhole } from '../files/write-whole.ts';

/** Where a repository keeps its decisions. */
export const DECISION_FOLDER = '.forebear/decisions';

const MOST_FILES = 20_000;
const MOST_BYTES = 64 * 1024;

export interface DecisionRecord {
  readonly decisions: readonly Decision[];
  /** One line per file that could not be read as a decision. */
  readonly problems: readonly string[];
}

function sorted(decisions: readonly Decision[]): readonly Decision[] {
  return [...decisions].sort((left, right) => byText(left.finding, right.finding));
}

function readOne(path: string, text: string): Result<Decision, 'not-a-decision'> {
  try {
    const parsed = parseDecision(JSON.parse(text));
    if (!parsed.ok) return failure('not-a-decision', `${path}: ${parsed.message}`);
    const expected = `${parsed.value.finding}.json`;
    return path.endsWith(`/${expected}`)
      ? parsed
      : failure('not-a-decision', `${path}: this decision belongs in ${DECISION_FOLDER}/${expected}.`);
  } catch {
    return failure('not-a-decision', `${path}: not JSON. Mend it, or remove it and decide again.`);
  }
}

/** True when every existing part of `.forebear/decisions` is a folder of its own, not a link to elsewhere. */
async function folderIsPlain(root: string): Promise<boolean> {
  for (const part of [dirname(DECISION_FOLDER), DECISION_FOLDER]) {
    const facts = await lstat(join(root, part)).catch(() => null);
    if (facts !== null && !facts.isDirectory()) return false;
  }
  return true;
}

/** Decisions in the work tree at `root`. A folder that is absent holds none; links are not followed. */
export async function readDecisions(root: string): Promise<DecisionRecord> {
  if (!(await folderIsPlain(root)))
    return { decisions: [], problems: [`${DECISION_FOLDER} is not a folder: no decision was read.`] };
  const names = await readdir(join(root, DECISION_FOLDER)).catch(() => []);
  const decisions: Decision[] = [];
  const problems: string[] = [];
  const files = names.filter((item) => item.endsWith('.json')).sort();
  for (const name of files.slice(0, MOST_FILES)) {
    const path = `${DECISION_FOLDER}/${name}`;
    const text = readPlainText(join(root, path), { limit: MOST_BYTES });
    const read =
      text === null
        ? failure('not-a-decision', `${path}: not a plain file of at most ${MOST_BYTES} bytes.`)
        : readOne(path, text);
    if (read.ok) decisions.push(read.value);
    else problems.push(read.message);
  }
  if (files.length > MOST_FILES)
    problems.push(
      `${DECISION_FOLDER}: ${files.length - MOST_FILES} files beyond ${MOST_FILES} were not read.`,
    );
  return { decisions: sorted(decisions), problems };
}

/** Decisions in a tree that is not checked out, such as a commit. */
export async function readDecisionsFrom(tree: TreeReader, signal: Cancellation): Promise<DecisionRecord> {
  const decisions: Decision[] = [];
  const problems: string[] = [];
  const { files } = await tree.list(signal);
  const wanted = files.filter(
    (file) => file.path.startsWith(`${DECISION_FOLDER}/`) && file.path.endsWith('.json'),
  );
  for (const file of wanted.slice(0, MOST_FILES)) {
    const bytes = file.size > MOST_BYTES ? null : await tree.read(file);
    const read =
      bytes === null || !bytes.ok
        ? failure('not-a-decision', `${file.path}: could not be read.`)
        : readOne(file.path, new TextDecoder().decode(bytes.value));
    if (read.ok) decisions.push(read.value);
    else problems.push(read.message);
  }
  return { decisions: sorted(decisions), problems };
}

/** Writes one decision into its own file, whole or not at all. Answers with the path, relative to `root`. */
export async function writeDecision(
  root: string,
  decision: Decision,
): Promise<Result<string, 'not-a-decision' | 'not-written'>> {
  const [fault] = decisionFaults(decision);
  if (fault !== undefined) return failure('not-a-decision', fault);
  if (!(await folderIsPlain(root)))
    return failure('not-written', `${DECISION_FOLDER} is not a folder of its own; nothing was written.`);
  const path = `${DECISION_FOLDER}/${decision.finding}.json`;
  const written = writeWhole(join(root, path), decisionText(decision), {
    links: false,
    within: root,
    folders: true,
  });
  return written.ok ? success(path) : failure('not-written', written.message);
}

/** Removes the files of `findings`; answers with the paths that are gone. */
export async function removeDecisions(root: string, findings: readonly string[]): Promise<readonly string[]> {
  if (!(await folderIsPlain(root))) return [];
  const removed: string[] = [];
  for (const finding of findings) {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(finding)) continue;
    const path = `${DECISION_FOLDER}/${finding}.json`;
    const gone = await rm(join(root, path)).then(
      () => true,
      () => false,
    );
    if (gone) removed.push(path);
  }
  return removed;
}
