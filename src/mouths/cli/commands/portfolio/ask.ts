import { askDescendants } from '../../../../host/portfolio/ask-descendants.ts';
import { askFindings } from '../../../../host/portfolio/ask-findings.ts';
import { askHolders } from '../../../../host/portfolio/ask-holders.ts';
import { QUESTIONS, type Question } from '../../../../model/portfolio.ts';
import { success } from '../../../../model/result.ts';
import { ANSWER_FORMATS, answerIn } from '../../../reports/portfolio/answer-formats.ts';
import { EXIT, UsageError } from '../../command.ts';
import { whichAction } from '../../did-you-mean.ts';
import { oneOf } from '../../options.ts';
import { writeResult } from '../../write-result.ts';
import { type PortfolioAction, withPortfolio } from './options.ts';

/** What a question is asked about; empty: about all. */
const SUBJECTS: Readonly<Record<Question, string>> = {
  descendants: 'an upstream or a repository: ask descendants NAME',
  holders: 'a module: ask holders PATH:SYMBOL',
  uncredited: '',
  conflicts: '',
  duties: '',
};

/** Answers one question from what the audits stored. */
export const ask: PortfolioAction = async ([word, ...subjects], options, terminal) => {
  const question = QUESTIONS.find((one) => one === word);
  if (question === undefined) throw new UsageError(whichAction('portfolio ask', word, QUESTIONS));
  const wanted = SUBJECTS[question];
  const [subject = ''] = subjects;
  if (wanted !== '' && (subjects.length !== 1 || subject === ''))
    throw new UsageError(`${question} is asked about ${wanted}.`);
  if (wanted === '' && subjects.length > 0)
    throw new UsageError(`${question} is asked about all repositories and takes no name.`);
  const format = oneOf('--format', options.format, ANSWER_FORMATS, 'text');
  return withPortfolio(options, terminal, async ({ query }) => {
    const answer =
      question === 'descendants'
        ? await askDescendants(query, subject)
        : question === 'holders'
          ? await askHolders(query, subject, options.in)
          : success(await askFindings(query, question));
    if (!answer.ok) {
      terminal.err(`forebear portfolio: ${answer.message}`);
      return EXIT.failed;
    }
    const text = answerIn(format, answer.value, { width: terminal.columns, full: options.full === true });
    return writeResult(terminal, options.output, text) ?? EXIT.clean;
  });
};
