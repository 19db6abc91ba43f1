import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changesThatCount, findingsThatCount } from '../../decisions/gate.ts';
import { readCodePairs } from '../../host/code-pairs/read-code-pairs.ts';
import { writeWhole } from '../../host/files/write-whole.ts';
import { settleReport } from '../../host/policy/settle-report.ts';
import { reviewChanges } from '../../host/review/review-changes.ts';
import type { AuditReport, Finding } from '../../model/report.ts';
import type { Result } from '../../model/result.ts';
import type { FormatOptions } from '../reports/format.ts';
import { FORMATS } from '../reports/formats.ts';
import { printable, printableMessage } from '../reports/printable.ts';
import { REVIEW_FORMATS } from '../reports/review/review-formats.ts';
import { reviewSummary } from '../reports/review/review-text.ts';
import { countFindings } from '../reports/standing.ts';
import { count } from '../reports/wording.ts';
import { annotations } from './annotations.ts';
import { type ActionInputs, type Environment, readInputs } from './inputs.ts';
import { putStickyComment } from './sticky-comment.ts';

/** Audits the work tree at `root`, or with `rev` one commit of it. */
export type AuditDoor = (
  request: { readonly root: string; readonly rev?: string; readonly catalogues: readonly string[] },
  signal: AbortSignal,
) => Promise<Result<AuditReport, string>>;

export interface ActionWorld {
  readonly environment: Environment;
  readonly audit: AuditDoor;
  /** Standard output: the runner reads workflow commands from it. */
  readonly print: (line: string) => void;
  /** ISO day. */
  readonly today: string;
  readonly signal: AbortSignal;
}

/** GitHub refuses a summary over 1 MiB and a comment over 65,536 characters. */
const MOST_SUMMARY = 1_000_000;
const MOST_COMMENT = 65_000;

