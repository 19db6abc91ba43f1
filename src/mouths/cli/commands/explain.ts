import { readFileSync } from 'node:fs';
import { assetPath } from '../../../host/assets.ts';
import { RULES } from '../../../rules/table.ts';
import { wrapped } from '../../reports/text/table.ts';
import { type Command, EXIT, type ExitCode, type Terminal, UsageError } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { COMMON_HELP, oneOf, parseOptions } from '../options.ts';
import { writeResult } from '../write-result.ts';

const page = (name: string): string => readFileSync(assetPath(`pages/${name}.md`), 'utf8');

/** The terms of the glossary with what is said of them. */
export function termsOf(glossary: string): ReadonlyMap<string, string> {
  const entries = glossary.split(/^### /m).slice(1);
  return new Map(
    entries.flatMap((entry) => {
      const [heads = '', ...rest] = entry.split('\n');
      const text = rest.join('\n').split(/^## /m)[0] ?? '';
      return heads.split(',').map((term) => [term.trim(), text.trim()] as const);
    }),
  );
}

/** Every rule with its title, and the words of a report; those of the code are left to whoever works on it. */
function contents(glossary: string, columns: number): string {
  const [reports = ''] = glossary.split(/^## Words of the code$/m);
  const rules = RULES.map(({ id, title }) => wrapped(`${id}: ${title}`, columns, '  '));
  return `${[
    wrapped('"forebear explain" and one of these prints a page: a rule, or a word of a report.', columns, ''),
    '',
    'Rules:',
    ...rules,
    '',
    'Words:',
    wrapped(`${[...termsOf(reports).keys()].join(', ')}.`, columns, '  '),
  ].join('\n')}\n`;
}

/** A page of Markdown for a terminal: headings without marks, paragraphs within its width. */
export function plainPage(markdown: string, columns: number): string {
  const lines: string[] = [];
  let inCode = false;
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) lines.push(wrapped(paragraph.join(' '), columns, ''));
    paragraph = [];
  };
  for (const line of markdown.split('\n')) {
    const fence = line.startsWith('```');
    if (fence || inCode || line === '' || /^(?:#|[-|>]|\d+\.)/.test(line)) {
      flush();
      if (!fence) lines.push(inCode ? `    ${line}` : line.replace(/^#+ /, ''));
    } else paragraph.push(line.trim());
    if (fence) inCode = !inCode;
  }
  flush();
  return `${lines.join('\n').trim()}\n`;
}

async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {});
  oneOf('--format', values.format, ['text', 'markdown'] as const, 'text');
  const terms = termsOf(page('glossary'));
  const rules = RULES.map(({ id }) => id);
  if (positionals.length === 0)
    return writeResult(terminal, values.output, contents(page('glossary'), terminal.columns)) ?? EXIT.clean;
  const texts = positionals.map((name) => {
    const wanted = name.toLowerCase();
    if (rules.includes(wanted)) return page(`rules/${wanted}`);
    const term = [...terms.keys()].find((one) => same(one, wanted));
    if (term !== undefined) return `# ${term}\n\n${terms.get(term)}\n`;
    const known = [...rules, ...terms.keys()];
    throw new UsageError(
      `There is no rule or term "${name}".${didYouMean(name, known)} "forebear explain" lists them.`,
    );
  });
  const text = texts.map((one) => (values.format === 'markdown' ? one : plainPage(one, terminal.columns)));
  return writeResult(terminal, values.output, text.join('\n')) ?? EXIT.clean;
}

/** `false positive rate` and `falsePositiveRate` are one term. */
function same(term: string, wanted: string): boolean {
  const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, '');
  return letters(term) === letters(wanted);
}

export const explain: Command = {
  name: 'explain',
  usage: 'forebear explain RULE|TERM... [--format text|markdown]',
  summary: 'Print the page of a rule, or what a word of a report means',
  refuses: ['catalogue', 'fail-on', 'allow-partial'],
  options: COMMON_HELP,
  run,
};
