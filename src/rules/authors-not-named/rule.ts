import type { Evidence } from '../../model/evidence.ts';
import { say } from '../../model/said.ts';
import type { Rule } from '../rule.ts';
import { TOP_OF_FILE } from '../rule.ts';
import { commits, listed } from '../wording.ts';

/** Files in which a repository names its people. */
const PEOPLE = /^(?:AUTHORS|CONTRIBUTORS|MAINTAINERS|CITATION\.cff|CREDITS)[^/]*$/i;
const NO_LIST =
  /for copyright purposes|not\s+(?:\W+\s+)?(?:necessarily\s+)?(?:list|name|include)\s+(?:every|all)|(?:see|in) the (?:full|revision|version|git|commit) (?:list|history|log)/i;
/** An author of `CITATION.cff` who is no person, or a line that is a group's name. */
const TEAM = /^\s*-\s*name\s*:|^.{0,60}\b(?:team|group|laboratory|community|contributors)\W*$/im;
/** Share of all commits from which on somebody is an author and not only a contributor of a correction. */
const AUTHOR_SHARE = 0.1;
const ROBOT = /\[bot\]|\bbot\b|github-actions|dependabot|renovate|web-flow/i;

/** Git names main authors whom the repository's list of authors leaves out. */
export const authorsNotNamed: Rule = {
  id: 'authors-not-named',
  title: 'Authors of the history not among the named authors',
  level: 'note',
  why: 'Authorship is credit too: who wrote a large part should be found where the repository names its authors.',
  fixable: false,
  check: (evidence) => {
    const path = evidence.paths.find((one) => PEOPLE.test(one) && evidence.texts.has(one));
    if (path === undefined || evidence.history === null) return [];
    // A team stands for those who are in it.
    if (TEAM.test(evidence.texts.get(path) ?? '')) return [];
    // The holders of the copyright, as some companies keep them, or a list that does not mean to be whole.
    if (NO_LIST.test(evidence.texts.get(path) ?? '')) return [];
    const named = letters([...peopleTexts(evidence)].join('\n'));
    const people = evidence.history.authors.filter((author) => !ROBOT.test(author.name));
    const all = people.reduce((sum, author) => sum + author.commits, 0);
    const missing = people.filter(
      (author) => author.commits / all >= AUTHOR_SHARE && !isNamed(author.name, named),
    );
    if (missing.length === 0) return [];
    const names = missing.map((author) => say`${author.name} (${commits(author.commits)} of ${all})`);
    return [
      {
        level: 'note',
        message: say`${path} does not name ${listed(names)}. If they are authors, add them; git may know them under another name.`,
        path,
        range: TOP_OF_FILE,
        key: 'authors',
        basis: missing.map((author) => author.name),
      },
    ];
  },
};

function peopleTexts(evidence: Evidence): readonly string[] {
  return [...evidence.texts]
    .filter(([path]) => PEOPLE.test(path) || /^README/i.test(path))
    .map(([, text]) => text);
}

/** The name stands there whole, or family and given name both do. */
function isNamed(name: string, named: string): boolean {
  const parts = letters(name)
    .split(' ')
    .filter((part) => part.length > 0);
  if (parts.length > 0 && parts.every((part) => stands(part, named))) return true;
  if (isShortened(parts, named)) return true;
  // A handle: nobody can tell whose it is.
  return HANDLE.test(name.trim());
}

/** A given name, or what one is called by, with the first letter of the family's: `Alby M` for `Albert Mus`. */
function isShortened([given = '', family = '', ...more]: readonly string[], named: string): boolean {
  if (given.length < SHORT_NAME || family.length !== 1 || more.length > 0) return false;
  const words = named.split(' ');
  return words.some(
    (word, at) => word.startsWith(given.slice(0, SHORT_NAME)) && words[at + 1]?.startsWith(family) === true,
  );
}

/** One word in Latin letters. A Chinese name is one word and a whole name. */
const HANDLE = /^[\p{Script=Latin}\d._-]+$/u;
/** Letters of a given name from which on it may stand for a longer one: `Vik` for `Vikram`. */
const SHORT_NAME = 3;

function stands(part: string, named: string): boolean {
  return named
    .split(' ')
    .some(
      (word) =>
        word === part ||
        (Math.min(word.length, part.length) >= SHORT_NAME &&
          (word.startsWith(part) || part.startsWith(word))),
    );
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
