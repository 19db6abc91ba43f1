import { isCreditHeading, isNews, judgeName } from '../../../src/credit/claim-force.ts';
import { holds } from '../table.ts';

const say = ({ force, said }: ReturnType<typeof judgeName>): string => (said ? force : `${force}, unsaid`);
/** How the name in brackets is judged. */
const judged = (line: string): string =>
  say(
    judgeName(line.replace(/[[\]]/g, ''), line.indexOf('['), line.indexOf(']') - 1, {
      leadIn: '',
      headings: [],
      table: false,
    }),
  );
/** How a name is judged that stands alone below such a sentence and such headings, or in a table. */
const under = ([leadIn, headings, table]: readonly [string, readonly string[], boolean]): string =>
  say(judgeName('Heron', 0, 5, { leadIn, headings, table }));

describe('a name in a sentence', () => {
  it('is judged by the nearest words before it', () => {
    holds(
      [
        ['We build on [Heron].', 'credit'],
        ['We compare with Stork and build on [Heron].', 'credit'],
        ['We build on Stork and compare with [Heron].', 'mention'],
        ['Built on Stork, better than [Heron].', 'mention'],
        ['Unlike Stork, this extends [Heron].', 'credit'],
        ['thanks to [Heron]', 'credit'],
        ['[Heron]', 'mention, unsaid'],
        ['Works with [Heron] only.', 'mention, unsaid'],
        ['based on[ Heron]', 'credit'],
        ['This was built on top of [Heron].', 'credit'],
      ],
      judged,
    );
  });
  it('is judged by words after it that look back, where none stand before', () => {
    holds(
      [
        ['[Heron] serves as our backbone.', 'credit'],
        ['If you plan to run it, follow [Heron] to the original Crane repository.', 'credit'],
        ['Follow [Heron] to its original repository, where data is.', 'mention, unsaid'],
        ['[Heron] is our base model', 'credit'],
        ['[Heron] is built on a tower.', 'mention, unsaid'],
        ['[Heron] was outperformed.', 'mention'],
        ['[Heron] is used as a baseline and as our encoder.', 'mention'],
        ['[Heron] as the base, compared with Stork', 'credit'],
        ['We built [Heron] upon it', 'credit'],
      ],
      judged,
    );
  });
  it('is judged within its sentence, which abbreviations do not end', () => {
    holds(
      [
        ['Built on Stork. [Heron] is another.', 'mention, unsaid'],
        ['Built on e.g. [Heron].', 'credit'],
        ['Built on Stork et al. and [Heron]', 'credit'],
        ['Built on Stork; [Heron] is another', 'mention, unsaid'],
        ['Built on v1.5 of [Heron]', 'credit'],
        ['Built on what? [Heron].', 'mention, unsaid'],
        ['Built on it! [Heron].', 'mention, unsaid'],
        ['基于 Stork。[Heron] 不同', 'mention, unsaid'],
        ['基于 Stork；[Heron]', 'mention, unsaid'],
        ['[Heron]. It is our backbone', 'mention, unsaid'],
        ['[Heron]! As our backbone', 'mention, unsaid'],
        ['[Heron]。作为', 'mention, unsaid'],
        ['[Heron] v1.5 is our backbone', 'credit'],
        ['Built on cf. [Heron]', 'credit'],
        ['Built on abc. [Heron]', 'mention, unsaid'],
        ['Built on Stork, etc. [Heron]', 'credit'],
        ['See vs. [Heron] as our backbone', 'mention'],
        ['[Heron]; as our backbone', 'mention, unsaid'],
        ['[Heron]；as our backbone', 'mention, unsaid'],
      ],
      judged,
    );
  });
  it('is no credit where the words are denied', () => {
    holds(
      [
        ['This is not based on [Heron].', 'mention'],
        ['This was never in any way derived from [Heron].', 'mention'],
        ['It is not in any sense at all based on [Heron].', 'credit'],
        ['Independent of it, based on [Heron]', 'credit'],
        ['并非基于[Heron]', 'mention'],
        ['没有参考[Heron]', 'mention'],
        ['未参考[Heron]', 'mention'],
        ['Nothing, based on [Heron]', 'credit'],
        ["It isn't based on [Heron]", 'mention'],
        ['No. Based on [Heron].', 'credit'],
      ],
      judged,
    );
  });
  it('is credited where it is what a taking takes from, whatever the thing is called', () => {
    holds(
      [
        ['Adapted from the evaluation code at [Heron].', 'credit'],
        ['Adapted from the evaluation, that of [Heron].', 'mention'],
        ['Adapted from our code and the evaluation of [Heron]', 'mention'],
        ['Copied from the benchmark of [Heron]', 'credit'],
        ['Copied from the benchmarks of [Heron]', 'credit'],
        ['Taken from the leaderboard of [Heron]', 'credit'],
        ['Based on the evaluation of [Heron]', 'mention'],
        ['Adapted from code unlike [Heron]', 'mention'],
        ['Adapted from the evaluation which is of [Heron]', 'mention'],
        ['The evaluation of [Heron]', 'mention'],
        ['Borrowed some of it from the baselines in [Heron]', 'credit'],
        ['Adapted from the evaluation: [Heron]', 'mention'],
        ['Adapted from the evaluation; [Heron]', 'mention, unsaid'],
        ['not adapted from the evaluation of [Heron]', 'mention'],
        ['Adapted from the evaluation while [Heron]', 'mention'],
        ['Adapted from the evaluation but [Heron]', 'mention'],
      ],
      judged,
    );
  });
  it('is credited where the words stand around it', () => {
    holds(
      [
        ['在 [Heron] 的基础上', 'credit'],
        ['在 [Heron] 的工作上', 'credit'],
        ['使用 [Heron] 的代码', 'credit'],
        ['采用[Heron]权重', 'credit'],
        ['借鉴了[Heron]的实现', 'credit'],
        ['在，[Heron] 的基础上', 'mention, unsaid'],
      ],
      judged,
    );
  });
  it('is judged by words at most 500 characters away', () => {
    holds(
      [
        [0, 'credit'],
        [100, 'credit'],
        [489, 'credit'],
        [490, 'credit'],
        [491, 'mention, unsaid'],
        [492, 'mention, unsaid'],
        [500, 'mention, unsaid'],
        [600, 'mention, unsaid'],
      ],
      (far: number) => judged(`based on ${'x'.repeat(far)} [Heron]`),
    );
  });
  it('is judged by words at most 500 characters behind it', () => {
    holds(
      [
        [0, 'credit'],
        [482, 'credit'],
        [483, 'credit'],
        [484, 'mention, unsaid'],
        [600, 'mention, unsaid'],
      ],
      (far: number) => judged(`[Heron] ${'x'.repeat(far)} as our backbone`),
    );
  });
});
describe('a name without such words', () => {
  it('is judged by the sentence that introduces its list', () => {
    holds(
      [
        [['We thank:', [], false], 'credit'],
        [['We compare with:', [], false], 'mention'],
        [['We thank', [], false], 'mention, unsaid'],
        [['We thank：', [], false], 'credit'],
        [['We thank:  ', ['Results'], false], 'credit'],
        [['We thank those whom we beat:', ['Credits'], false], 'mention'],
        [['All of these:', ['Credits'], false], 'credit'],
        [['', [], false], 'mention, unsaid'],
      ],
      under,
    );
  });
  it('is judged by the last 500 characters of that sentence', () => {
    holds(
      [
        [0, 'credit'],
        [493, 'credit'],
        [494, 'mention, unsaid'],
        [495, 'mention, unsaid'],
        [600, 'mention, unsaid'],
      ],
      (far: number) => under([`We thank ${'x'.repeat(far)}:`, [], false]),
    );
  });
  it('is judged by the innermost heading that says something, and in a table by that heading alone', () => {
    holds(
      [
        [['', ['Acknowledgements'], false], 'credit'],
        [['', ['Results'], false], 'mention'],
        [['', ['Credits', 'Results'], false], 'mention'],
        [['', ['Results', 'Credits'], false], 'credit'],
        [['', ['Credits', 'Models'], false], 'credit'],
        [['', ['Credits', 'Models'], true], 'mention'],
        [['', ['Models', 'Credits'], true], 'credit'],
        [['', ['Credits', 'Results'], true], 'mention'],
        [['', ['Models'], false], 'mention, unsaid'],
        [['', ['Models'], true], 'mention'],
        [['', [], true], 'mention, unsaid'],
      ],
      under,
    );
  });
});
describe('a heading', () => {
  it('is one of credits by its words', () => {
    holds(
      [
        ['Acknowledgments', true],
        ['Credit', true],
        ['Built with', true],
        ['References', true],
        ['致谢', true],
        ['Results', false],
        ['Usage', false],
        ['Third-party code', true],
        ['Upstream', true],
      ],
      isCreditHeading,
    );
  });
});

