import type { FilePair } from '../../../compare/copy/compare-files.ts';
import type { ChoicePart } from '../../../compare/copy/explain-choices.ts';
import { byText } from '../../../model/text-order.ts';

/** Files whose choices are told. */
const MOST_FILES = 5;
const [MOST_SHARED, MOST_MISSING] = [10, 6];
/** Copy score from which a match is weak. */
const WEAK = 0.09;

/** `0.874` as `87%`. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`;

/** The choice as it stands on both sides, in how many public files and siblings. */
function row(part: ChoicePart, pair: FilePair, ofFiles: number): string {
  const here = part.local === null ? 'not here' : `${part.local.text} (line ${part.local.line})`;
  const siblings = pair.siblings.length === 0 ? '' : `; ${part.siblings} of ${pair.siblings.length} siblings`;
  return `  ${part.value}: here ${here}, there ${part.upstream.text} (line ${part.upstream.line}); ${part.files === 0 ? 'fewer than 3' : part.files} of ${ofFiles} public files${siblings}`;
}

function structureLine({ structure, corroboration, siblings }: FilePair): readonly string[] {
  if (corroboration === null || structure.evidence === 0) return [];
  const counted = `${structure.counted.toFixed(1)} of ${structure.evidence.toFixed(1)}`;
  const beside =
    siblings.length === 0 ? '' : `, beyond what ${siblings.length} independent implementations share`;
  if (!corroboration.sameTask || corroboration.factor >= 1)
    return [
      `  Structure: evidence ${structure.evidence.toFixed(1)}, of which ${structure.counted.toFixed(1)} counts${beside}.`,
    ];
  return [
    `  Structure: evidence ${counted} counts${beside}: both are about the same thing (${percent(corroboration.words)} of their words), and independents of one task reach as much.`,
  ];
}

function choicesLines(pair: FilePair): readonly string[] {
  const { choices } = pair;
  if (choices === null) return [];
  const { parts } = choices;
  const rare = parts.shared.filter((part) => part.siblings === 0);
  const lines = [
    pair.siblings.length === 0
      ? `  Choices: ${parts.shared.length} values and defaults in common. Without independent implementations beside (--siblings PATH) they are never more than weak.`
      : `  Choices: ${rare.length} in common that ${pair.siblings.length} independent implementations of the same task do not have; sum of deviations ${choices.sum.toFixed(1)}.`,
    ...parts.shared.slice(0, MOST_SHARED).map((part) => row(part, pair, parts.ofFiles)),
    ...parts.flow.map(
      (part) =>
        `  flow ${part.flow}: here line ${part.localLine}, there line ${part.upstreamLine}; ${part.files} of ${parts.ofFiles} public files`,
    ),
  ];
  const missing = parts.missing.slice(0, MOST_MISSING);
  if (missing.length > 0)
    lines.push(
      `  Not found here: ${missing.map((part) => `${part.value} (line ${part.upstream.line} there)`).join(', ')}.`,
    );
  return lines;
}

function verdict(pair: FilePair): string {
  const pairOf = `${pair.local} and ${pair.upstream}`;
  if (pair.strength !== null)
    return `${pairOf}: ${pair.strength} evidence of a copy, score ${pair.copy.toFixed(3)}.`;
  return pair.retrieval > 0 && pair.corroboration?.sameTask === true
    ? `${pairOf}: cannot be told apart from independent implementations of one task, score ${pair.copy.toFixed(3)}.`
    : `${pairOf}: no evidence of a copy, score ${pair.copy.toFixed(3)}.`;
}

/** What bears a match out or does not, file by file: structure, choices with both spellings, and what was not found. */
export function choiceLines(pairs: readonly FilePair[]): readonly string[] {
  const told = [...pairs]
    .filter(({ copy, corroboration }) => copy >= WEAK || corroboration?.sameTask === true)
    .sort((a, b) => b.copy - a.copy || byText(a.local, b.local))
    .slice(0, MOST_FILES);
  return told.flatMap((pair) => ['', verdict(pair), ...structureLine(pair), ...choicesLines(pair)]);
}
