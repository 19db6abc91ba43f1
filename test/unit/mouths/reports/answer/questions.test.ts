import assert from 'node:assert/strict';
import { markFindings } from '../../../../../src/decisions/mark-findings.ts';
import { questionBasis } from '../../../../../src/decisions/question-basis.ts';
import type { AuditReport, Decision, Lineage, OriginShare } from '../../../../../src/model/report.ts';
import { questionId, UPSTREAM_QUESTION } from '../../../../../src/model/upstream-question.ts';
import { answerOf } from '../../../../../src/mouths/reports/answer/answer.ts';
import { itself, toDecide } from '../../../../../src/mouths/reports/answer/sentences.ts';
import { FORMATS } from '../../../../../src/mouths/reports/formats.ts';
import { foundingShape } from '../../../../fixtures/reports/founding-shape.ts';

const [lantern, beacon] = foundingShape.lineage;
assert.ok(lantern !== undefined && beacon !== undefined);

/** The shape without findings, with the given lineages and with each match first had by `origin`. */
function shape(lineage: readonly Lineage[], origin: readonly OriginShare[]): AuditReport {
  return {
    ...foundingShape,
    findings: [],
    decisions: [],
    lineage,
    modules: foundingShape.modules.map((module) => ({
      ...module,
      matches: module.matches.slice(0, 1).map((match) => ({ ...match, origin })),
    })),
  };
}

const had = (project: string | null, share: number, alsoIn: readonly string[] = []): OriginShare => ({
  project,
  share,
  alsoIn,
  root: true,
  date: '2024-04-11',
});

describe('what a person has to decide', () => {
  it('is between two ways where a credited project has the same code: one leaves nothing open, one says what to do', () => {
    const report = shape([lantern, beacon], [had('lantern-v', 1, ['beacon-vl'])]);
    const [first] = answerOf(report).upstreams;
    assert.ok(first !== undefined);
    assert.equal(
      toDecide(first),
      'Beacon-VL, which is credited, has this code too. If it came with that, nothing is open; if not, credit Lantern-V in the README',
    );
  });

  it('names no other project where none that is credited has most of it', () => {
    for (const [lineage, origin] of [
      [[lantern], [had('lantern-v', 1, ['beacon-vl'])]],
      [[lantern, { ...beacon, credited: 'no' as const }], [had('lantern-v', 1, ['beacon-vl'])]],
      [[lantern, beacon], [had('lantern-v', 1)]],
    ] as const) {
      const first = answerOf(shape(lineage, origin)).upstreams.find(({ lineage: one }) => one === lantern);
      assert.ok(first !== undefined);
      assert.match(
        toDecide(first) ?? '',
        /^Nothing here names it\. If the code is from there, credit Lantern-V/,
      );
    }
  });

  it('is settled by what a person concluded, and open again once it rests on other evidence', () => {
    const report = shape([lantern], [had('lantern-v', 1)]);
    const decide = (state: Decision['state'], basis = questionBasis(lantern)): AuditReport => {
      const [finding, rule] = [questionId(lantern.upstream), UPSTREAM_QUESTION];
      const by = { by: 'Kim', on: '2025-01-02', note: 'Not from there.' };
      return markFindings(report, [{ finding, rule, path: '.', state, basis, ...by }], null);
    };
    const stateOf = (one: AuditReport) => answerOf(one).upstreams[0]?.state;
    assert.equal(stateOf(report), 'person');
    assert.equal(stateOf(decide('false-match')), 'complete');
    assert.equal(stateOf(decide('to-fix')), 'not-credited');
    assert.equal(stateOf(decide('false-match', 'older')), 'person');
    const text = FORMATS.text(decide('false-match'));
    assert.match(text, /Decided: false-match, Kim, 2025-01-02: Not from there\./);
    assert.match(FORMATS.text(report), /forebear decide/);
    assert.doesNotMatch(text, /forebear decide/);
  });

  it('stands below an upstream that has one line only', () => {
    const others = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      ...beacon,
      upstream: id,
      strength: 'strong' as const,
    }));
    const text = FORMATS.text(shape([lantern, beacon, ...others], [had('lantern-v', 1, ['beacon-vl'])]));
    assert.match(text, /If it came with/);
    assert.ok(text.trimEnd().split('\n').length <= 40);
  });

  it('stands on the line of an upstream where there is no room below it', () => {
    const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
      ...lantern,
      upstream: id,
      strength: 'strong' as const,
    }));
    const report = shape([lantern, beacon, ...others], [had('lantern-v', 1, ['beacon-vl'])]);
    const lines = FORMATS.text(report).trimEnd().split('\n');
    assert.ok(lines.length <= 40);
    assert.ok(lines.some((line) => /^ {2}Lantern-V .* To decide: is it from there\?$/.test(line)));
    const bare = lines.filter(
      (line, at) => / A person has to decide$/.test(line) && !/^ {4}/.test(lines[at + 1] ?? ''),
    );
    assert.deepEqual(bare, []);
  });

  it('is told beside what is to do already', () => {
    const disputed = shape([lantern], [had('lantern-v', 1)]);
    const report: AuditReport = {
      ...disputed,
      findings: foundingShape.findings.filter(({ upstream }) => upstream === 'lantern-v'),
      modules: disputed.modules.map((module) => ({
        ...module,
        matches: module.matches.map((match) => ({ ...match, order: 'disputed' as const })),
      })),
    };
    const [first] = answerOf(report).upstreams;
    assert.ok(first !== undefined && first.toDo.length > 0);
    assert.equal(first.state, 'person');
    for (const said of [FORMATS.text(report), FORMATS.html(report), FORMATS.markdown(report)])
      assert.match(said.replace(/\s+/g, ' '), /vouches for contradict each other/);
    const next = /<div class="next">.*?<\/div>/s.exec(FORMATS.html(report))?.[0] ?? '';
    assert.match(next, /href="#todo-1">.*which dates hold\?/s);
  });
});

describe('a repository that is known itself', () => {
  const self: Lineage = { ...lantern, relation: 'self', credited: 'yes' };
  const before: Lineage = { ...beacon, relation: 'ancestor', strength: 'strong', credited: 'partly' };
  const report = shape([self, before], [had('lantern-v', 0.75), had('beacon-vl', 0.25)]);

  it('says who had parts of its code before, how much, since when and whether that is credited', () => {
    assert.match(
      itself(answerOf(report)) ?? '',
      /^The catalogue holds this repository as Lantern-V\. Who had parts of its code before: Beacon-VL 13% \(2024-04-11, named here\)\.$/,
    );
  });

  it('says the same in every part of every report, and nowhere that nothing else is in it', () => {
    for (const said of [FORMATS.text(report), FORMATS.html(report), FORMATS.markdown(report)]) {
      const one = said.replace(/\s+/g, ' ');
      assert.match(one, /Beacon-VL 13%|Beacon-VL<\/th>/);
      assert.ok(
        !/nothing else in it|No evidence of an upstream|No module matches an upstream|Behind it/.test(one),
        one,
      );
    }
    assert.match(FORMATS.html(report), /<h3>Beacon-VL<\/h3><ul><li>/);
  });

  it('says that nothing else matches where nobody had any of it before', () => {
    assert.match(
      itself(answerOf(shape([self], [had('lantern-v', 1)]))) ?? '',
      /nothing else in it matches another upstream\.$/,
    );
  });
});