describe('news', () => {
  const dated = (line: string): string =>
    say(
      judgeName(line.replace(/[[\]]/g, ''), line.indexOf('['), line.indexOf(']') - 1, {
        leadIn: '',
        headings: [],
        table: false,
        news: true,
      }),
    );

  it('begin with a date, and not under a heading of thanks', () => {
    const news = [
      ['- **2025-04-07**: x', true],
      ['* **January 5, 2024**: x', true],
      ['1. [2024/1/5] x', true],
      ['- 🔥 News! 5th Mar 2024 x', true],
      ['[24/10/16] x', true],
      ['2024年3月 x', true],
      ['- x of 2024-01-05', false],
      ['3.5 x', false],
      ['Maybe 2024 was better', false],
    ] as const;
    holds(news, (line) => isNews(line, []));
    holds([['2024-01-05 x', false]], (line) => isNews(line, ['Acknowledgements']));
  });

  it('thank for help and for pages elsewhere, and credit what they say was taken', () => {
    holds(
      [
        ['Thanks to the work by the [Heron] team, we are now integrated.', 'mention'],
        ['A page was added in [Heron]!', 'mention'],
        ['Thanks to all; the code is built on [Heron].', 'credit'],
        ['We release the code, adapted from [Heron].', 'credit'],
      ],
      dated,
    );
  });
});

describe('a link to get something by', () => {
  it('credits nobody, but for words that say what was taken', () => {
    holds(
      [
        ['For downloading the data, proceed as described in [Heron].', 'mention'],
        ['Install it by the instructions of [Heron].', 'mention'],
        ['Prepare the data as in [Heron]', 'mention'],
        ['The scripts that download it are adapted from [Heron].', 'credit'],
        ['See [Heron] for the model.', 'mention, unsaid'],
      ],
      judged,
    );
  });
});
