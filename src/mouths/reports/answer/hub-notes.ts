import type { AuditReport, Claim } from '../../../model/report.ts';
import { type Said, say } from '../../../model/said.ts';

/** Files that are named in one sentence; the rest is counted. */
const MOST_FILES = 3;
/** Longest words of a call that would be made. */
const LONGEST_CALL = 120;

/** What has to be known of a repository of a model hub besides what it is made from. */
export function hubNotes(report: AuditReport): readonly Said[] {
  return [...loadedFrom(report), ...termsNotes(report)];
}

/** The same without what the evidence tells: its gate, its license, what was refused. */
export function termsNotes(report: AuditReport): readonly Said[] {
  return [gate(report), licenseByName(report), refused(report)].filter((note) => note !== null);
}

const wordsOf = ({ text }: Claim): string => text.slice(text.indexOf(': ') + 2).replace(/\.$/, '');

function fieldOf(report: AuditReport, field: string): Claim | undefined {
  return report.claims.find(({ kind, text }) => kind === 'model-card' && text.startsWith(`${field}: `));
}

/** The first configuration that says from which model it was loaded, where nothing names that model. */
function loadedFrom({ artefacts }: AuditReport): readonly Said[] {
  const [first, ...rest] = artefacts.flatMap(({ loadedFrom: model, factsSaid }) =>
    model === undefined || factsSaid === undefined ? [] : factsSaid.slice(-1),
  );
  if (first === undefined) return [];
  return [
    rest.length === 0 ? first : say`${first} ${rest.length} more of the kind stand in the full report.`,
  ];
}

/** To what whoever asks for the files has to agree, and what to state: the repository's own word. */
function gate(report: AuditReport): Said | null {
  const terms =
    fieldOf(report, 'extra_gated_prompt') ??
    fieldOf(report, 'extra_gated_description') ??
    fieldOf(report, 'extra_gated_heading');
  const fields = fieldOf(report, 'extra_gated_fields');
  const first = terms ?? fields;
  if (first === undefined) return null;
  const place = `${first.path}:${first.line}`;
  if (terms === undefined)
    return say`Its files stand behind a gate (${place}) that asks for: ${wordsOf(first)}.`;
  const agreed = say`Its files stand behind a gate (${place}); whoever asks for them agrees to: “${wordsOf(terms)}”.`;
  return fields === undefined ? agreed : say`${agreed} It asks for: ${wordsOf(fields)}.`;
}

/** A license that the card calls by a name of its own, or by none. */
function licenseByName(report: AuditReport): Said | null {
  const other = fieldOf(report, 'license');
  if (other === undefined) return null;
  const name = fieldOf(report, 'license_name');
  const link = fieldOf(report, 'license_link');
  const place = `${other.path}:${other.line}`;
  if (name === undefined)
    return link === undefined
      ? say`${place} says “license: other” and names no license: what is allowed has to be asked.`
      : null;
  const called = wordsOf(name);
  if (!report.licenses.some(({ expression }) => expression === `LicenseRef-${called}`)) return null;
  return link === undefined
    ? say`${place} states a license of its own name, ${called}: read its terms, which are not known here.`
    : say`${place} states a license of its own name, ${called} (${wordsOf(link)}): read its terms, which are not known here.`;
}

/** Checkpoints in pickles that would run code: each with what it would call. */
function refused(report: AuditReport): Said | null {
  const files = report.notExamined.filter(({ kind }) => kind === 'refused');
  if (files.length === 0) return null;
  const named = files
    .slice(0, MOST_FILES)
    .map(({ path, reason }) => `${path} (${callIn(reason)})`)
    .join(', ');
  const rest = files.length - MOST_FILES;
  return rest > 0
    ? say`Loading these pickles would run code, so they were refused, and nothing of them was run: ${named} and ${rest} more.`
    : say`Loading this would run code, so it was refused, and nothing of it was run: ${named}.`;
}

/** `os.system` out of the reason of a refusal. */
function callIn(reason: string): string {
  const why = reason.replace(/^is refused: /, '').split('. ')[0] ?? '';
  const call = /^it (?:calls|imports|changes) (\S+) when it is loaded$/.exec(why)?.[1] ?? why;
  return call.length > LONGEST_CALL ? `${call.slice(0, LONGEST_CALL)}…` : call;
}
