import { groupBy } from '../../model/group-by.ts';
import {
  type ControlResult,
  PREDICTIONS_SCHEMA_VERSION,
  type PredictionsReport,
  type SharedErrorsTest,
} from '../../model/predictions-report.ts';
import { byText } from '../../model/text-order.ts';
import { TOOL_VERSION } from '../../model/version.ts';
import { capa, errorConsistency, type PairedItem, shareOf } from './agreement.ts';
import type { AnswerSet } from './answers.ts';
import { compareIdentity } from './compare-identity.ts';
import { decide, LEAST_ERRORS } from './decide.ts';
import { joinAnswers } from './join-answers.ts';
import { sharedErrors, testSharedErrors } from './shared-errors.ts';

/** Fewer common items than this cannot be compared. */
export const LEAST_ITEMS = 30;
/** Largest share of common items whose references may differ before the files count as different tests. */
const DIFFERENT_REFERENCES = 0.02;
const EXAMPLES = 20;
const NOTHING: SharedErrorsTest = {
  bothWrong: 0,
  sharedWrong: 0,
  share: null,
  chance: 0,
  p: null,
  interval: null,
};

/** Compares the answers of two models, with independent models as controls. */
export function compareAnswers(
  upstream: AnswerSet,
  suspect: AnswerSet,
  controls: readonly AnswerSet[],
): PredictionsReport {
  const notes = [upstream, suspect, ...controls].flatMap((set) => set.notes);
  const joined = joinAnswers(upstream, suspect);
  const identity = compareIdentity(upstream, suspect, controls);
  const ofThemselves = identity === null ? {} : { identity };
  const refuse = (reason: string): PredictionsReport =>
    report(upstream, suspect, joined.items.length, NOTHING, {
      verdict: 'not_comparable',
      reason,
      notes,
      ...ofThemselves,
    });
  if (joined.common < LEAST_ITEMS) {
    return refuse(
      `Only ${joined.common} items have the same id in ${upstream.name} and ${suspect.name}; at least ${LEAST_ITEMS} are needed. Check that both files answer the same questions and which column holds the id (--columns id=NAME).`,
    );
  }
  if (joined.different.length > DIFFERENT_REFERENCES * joined.common) {
    return refuse(
      `The reference answers of ${joined.different.length} of ${joined.common} common items differ (first: ${joined.different[0]}), so these are not the same questions. Give answers to one and the same test.`,
    );
  }
  if (joined.items.length < LEAST_ITEMS) {
    return refuse(
      `Only ${joined.items.length} common items have a reference answer or say whether the answer is right; at least ${LEAST_ITEMS} are needed. Add a reference column or name it with --columns reference=NAME.`,
    );
  }
  if (joined.different.length > 0)
    notes.push(`${joined.different.length} items with different reference answers were left out.`);

  const splits = bySplit(joined.items, joined.splitOf);
  const held = splits.find(
    ({ split, items }) => PRIVATE.test(split) && sharedErrors(items).bothWrong >= LEAST_ERRORS,
  );
  const decidedOn = held !== undefined && splits.length > 1 ? held.split : 'all';
  const inScope = (id: string): boolean => decidedOn === 'all' || joined.splitOf.get(id) === decidedOn;
  const results = controls.map((control) => controlResult(control, upstream, suspect, inScope, notes));
  const test = testSharedErrors(joined.items);
  const decisive =
    decidedOn === 'all' ? test : testSharedErrors(joined.items.filter((item) => inScope(item.id)));
  const decision = decide(decisive, results);
  if (decidedOn !== 'all')
    notes.push(`Decided on the ${decidedOn} split: published test items may be in anyone's training data.`);
  if (results.filter((result) => result.counts).length === 1)
    notes.push('Only one control counts; two or more make the comparison much safer.');
  return report(upstream, suspect, joined.items.length, test, {
    ...decision,
    ...ofThemselves,
    notes,
    items: joined.items,
    decidedOn,
    controls: results,
    splits:
      splits.length < 2
        ? []
        : splits.map(({ split, items }) => ({ split, items: items.length, ...testSharedErrors(items) })),
    examples: joined.items
      .filter((item) => !item.rightA && !item.rightB && item.a === item.b)
      .slice(0, EXAMPLES)
      .map(({ id }) => ({
        id,
        answer: (suspect.answers.get(id)?.raw ?? '').slice(0, 200),
        reference:
          (upstream.answers.get(id)?.reference ?? suspect.answers.get(id)?.reference)?.slice(0, 200) ?? null,
      })),
  });
}

