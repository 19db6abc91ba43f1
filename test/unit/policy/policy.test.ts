import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { applyPolicy } from '../../../src/policy/apply-policy.ts';
import { globMatches } from '../../../src/policy/glob.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { foundingShape } from '../../fixtures/reports/founding-shape.ts';

const schema = new Ajv({ strict: true }).compile(JSON.parse(readFileSync('docs/policy.schema.json', 'utf8')));

function added(policy: Policy): readonly string[] {
  const before = new Set(foundingShape.findings.map((finding) => finding.id));
  return applyPolicy(foundingShape, policy)
    .findings.filter((finding) => !before.has(finding.id))
    .map((finding) => `${finding.rule} ${finding.path}:${finding.range.startLine}`);
}

describe('a policy', () => {
  it('changes nothing when it asks for nothing', () => {
    assert.deepEqual(applyPolicy(foundingShape, {}), foundingShape);
  });

  it('finds a denied upstream by project, by version and by pattern, at the place of its evidence', () => {
    for (const name of ['lantern-v', 'lantern-v-2.5-launch', 'lantern-v@lantern-v-2.5-launch', 'lant*'])
      assert.deepEqual(added({ upstreams: { deny: [name] } }), [
        'policy-upstream tinyvlm/image_processing.py:12',
      ]);
    assert.deepEqual(added({ upstreams: { deny: ['lantern'] } }), []);
  });

  it('finds an upstream that is not among those allowed, and lets deny win over allow', () => {
    assert.deepEqual(added({ upstreams: { allow: ['beacon-*'] } }).length, 1);
    assert.deepEqual(added({ upstreams: { allow: ['lantern-v'] } }), []);
    assert.deepEqual(added({ upstreams: { allow: ['*'], deny: ['lantern-v'] } }).length, 1);
  });

  it('holds licenses of files and of upstreams against its lists', () => {
    assert.deepEqual(added({ licenses: { allow: ['Apache-2.0', 'MIT'] } }), [
      'policy-license docs/LICENSE-figures:1',
      'policy-license tinyvlm/trainer_header.py:1',
    ]);
    assert.deepEqual(added({ licenses: { deny: ['Apache-*'] } }), [
      'policy-license tinyvlm/image_processing.py:12',
      'policy-license tinyvlm/trainer_header.py:1',
    ]);
  });

  it('takes a choice of licenses for good when one alternative is', () => {
    const [record] = foundingShape.licenses;
    assert.ok(record !== undefined);
    const with_ = (expression: string) =>
      applyPolicy(
        { ...foundingShape, findings: [], lineage: [], licenses: [{ ...record, expression }] },
        { licenses: { allow: ['MIT', 'Apache-2.0'] } },
      ).findings.length;
    assert.deepEqual(
      [
        'MIT OR GPL-3.0-only',
        'MIT AND GPL-3.0-only',
        '(GPL-2.0-only OR MIT) AND Apache-2.0',
        'NOASSERTION',
      ].map(with_),
      [0, 1, 0, 0],
    );
  });

  it('finds modules of a denied role that come from an upstream, and no others', () => {
    assert.deepEqual(added({ roles: { deny: ['resampler', 'trainer'] } }), [
      'policy-role tinyvlm/projection.py:8',
    ]);
  });

  it('sets levels by rule, and makes notes of findings outside its paths, but hides none', () => {
    const levels = (policy: Policy) => applyPolicy(foundingShape, policy).findings.map((item) => item.level);
    assert.deepEqual(levels({}), ['warning', 'error', 'warning']);
    assert.deepEqual(levels({ rules: { 'upstream-not-credited': 'note' } }), ['warning', 'note', 'warning']);
    assert.deepEqual(levels({ paths: { exclude: ['tinyvlm/'] } }), ['warning', 'error', 'note']);
    assert.deepEqual(levels({ paths: { include: ['tinyvlm/**'] } }), ['note', 'note', 'warning']);
  });

  it('changes no fact', () => {
    const policy: Policy = {
      upstreams: { deny: ['*'] },
      licenses: { deny: ['*'] },
      roles: { deny: ['slicing'] },
    };
    const { findings: _, ...facts } = applyPolicy(foundingShape, policy);
    const { findings: __, ...before } = foundingShape;
    assert.deepEqual(facts, before);
    assert.deepEqual(applyPolicy(foundingShape, policy), applyPolicy(structuredClone(foundingShape), policy));
  });
});

describe('a policy file', () => {
  const full: Policy = {
    failOn: 'warning',
    strictDecisions: true,
    paths: { include: ['src/**'], exclude: ['third_party/'] },
    upstreams: { deny: ['x'] },
    licenses: { allow: ['MIT'] },
    roles: { allow: ['attention'] },
    rules: { 'upstream-not-credited': 'error' },
  };

  it('reads every key, and the schema accepts the same', () => {
    assert.deepEqual(parsePolicy(JSON.stringify({ $schema: 'x', ...full })), { ok: true, value: full });
    assert.equal(schema(full), true);
  });

  const refused: readonly (readonly [unknown, RegExp])[] = [
    [{ failon: 'error' }, /"failon" is not a key of the policy; it has .*failOn/],
    [{ failOn: 'always' }, /failOn takes error, warning, note, never, not "always"/],
    [{ strictDecisions: 'yes' }, /strictDecisions takes true or false/],
    [{ licenses: { deny: 'MIT' } }, /licenses\.deny takes a list/],
    [{ licenses: { deny: ['MIT', ''] } }, /licenses\.deny\[1\] must be a text/],
    [{ upstreams: { denied: [] } }, /"denied" is not a key of upstreams/],
    [{ roles: { deny: ['brain'] } }, /"brain" is not a role/],
    [{ rules: { x: 'off' } }, /rules\["x"\] takes error, warning, note/],
    [[], /takes an object/],
    [null, /takes an object/],
  ];
  for (const [value, message] of refused)
    it(`refuses ${JSON.stringify(value)} with the place in the sentence, and so does the schema`, () => {
      const parsed = parsePolicy(JSON.stringify(value));
      assert.ok(!parsed.ok);
      assert.match(parsed.message, message);
      assert.equal(schema(value), false);
    });

  it('refuses what is not JSON', () => {
    assert.equal(parsePolicy('{').ok, false);
  });
});

describe('a pattern', () => {
  const cases: readonly (readonly [pattern: string, text: string, matches: boolean])[] = [
    ['src/**', 'src/a/b.py', true],
    ['src/**', 'srcs/a.py', false],
    ['src/*', 'src/a/b.py', false],
    ['src/*.py', 'src/b.py', true],
    ['**/b.py', 'b.py', true],
    ['**/b.py', 'a/c/b.py', true],
    ['**/b.py', 'a/cb.py', false],
    ['a/**/b.py', 'a/b.py', true],
    ['third_party/', 'third_party/x/y.py', true],
    ['third_party/', 'third_party', false],
    ['?.py', 'a.py', true],
    ['?.py', '/.py', false],
    ['a.py', 'axpy', false],
    ['[a]', 'a', false],
    ['', '', true],
  ];
  for (const [pattern, text, matches] of cases)
    it(`${pattern} ${matches ? 'covers' : 'does not cover'} ${text}`, () => {
      assert.equal(globMatches(pattern, text), matches);
    });

  it('with very many stars against a long name ends', () => {
    assert.equal(globMatches(`${'a*'.repeat(200)}b`, 'a'.repeat(400)), false);
  });
});
