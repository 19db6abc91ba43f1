import type { HeaderFate } from '../../credit/headers.ts';
import { keeps, kindestFate, restoredLines } from '../../credit/headers.ts';
import { licenseIds } from '../../licenses/expression.ts';
import { dutiesOf } from '../../licenses/obligations.ts';
import type { Evidence, UpstreamHeader } from '../../model/evidence.ts';
import type { FindingLevel } from '../../model/report.ts';
import { type Said, say, sentences } from '../../model/said.ts';
import { commentLines, headerLine } from '../comment-style.ts';
import { counterpartsOf } from '../counterparts.ts';
import type { Derivation, Place } from '../derivations.ts';
import { statedCopyrights } from '../notice-places.ts';
import type { DraftFix, FindingDraft, Rule } from '../rule.ts';
import { derivationFacts, listed, moreFiles, publicAddress, quoted, sourceName } from '../wording.ts';

/** What became of the header of one file. */
interface Open {
  readonly place: Place;
  readonly header: UpstreamHeader;
  readonly fate: HeaderFate;
  readonly duty: string | null;
}

/** Copied files whose upstream carries a copyright or license header, which the copy lost or changed. */
export const upstreamHeaderLost: Rule = {
  id: 'upstream-header-lost',
  title: "Upstream's header lost or altered",
  level: 'error',
  why: 'Nearly every license asks that copyright and license notices stay with the code.',
  fixable: true,
  check: (evidence, { derivations }) => {
    const asked = new Set<string>();
    return derivations
      .filter((one) => one.slot === 'code' && one.certain)
      .flatMap((derivation) => {
        const open = openHeaders(evidence, derivation).filter(({ place, fate }) => {
          // A line that several upstreams carry is asked for once.
          const key = JSON.stringify([place.path, fate.missing]);
          return asked.has(key) ? false : asked.add(key);
        });
        return grouped(open).map((group) => finding(evidence, derivation, group));
      });
  },
};

/**
 * Files that are the copy of one file of the upstream and do not hold its header. Not those that are byte for byte
 * some state of an upstream's file: whatever they lack, the upstream lacked too.
 */
function openHeaders(evidence: Evidence, derivation: Derivation): readonly Open[] {
  return counterpartsOf(evidence, derivation).flatMap((place): readonly Open[] => {
    if (place.match === null || evidence.unchanged?.has(place.path) === true) return [];
    if (!isMostly(evidence, derivation, place)) return [];
    const states = evidence.upstreamHeaders?.(place.match.version, place.match.path) ?? [];
    const kindest = kindestFate(states, {
      header: evidence.headers.get(place.path)?.text ?? '',
      copyrights: [
        ...(evidence.copyrights.get(place.path) ?? []),
        // Documents may hold the upstream's line for the file; whom else they name is no line in its header.
        ...statedCopyrights(evidence, place.path).filter(({ text }) =>
          states.some((state) => state.copyrights.some((line) => keeps(text, line))),
        ),
      ],
    });
    if (kindest === null || kindest.fate.fate === 'kept') return [];
    return [{ place, ...kindest, duty: keepDuty(statedLicense(derivation, kindest.header)) }];
  });
}

/** Share of this file, or of what matches in the upstream's, that has to be the other's: with less, it may be made anew after a sister. */
const MOST = 0.7;

function isMostly({ modules }: Evidence, { places }: Derivation, { path, match: wanted }: Place): boolean {
  let shared = 0;
  let theirs = 0;
  for (const { path: other, match, tokens = 0 } of places) {
    if (other !== path || match === null || match.path !== wanted?.path) continue;
    const { local, upstream } = match.containment;
    if (upstream === 0) continue;
    shared += tokens * local;
    theirs += (tokens * local) / upstream;
  }
  const whole = modules.reduce((sum, one) => sum + (one.path === path ? one.tokens : 0), 0);
  return shared >= Math.min(theirs, whole) * MOST;
}