const PRIVATE = /^(?:private|hidden|held[-_ ]?out|unpublished)$/i;

function bySplit(
  items: readonly PairedItem[],
  splitOf: ReadonlyMap<string, string>,
): readonly { readonly split: string; readonly items: readonly PairedItem[] }[] {
  const groups = groupBy(items, (item) => splitOf.get(item.id) ?? '');
  groups.delete('');
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .slice(0, 20)
    .map(([split, group]) => ({ split, items: group }));
}

function controlResult(
  control: AnswerSet,
  upstream: AnswerSet,
  suspect: AnswerSet,
  inScope: (id: string) => boolean,
  notes: string[],
): ControlResult {
  const joined = joinAnswers(upstream, control);
  const items = joined.items.filter((item) => inScope(item.id));
  const shared = sharedErrors(items);
  const differs = joined.different.length > DIFFERENT_REFERENCES * joined.common;
  const counts = !differs && items.length >= LEAST_ITEMS && shared.bothWrong >= LEAST_ERRORS;
  if (!counts) {
    const why = differs
      ? 'its reference answers differ'
      : `it shares ${items.length} items with the upstream, ${shared.bothWrong} of them wrong on both sides`;
    notes.push(`Control ${control.name} does not count: ${why}.`);
  }
  const withSuspect = joinAnswers(suspect, control).items.filter((item) => inScope(item.id));
  return {
    name: control.name,
    items: items.length,
    accuracy: shareOf(items, (item) => item.rightB),
    ...shared,
    counts,
    suspectShare: sharedErrors(withSuspect).share,
  };
}

function report(
  upstream: AnswerSet,
  suspect: AnswerSet,
  count: number,
  test: SharedErrorsTest,
  rest: Pick<PredictionsReport, 'verdict' | 'reason' | 'notes'> &
    Partial<Pick<PredictionsReport, 'decidedOn' | 'controls' | 'splits' | 'identity' | 'examples'>> & {
      readonly items?: readonly PairedItem[];
    },
): PredictionsReport {
  const items = rest.items ?? [];
  const count2 = (rightA: boolean, rightB: boolean): number =>
    items.filter((item) => item.rightA === rightA && item.rightB === rightB).length;
  return {
    schemaVersion: PREDICTIONS_SCHEMA_VERSION,
    tool: { name: 'forebear', version: TOOL_VERSION },
    verdict: rest.verdict,
    reason: rest.reason,
    upstream: upstream.name,
    suspect: suspect.name,
    items: count,
    accuracy: {
      upstream: shareOf(items, (item) => item.rightA),
      suspect: shareOf(items, (item) => item.rightB),
    },
    agreement: shareOf(items, (item) => item.a === item.b),
    errorConsistency: errorConsistency(items),
    capa: capa(items),
    ...test,
    table: {
      bothRight: count2(true, true),
      onlyUpstreamRight: count2(true, false),
      onlySuspectRight: count2(false, true),
      bothWrong: count2(false, false),
    },
    decidedOn: rest.decidedOn ?? 'all',
    controls: rest.controls ?? [],
    splits: rest.splits ?? [],
    ...(rest.identity === undefined ? {} : { identity: rest.identity }),
    examples: rest.examples ?? [],
    notes: rest.notes,
  };
}
