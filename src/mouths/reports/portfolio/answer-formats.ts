import type { PortfolioAnswer } from '../../../model/portfolio.ts';
import { canonicalJson } from '../canonical-json.ts';
import { answerCsv } from './answer-csv.ts';
import { answerText } from './answer-text.ts';
import { answerPage } from './page.ts';

export const ANSWER_FORMATS = ['text', 'json', 'csv', 'html'] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

export interface AnswerShape {
  /** Columns of a terminal. */
  readonly width: number;
  /** All rows and columns. */
  readonly full: boolean;
}

/** An answer in one of its forms. */
export function answerIn(format: AnswerFormat, answer: PortfolioAnswer, shape: AnswerShape): string {
  if (format === 'json') return canonicalJson(answer);
  if (format === 'csv') return answerCsv(answer);
  if (format === 'html') return answerPage(answer);
  return answerText(answer, shape.width, shape.full);
}
