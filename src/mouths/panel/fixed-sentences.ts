import type { Said } from '../../model/said.ts';

/**
 * Sentences of the report that come as English text alone: reasons why something was not looked at, and what the
 * dates of a timeline rest on. They are few and of fixed form, so an interface in another language knows them by
 * their words. `{0}` stands for a text of the repository or a number.
 */
export const FIXED_SENTENCES: readonly string[] = [
  'a submodule: its content belongs to another repository, audit that one by itself',
  'its name is not valid UTF-8',
  'a symbolic link that leads out of the folder: links are not followed',
  'a symbolic link that leads back to itself: links are not followed',
  'a symbolic link to nothing: links are not followed',
  'a symbolic link: links are not followed',
  'not a regular file',
  'it disappeared while the folder was listed',
  'the folder cannot be read ({0})',
  'the path leads out of the folder',
  'its folder is gone',
  'cannot be read ({0})',
  '{0}, over the limit of {1}',
  'too large or generated: {0}, and the limit for source files is {1}',
  'content is not in this partial clone; its id is {0}',
  'not a kind of file that is compared: no code in a known language, document, license or configuration',
  '{0} files: not a kind of file that is compared: no code in a known language, document, license or configuration',
  'could not be read as code ({0})',
  '{0} characters of code: taken for generated, not compared',
  'a line of {0} characters: taken for generated or minified, not compared',
  'minified, by its name: not compared',
  '{0} characters in an average line: taken for generated, not compared',
  'binary content, not text',
  'a pointer to code that Git LFS keeps elsewhere: that code is not here',
  'not valid UTF-8, so its text is not known',
  'too small to tell: {0} tokens in normal form, no unit has {1}',
  '{0} public',
  '{0} in this state',
  '{0} first committed',
  'first commit of the audited history',
  'commit date of the upstream, self-declared',
  'commit date, self-declared',
  'a squashed history starts later than the work',
  '{0} is published',
  'as the catalogue states it',
  '{0} appears in this state',
  '{0} appear in this state',
  '{0} and {1} more appear in this state',
  '{0} first appears',
  '{0} first appear',
  '{0} and {1} more first appear',
  'the audited repository has its first commit',
  'the audited repository has its first tag, {0}',
  'date recorded in the tag, where anyone can set it',
  'date recorded in the commit, where anyone can set it',
  'date recorded in the commit, where anyone can set it, in a copy of the official Hugging Face repository with its commit history',
  'date recorded in the commit, where anyone can set it, in a {0}',
  'the clone is shallow, so older commits are not here',
  'the history is one commit, so earlier work may have been squashed into it',
  'first commit of its architecture files in the official repository',
  'first commit of its architecture files in the copied official history',
  'first commit of the official repository',
  'version release date stated in LICENSE',
  'first commit of the re-published repository',
  'first commit of the files that this branch adds',
  '{0} became {1}',
  '1 more place',
  '{0} more places',
];

const wordsOf = (template: string): number => template.replace(/\{\d+\}/g, '').length;

// The one with most words of its own goes first: another that fits as well would leave some of them untranslated.
const KNOWN = [...FIXED_SENTENCES]
  .sort((a, b) => wordsOf(b) - wordsOf(a))
  .map((template) => ({
    template,
    pattern: new RegExp(
      `^${template.replace(/[\\^$.*+?()[\]|]/g, '\\$&').replace(/\{\d+\}/g, '(.{1,400}?)')}$`,
      's',
    ),
  }));

/** The sentence as a template and its arguments; null when it is not one of those known by their words. */
export function recognise(sentence: string): Said | null {
  for (const { template, pattern } of KNOWN) {
    const found = pattern.exec(sentence);
    if (found !== null) return { template, arguments: found.slice(1) };
  }
  return null;
}
