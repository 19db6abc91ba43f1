import { readFile } from 'node:fs/promises';
import type { AuditReport, Finding, Fix } from '../../model/report.ts';
import type { Result } from '../../model/result.ts';
import { failure, success } from '../../model/result.ts';
import type { SourceFacts } from '../../model/source-facts.ts';
import { byText } from '../../model/text-order.ts';
import type { Edit } from './edit-text.ts';
import { editedText } from './edit-text.ts';
import type { LicenseTexts } from './license-texts.ts';
import type { Refusal } from './safe-path.ts';
import { safePath } from './safe-path.ts';

/** What would become of one file. */
export interface FileChange {
  readonly path: string;
  readonly absolute: string;
  /** Null when the file does not exist yet. */
  readonly before: string | null;
  readonly after: string;
  readonly titles: readonly string[];
}

/** A file whose fixes are left out, and why. */
export interface RefusedFix {
  readonly path: string;
  readonly reason: Refusal | 'exists' | 'not-text' | 'moved' | 'no-text';
  readonly message: string;
}

export interface FixPlan {
  readonly changes: readonly FileChange[];
  readonly refused: readonly RefusedFix[];
}

type Reason = RefusedFix['reason'];

/** Where the texts come from that a report does not carry. */
export interface FixTexts {
  readonly license: LicenseTexts;
  /** Text of a file of an upstream version, where it is on this machine; null where it is not. */
  readonly upstream: (source: SourceFacts, path: string) => Promise<string | null>;
}

/** Works out every change that the open findings of a report propose; writes nothing. Sorted by path. */
export async function planFixes(report: AuditReport, root: string, texts: FixTexts): Promise<FixPlan> {
  const changes: FileChange[] = [];
  const refused: RefusedFix[] = [];
  for (const [path, all] of byPath(openFindings(report))) {
    const fixes: CompleteFix[] = [];
    for (const fix of all) {
      const text = await wholeText(report, fix, texts);
      if (text.ok) fixes.push({ ...fix, text: text.value });
      else refused.push({ path, reason: text.reason, message: text.message });
    }
    if (fixes.length === 0) continue;
    const change = await planFile(root, path, fixes);
    if (!change.ok) refused.push({ path, reason: change.reason, message: change.message });
    else if (change.value.after !== change.value.before) changes.push(change.value);
  }
  return { changes, refused };
}

type CompleteFix = Omit<Fix, 'licenseText' | 'upstreamText'>;

/** The text of a fix with what it refers to. */
async function wholeText(
  report: AuditReport,
  { text, licenseText, upstreamText }: Fix,
  texts: FixTexts,
): Promise<Result<string, 'no-text'>> {
  let more: string | null = '';
  if (licenseText !== undefined) {
    more = withoutForm(await texts.license(licenseText));
    if (more === null) return failure('no-text', `No text of ${licenseText} comes with the tool.`);
  } else if (upstreamText !== undefined) {
    const source = report.sources.find((one) => one.id === upstreamText.version);
    more = source === undefined ? null : await texts.upstream(source, upstreamText.path);
    if (more === null) {
      const name = source?.name ?? upstreamText.version;
      return failure(
        'no-text',
        `${upstreamText.path} of ${name} is not on this machine: carry its lines by hand, from the upstream itself.`,
      );
    }
  }
  const body = more.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');
  return success(text + (body === '' || body.endsWith('\n') ? body : `${body}\n`));
}

/** Lines at the top of a license text that may be a form to fill in. */
const TOP = 5;

/** The text without the form for a copyright line: whose line belongs there is for the finding that names it. */
function withoutForm(text: string | null): string | null {
  if (text === null) return null;
  const lines = text.split('\n');
  const isForm = (line: string, at: number): boolean =>
    at < TOP && /^\s*copyright\b.*[<[](?:year|yyyy)/i.test(line);
  const kept = lines.filter((line, at) => !isForm(line, at));
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
}

/** Findings that no person has settled. */
function openFindings(report: AuditReport): readonly Finding[] {
  const settled = new Set(
    report.decisions
      .filter((one) => one.status === 'current' && one.state !== 'to-fix')
      .map((one) => one.finding),
  );
  return report.findings.filter((finding) => !settled.has(finding.id));
}

/** Fixes by file, sorted by path; the same text in the same place is taken once. */
function byPath(findings: readonly Finding[]): readonly (readonly [string, readonly Fix[]])[] {
  const files = new Map<string, Map<string, Fix>>();
  for (const fix of findings.flatMap((finding) => finding.fixes)) {
    const fixes = files.get(fix.path) ?? new Map<string, Fix>();
    const place = fix.kind === 'insert' ? fix.line : 0;
    fixes.set(JSON.stringify([place, fix.text.trim(), fix.licenseText, fix.upstreamText]), fix);
    files.set(fix.path, fixes);
  }
  return [...files]
    .map(([path, fixes]) => [path, [...fixes.values()]] as const)
    .sort((a, b) => byText(a[0], b[0]));
}

async function planFile(
  root: string,
  path: string,
  fixes: readonly CompleteFix[],
): Promise<Result<FileChange, Reason>> {
  const place = await safePath(root, path);
  if (!place.ok) return place;
  const { absolute, exists } = place.value;
  if (exists && fixes.every((fix) => fix.kind === 'create')) {
    return failure(
      'exists',
      `${path} exists already; it is not overwritten. Audit again to see what it lacks.`,
    );
  }
  const before = exists ? await readText(absolute) : '';
  if (before === null) return failure('not-text', `${path} is no UTF-8 text.`);
  const edits = fixes.flatMap((fix): Edit[] =>
    fix.kind === 'create' && exists ? [] : [{ kind: fix.kind, line: fix.line ?? 1, text: fix.text }],
  );
  const after = editedText(before, edits);
  if (after === null) return failure('moved', `${path} is shorter than when it was audited; audit it again.`);
  return success({
    path,
    absolute,
    before: exists ? before : null,
    after,
    titles: fixes.map((fix) => fix.title),
  });
}

async function readText(path: string): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch {
    return null;
  }
}
