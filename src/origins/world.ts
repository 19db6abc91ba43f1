import type { DateKind } from '../model/report.ts';

/** A license that a project stood under before. */
export interface EarlierLicense {
  /** SPDX expression. */
  readonly license: string;
  /** ISO day from which another one stood. */
  readonly until: string;
}

/** A project whose code the world knows. */
export interface WorldProject {
  /** Id; that of the catalogue where the project is in it. */
  readonly id: string;
  readonly name: string;
  /** `https://…`; null for a project that files name as their source and whose repository is not known. */
  readonly repository: string | null;
  /** SPDX expression as the tip states it; '' when none was found. */
  readonly license: string;
  /** Licenses that stood before, oldest first; absent: none. */
  readonly earlier?: readonly EarlierLicense[];
  /** Other addresses, `owner/name` in lower case, under which files name it. */
  readonly aliases: readonly string[];
  /** Number of the family: projects that share commits, or were renamed, are one. */
  readonly family: number;
  /** ISO day of its first commit with code. */
  readonly since: string;
  /** What its dates rest on. */
  readonly dateKind: DateKind;
  /** Commits without a parent: who holds one of them shares the history. */
  readonly roots: readonly string[];
  /** Commit ids of the tips that were read; empty where files of a catalogue are all there is. */
  readonly tips: readonly string[];
}

/** A file of a project in which grams were first seen, within some weeks. */
export interface Holder {
  /** Position in `projects`. */
  readonly project: number;
  /** Number of the file, whenever its grams came. */
  readonly file: number;
  /** ISO day by which the file had them. */
  readonly day: string;
  /** False when the file names somebody else as its source. */
  readonly root: boolean;
}

/** What chance reaches of weight times share. */
export interface Fit {
  /** 1 in 20 independent functions reaches it. */
  readonly often: number;
  /** 1 in 200 independent functions reaches it. */
  readonly threshold: number;
  /** Beyond it the share of functions falls to a third (1/e) within this much. */
  readonly scale: number;
}

/** Who had which gram first, over all projects. */
export interface World {
  /** Hash of the contents. */
  readonly id: string;
  readonly projects: readonly WorldProject[];
  /** Families over which it was counted how many wrote a gram themselves; those that were added later are not among them. */
  readonly families: number;
  readonly grams: number;
  /** Weight that one file of an unrelated project shares with 1 in 200 independent functions at most. */
  readonly threshold: number;
  /** The same for weight times the share of the function that it is: a small function that is whole somebody's. */
  readonly fit: Fit;
  /** The same for all code of a file together. */
  readonly fileFit: Fit;
  /** The same for a function and all files of one project together. */
  readonly projectFit: Fit;
  /** Position of a gram; -1 when nobody in the world has it. */
  find(gram: number): number;
  /** Number of the first holder at a position. */
  holderAt(position: number): number;
  holder(number: number): Holder;
  /** Path of a file. */
  pathOf(file: number): string;
  /** Number that stands for a file wherever it lay inside its project, by move or copy. */
  kinOf(file: number): number;
  /** Number of independent origins at a position. */
  independentsAt(position: number): number;
  /** Other projects that have it, earliest first, at most two. */
  othersAt(position: number): readonly number[];
  /** Weight by the number of independent origins; 0 of them: nobody's. */
  weigh(independents: number): number;
  /** Project that first had a file with exactly this content; -1 for none. `blob` is a git blob id in hex. */
  projectOfBlob(blob: string): number;
}
