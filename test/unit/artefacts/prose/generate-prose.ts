import { mulberry } from '../predictions/generate-models.ts';

const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bre cla dri flo gru pla ste tro'.split(' ');
const FUNCTION_WORDS =
  'the of and to in is that for it with as on are this by be from or an which at not we can has was its their such these'.split(
    ' ',
  );

export interface Writer {
  readonly random: () => number;
  /** Subject words, common ones first. */
  readonly vocabulary: readonly string[];
}

/** One subject: writers with the same subject seed share its vocabulary. */
export function makeWriter(subject: number, seed: number, size = 900): Writer {
  const naming = mulberry(subject);
  const vocabulary = Array.from({ length: size }, () =>
    Array.from(
      { length: 2 + Math.floor(naming() * 3) },
      () => SYLLABLES[Math.floor(naming() * SYLLABLES.length)],
    ).join(''),
  );
  return { random: mulberry(seed), vocabulary };
}

/** A Zipf-distributed subject word, or a function word about four times in ten. */
export function writeWord({ random, vocabulary }: Writer): string {
  if (random() < 0.42) return FUNCTION_WORDS[Math.floor(random() ** 2 * FUNCTION_WORDS.length)] ?? 'the';
  const rank = Math.floor(vocabulary.length ** random()) - 1;
  return vocabulary[Math.max(0, rank)] ?? 'word';
}

export function writeWords(writer: Writer, count: number): readonly string[] {
  return Array.from({ length: count }, () => writeWord(writer));
}

/** Sentences and paragraphs with line breaks. */
export function layOut(words: readonly string[], random: () => number, lineWords = 12): string {
  const lines: string[] = [];
  let line: string[] = [];
  let untilStop = 8 + Math.floor(random() * 18);
  for (const word of words) {
    line.push(word);
    untilStop -= 1;
    if (untilStop === 0) {
      line[line.length - 1] += '.';
      untilStop = 8 + Math.floor(random() * 18);
      if (random() < 0.15) {
        lines.push(line.join(' '), '');
        line = [];
      }
    }
    if (line.length >= lineWords) {
      lines.push(line.join(' '));
      line = [];
    }
  }
  if (line.length > 0) lines.push(line.join(' '));
  return `${lines.join('\n')}\n`;
}

/** Replaces each word with probability `rate` by another one of the writer's. */
export function substitute(words: readonly string[], writer: Writer, rate: number): readonly string[] {
  return words.map((word) => (writer.random() < rate ? writeWord(writer) : word));
}
