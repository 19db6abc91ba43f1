import type { AskedOfItself } from './identity-questions.ts';

/** A value of one cell: text, or what JSON gave. */
export type Cell = unknown;
export type Row = Readonly<Record<string, Cell>>;

/** Rows of one file, before columns are known. */
export interface AnswerTable {
  readonly format: 'jsonl' | 'json' | 'csv' | 'tsv' | 'xlsx';
  readonly rows: readonly Row[];
  /** Rows that could not be read. */
  readonly damaged: number;
}

/** One model's answer to one item. */
export interface Answer {
  readonly id: string;
  /** Normalised answer. */
  readonly answer: string;
  /** Answer as it stood, for people. */
  readonly raw: string;
  /** Normalised reference; null when the file gives none. */
  readonly reference: string | null;
  /** Number of options of a closed question; null for free text. */
  readonly options: number | null;
  readonly split: string | null;
  readonly task: string | null;
  /** The question is about the model itself; such answers are no right or wrong ones. */
  readonly asked?: AskedOfItself;
  /** Whether the file itself says that it is right; null when it does not say. */
  readonly stated: boolean | null;
}

/** All answers of one file by item id. */
export interface AnswerSet {
  readonly name: string;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly notes: readonly string[];
}
