import type { LineRange, NotExamined } from './report.ts';

/** Version of the `prose` result. Changes together with docs/prose.schema.json. */
export const PROSE_SCHEMA_VERSION = 1;

/** Where a passage stands on one side. Lines count from 1; in a docx they are paragraphs. */
export interface PassagePlace {
  readonly path: string;
  readonly range: LineRange;
  /** Words of the passage on this side. */
  readonly words: number;
  /** The beginning of the passage, for people: at most 400 characters. */
  readonly text: string;
}

/** A stretch of text that stands on both sides, word substitutions allowed. */
export interface Passage {
  readonly source: PassagePlace;
  readonly suspect: PassagePlace;
  /** Words of the passage on the suspect's side. */
  readonly words: number;
  /** Of those, words that are the same on both sides. */
  readonly sameWords: number;
  /** The suspect sets most of it in quotation marks or as a block quotation. */
  readonly quoted: boolean;
  /** The suspect gives a citation, footnote or link for it that the source does not have. */
  readonly cited: boolean;
}

export interface ProseDocumentSummary {
  readonly path: string;
  readonly side: 'source' | 'suspect';
  /** Words compared. Each CJK character counts as a word. */
  readonly words: number;
  /** Words left out because they are expected to be alike. */
  readonly discounted: {
    readonly code: number;
    readonly table: number;
    readonly bibliography: number;
    readonly license: number;
  };
}

/** The `prose` result: which passages two documents, or folders of them, have in common. */
export interface ProseReport {
  readonly schemaVersion: typeof PROSE_SCHEMA_VERSION;
  readonly tool: { readonly name: 'forebear'; readonly version: string };
  readonly source: string;
  readonly suspect: string;
  /** Share (0..1) of the suspect's words that stand in a passage of the source. */
  readonly containment: number;
  /** Share of the source's words that stand in a passage of the suspect. */
  readonly containmentOfSource: number;
  /** Share of the suspect's words in passages that are neither quoted nor cited. */
  readonly unmarked: number;
  readonly passages: readonly Passage[];
  readonly documents: readonly ProseDocumentSummary[];
  readonly notExamined: readonly NotExamined[];
}