/** One group for each fate, duty and set of lines: one cause is one finding, with all its files. */
function grouped(open: readonly Open[]): readonly (readonly [Open, ...Open[]])[] {
  const groups = new Map<string, [Open, ...Open[]]>();
  for (const one of open) {
    const questions = one.fate.fate === 'other-holder' ? one.fate.missing : [];
    const key = JSON.stringify([levelOf(one), one.fate.fate, one.duty, questions]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

function levelOf({ place, fate }: Open): FindingLevel {
  if (fate.fate === 'other-years' || fate.fate === 'other-holder') return 'note';
  return place.strength === 'moderate' ? 'warning' : 'error';
}

function finding(
  evidence: Evidence,
  derivation: Derivation,
  group: readonly [Open, ...Open[]],
): FindingDraft {
  const [first, ...rest] = group;
  const { place, fate, duty } = first;
  const lines = [...new Set(group.flatMap((one) => one.fate.missing))].sort();
  return {
    level: levelOf(first),
    message: sentences(message(derivation, first, rest.length), next(fate)),
    path: place.path,
    range: evidence.headers.get(place.path)?.range ?? { startLine: 1, endLine: 1 },
    upstream: derivation.upstream,
    ...(duty === null ? {} : { duty }),
    fixes: group.flatMap((one) => fix(evidence, derivation, one)),
    related: [
      { path: place.path, range: place.range, message: matching(place) },
      ...rest.map((one) => ({
        path: one.place.path,
        range: evidence.headers.get(one.place.path)?.range ?? { startLine: 1, endLine: 1 },
        message: matching(one.place),
      })),
    ],
    evidence: [...new Set(group.map((one) => one.place.evidence))],
    key: `header ${fate.fate} ${lines.join(' | ')}`,
    basis: [fate.fate, ...lines, ...group.map((one) => one.place.path), ...derivationFacts(derivation)],
  };
}

function matching(place: Place): Said {
  return say`${place.subject}: matches ${place.match?.path ?? ''}`;
}

function message(derivation: Derivation, { place, header, fate }: Open, others: number): Said {
  const from = say`${place.match?.path ?? ''} of ${sourceName(derivation.source)}`;
  const lines = listed(fate.missing.map(quoted));
  const instead = listed(fate.instead.map(quoted));
  const what =
    fate.missing.length > 0 ? say`the copyright line ${lines}` : say`its ${header.licenseExpression} notice`;
  const more = others === 0 ? '' : say`So it is with ${moreFiles(others)}.`;
  switch (fate.fate) {
    case 'other-years':
      return sentences(
        say`${place.path} holds code that matches ${from}, whose header has ${lines}; here the same holder stands with other years: ${instead}.`,
        more,
      );
    case 'other-holder':
      return sentences(
        say`${place.path} carries ${instead}, and its code matches ${from}, whose header has ${lines}.`,
        more,
      );
    case 'altered': {
      const kept = say`${place.path} keeps the header of ${from}, but not its copyright line ${lines}`;
      return sentences(
        fate.instead.length > 0 ? say`${kept}; it reads ${instead} instead.` : say`${kept}.`,
        more,
      );
    }
    default:
      return sentences(
        say`${place.path} holds code that matches ${from}, whose header has ${what}; here it is missing.`,
        more,
      );
  }
}

function next({ fate }: HeaderFate): Said {
  return fate === 'other-years' || fate === 'other-holder'
    ? say`Check which file it was taken from.`
    : say`Put the notice back; your own line may stand beside it.`;
}

/** The license that the file's own header states, else that of its repository. */
function statedLicense(derivation: Derivation, header: UpstreamHeader): string {
  return header.licenseExpression === '' ? derivation.license.expression : header.licenseExpression;
}

function keepDuty(expression: string): string | null {
  for (const id of licenseIds(expression)) {
    const duty = dutiesOf(id).find((one) => one.kind === 'keep-copyright');
    if (duty !== undefined) return duty.clause === null ? id : `${id} ${duty.clause}`;
  }
  return null;
}

/**
 * The upstream's header, its lines as they stood and nothing else, and below it where the file is from. None where a
 * person has to look first, and none where not one of its lines is known by its words.
 */
function fix(evidence: Evidence, derivation: Derivation, { place, header, fate }: Open): readonly DraftFix[] {
  if (fate.fate === 'other-years' || fate.fate === 'other-holder') return [];
  const restored = fate.fate === 'altered' ? fate.missing : restoredLines(header);
  if (restored.length === 0) return [];
  const address = publicAddress(derivation.source);
  const from = `From ${derivation.source.projectName}, ${place.match?.path ?? ''}`;
  return [
    {
      title: say`Put the notice of ${derivation.source.projectName} back into ${place.path}`,
      path: place.path,
      kind: 'insert',
      line: headerLine(evidence, place.path),
      text: commentLines(place.path, [...restored, address === null ? from : `${from}: ${address}`]),
    },
  ];
}
