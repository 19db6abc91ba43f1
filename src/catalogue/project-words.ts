import data from '../../catalogue/project-words.json' with { type: 'json' };

/** Beginnings of class names of the common model library: a repository need not define such a class itself. */
export const LIBRARY_CLASSES: readonly string[] = data.libraryClasses;
/** Functions and objects of known projects through which a program speaks of itself. */
export const PROJECT_LOGGERS: ReadonlySet<string> = new Set(data.loggers);
/** Words that make another project's name of the name before them. */
export const CONTINUATIONS: ReadonlySet<string> = new Set(data.continuations);
/** Words, publishers most of all, that may stand before a name with a hyphen. */
export const PUBLISHERS: ReadonlySet<string> = new Set(data.publishers);
/** Names of methods that a project bears as well: written with blanks they mean the method. */
export const METHODS: ReadonlySet<string> = new Set(data.methods);
/** Names of projects, in small letters, that are folders of those who use or extend them. */
export const FOLDERS: ReadonlySet<string> = new Set(data.folders);
/** Hosts of pages that any file may name at its top, with all below them. */
export const PAGES: readonly string[] = data.pages;