interface Outcome {
  readonly counted: readonly Finding[];
  readonly shown: readonly Finding[];
  readonly options: FormatOptions;
  readonly markdown: string;
  readonly sarif: string;
  readonly json: string;
  readonly summary: string;
  readonly incomplete: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

function cut(text: string, most: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  const kept = bytes.subarray(0, most - 200).toString('utf8');
  return `${kept.slice(0, kept.lastIndexOf('\n'))}\n\n… cut here; the full report is among the files of this run.\n`;
}

/** Links to lines at the reviewed commit, where the runner says on which host the repository lies. */
function linksOf(environment: Environment, folder: string, commit: string | null): FormatOptions {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  if (server === undefined || repository === undefined || commit === null) return {};
  const base = `${server}/${repository}/blob/${commit}/${folder === '' ? '' : `${folder}/`}`;
  const escaped = (path: string): string =>
    encodeURI(`${base}${path}`).replace(/[()#?]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return { linkOf: (path, line) => `${escaped(path)}#L${line}` };
}

async function reviewed(
  world: ActionWorld,
  inputs: ActionInputs,
  base: string,
): Promise<Result<Outcome, string>> {
  const result = await reviewChanges(
    {
      root: inputs.root,
      base,
      audit: async (rev, _progress, signal) =>
        await world.audit({ root: inputs.root, rev, catalogues: inputs.catalogues }, signal),
      today: world.today,
    },
    () => {},
    world.signal,
  );
  if (!result.ok) return result;
  const { review, changedLines, policy } = result.value;
  const failOn = inputs.failOn ?? policy.failOn ?? 'warning';
  const shown = review.findings.filter((item) => item.change === 'new' || item.change === 'worsened');
  return {
    ok: true,
    value: {
      counted: changesThatCount(review, failOn, policy.strictDecisions).map((item) => item.finding),
      shown: shown.map((item) => item.finding),
      options: { changedLines },
      markdown: REVIEW_FORMATS.markdown(result.value, {
        ...linksOf(world.environment, inputs.folder, review.head.commit),
        code: await readCodePairs(
          result.value.head,
          { root: inputs.root, catalogues: inputs.catalogues, rev: review.head.commit ?? 'HEAD' },
          world.signal,
        ),
      }),
      sarif: REVIEW_FORMATS.sarif(result.value),
      json: REVIEW_FORMATS.json(result.value),
      summary: reviewSummary(review),
      incomplete: review.notExamined.length > 0 || result.value.head.partial,
      outputs: {
        new: String(review.counts.new),
        worsened: String(review.counts.worsened),
        fixed: String(review.counts.fixed),
        unchanged: String(review.counts.unchanged),
      },
    },
  };
}

async function audited(world: ActionWorld, inputs: ActionInputs): Promise<Result<Outcome, string>> {
  const result = await world.audit({ root: inputs.root, catalogues: inputs.catalogues }, world.signal);
  if (!result.ok) return result;
  const settled = await settleReport(result.value, inputs.root, world.today);
  if (!settled.ok) return settled;
  const { report, policy } = settled.value;
  const counts = countFindings(report);
  const counted = findingsThatCount(
    report,
    inputs.failOn ?? policy.failOn ?? 'warning',
    policy.strictDecisions,
  );
  const open = new Set(findingsThatCount(report, 'note', policy.strictDecisions).map((item) => item.id));
  return {
    ok: true,
    value: {
      counted,
      shown: report.findings.filter((finding) => open.has(finding.id)),
      options: {},
      markdown: FORMATS.markdown(report),
      sarif: FORMATS.sarif(report),
      json: FORMATS.json(report),
      summary: `${count(counts.total, 'finding')}: ${count(counts.byLevel.error, 'error')}, ${count(counts.byLevel.warning, 'warning')}, ${count(counts.byLevel.note, 'note')}; ${counts.decided} already decided; ${count(report.notExamined.length, 'path')} not examined`,
      incomplete: report.partial,
      outputs: {},
    },
  };
}

function setOutputs(environment: Environment, outputs: Readonly<Record<string, string>>): void {
  const file = environment.GITHUB_OUTPUT;
  if (file === undefined || file === '') return;
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value.replace(/[\r\n]+/g, ' ')}\n`);
  appendFileSync(file, lines.join(''));
}

/** Runs the action and answers with its exit code, as the contract has it: 0, 1 or 2. */
export async function runAction(world: ActionWorld): Promise<0 | 1 | 2> {
  const { environment, print } = world;
  const stop = (message: string): 2 => {
    print(
      `::error title=Forebear::${printableMessage(message).replaceAll('%', '%25').replaceAll('\n', '%0A')}`,
    );
    return 2;
  };
  const inputs = readInputs(environment);
  if (!inputs.ok) return stop(inputs.message);
  const { base } = inputs.value;
  const outcome =
    base === null ? await audited(world, inputs.value) : await reviewed(world, inputs.value, base);
  if (!outcome.ok) return stop(outcome.message);
  const { counted, shown, options, markdown, sarif, json, summary, incomplete, outputs } = outcome.value;
  for (const line of annotations(shown, inputs.value.folder, options)) print(line);
  const commentFile = join(environment.RUNNER_TEMP ?? dirname(inputs.value.sarifFile), 'forebear-comment.md');
  const reportFile = join(environment.RUNNER_TEMP ?? dirname(inputs.value.sarifFile), 'forebear-report.json');
  const comment = cut(markdown, MOST_COMMENT);
  const { workspace } = inputs.value;
  const temporary = environment.RUNNER_TEMP ?? workspace;
  for (const [file, text, within] of [
    [inputs.value.sarifFile, sarif, workspace],
    [commentFile, comment, temporary],
    [reportFile, json, temporary],
  ] as const) {
    // A pull request may hold a link of this name that leads anywhere.
    const written = writeWhole(file, text, { links: false, within, folders: true });
    if (!written.ok) return stop(written.message);
  }
  const summaryFile = environment.GITHUB_STEP_SUMMARY;
  if (summaryFile !== undefined && summaryFile !== '')
    appendFileSync(summaryFile, cut(markdown, MOST_SUMMARY));
  const { token, pullRequest } = inputs.value;
  if (token !== null && pullRequest !== null && base !== null) {
    const posted = await putStickyComment(
      {
        api: environment.GITHUB_API_URL ?? 'https://api.github.com',
        repository: environment.GITHUB_REPOSITORY ?? '',
        pullRequest,
        token,
      },
      comment,
    );
    if (!posted.ok) print(`::warning title=Forebear::${posted.message}`);
  }
  setOutputs(environment, {
    findings: String(shown.length),
    counted: String(counted.length),
    ...outputs,
    sarif: inputs.value.sarifFile,
    report: reportFile,
    comment: commentFile,
    summary,
  });
  print(`Forebear: ${printable(summary)}.`);
  if (incomplete && !inputs.value.allowPartial) {
    print(
      '::warning title=Forebear::Part was not examined; the summary names it. Set allow-partial to accept that.',
    );
    return 2;
  }
  return counted.length > 0 ? 1 : 0;
}
