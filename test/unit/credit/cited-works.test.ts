import { isWorkCited, namesPeople } from '../../../src/credit/cited-works.ts';
import { holds } from '../table.ts';

/** The entry with the name between `[` and `]`, judged at that place. */
const at =
  (judge: (entry: string, start: number, end: number) => boolean) =>
  (marked: string): boolean => {
    const start = marked.indexOf('[');
    return judge(marked.replace(/[[\]]/g, ''), start, marked.indexOf(']') - 1);
  };

describe('a name in a bibliography', () => {
  it('is of the work that is cited where its title begins with it, or is it', () => {
    holds(
      [
        ['@misc{a,\n title={[Heron]: a model of tiles},\n}', true],
        ['@misc{a,\n title={{[Heron]}: a model of tiles},\n}', true],
        ['@misc{a,\n title = "[Heron]",\n}', true],
        ['@misc{a,\n title={[Heron] 2.5: a model},\n}', true],
        ['@misc{a,\n title={[Heron] Technical Report},\n}', true],
        ['title: "[Heron]"\n', true],
        ['@misc{a,\n title={On the waders: [Herons of the shallow marsh]},\n}', true],
        ['@misc{a,\n title={Finch: easy control of [Heron]},\n}', false],
        ['@misc{a,\n title={Finch: easy control\n  of [Marsh Heron]: a study},\n}', false],
        ['@misc{a,\n title={[Heron] in high quality},\n}', false],
        ['@misc{a,\n title={Finch},\n abstract={We use [Heron]}\n}', false],
        ['@misc{a,\n title={Finch},\n note={[Heron]}\n}', true],
        ['@misc{[heron]2024,\n title={Finch}\n}', true],
      ],
      at(isWorkCited),
    );
  });

  it('may be of a person', () => {
    holds(
      [
        ['@misc{a,\n author={[Heron] and others}\n}', true],
        ['  - Given-Names: [Heron]', true],
        ['@misc{a,\n title={[Heron]}\n}', false],
        ['[Heron]', false],
      ],
      at((entry, start) => namesPeople(entry, start)),
    );
  });
});
