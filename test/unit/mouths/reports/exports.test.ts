import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Log } from 'sarif';
import type { AuditReport } from '../../../../src/model/report.ts';
import { FORMATS } from '../../../../src/mouths/reports/formats.ts';
import { GITHUB_LIMITS } from '../../../../src/mouths/reports/sarif/sarif-report.ts';
import { foundingShape } from '../../../fixtures/reports/founding-shape.ts';
import { emptyShape, hostile } from '../../../fixtures/reports/other-shapes.ts';
import { matchesGolden } from '../../../golden.ts';
import { multitool, schemaFaults } from './official-schemas.ts';
import { shapeFaults } from './spdx-shapes.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const SHAPES: readonly (readonly [name: string, report: AuditReport])[] = [
  ['a report with every kind of evidence', foundingShape],
  ['an empty report', emptyShape],
  ['a report with hostile text', hostile(foundingShape)],
];

function sarif(report: AuditReport, profile: 'github' | 'full' = 'github'): Log {
  return JSON.parse(FORMATS.sarif(report, { sarifProfile: profile }));
}

describe('SARIF export', () => {
  for (const [name, report] of SHAPES) {
    it(`is valid for ${name}`, () => {
      for (const sarifProfile of ['github', 'full'] as const)
        assert.deepEqual(schemaFaults('sarif', FORMATS.sarif(report, { sarifProfile })), []);
    });
  }

  /** Rules of the SARIF SDK, those for GitHub's code scanning among them, that a text does not keep. */
  function complaints(text: string): readonly (string | undefined)[] {
    chmodSync(multitool, 0o755);
    const folder = mkdtempSync(join(tmpdir(), 'forebear-sarif-'));
    try {
      const file = join(folder, 'report.sarif');
      const verdict = join(folder, 'verdict.sarif');
      writeFileSync(file, text);
      const schema = join(dirname(multitool), 'sarif-2.1.0.json');
      const args = [
        'validate',
        file,
        '--json-schema',
        schema,
        '--rule-kind',
        'Sarif;Ghas',
        '--output',
        verdict,
      ];
      const run = spawnSync(multitool, args, {
        encoding: 'utf8',
        env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      });
      assert.equal(run.status, 0, `${run.stdout}${run.stderr}`);
      const log: Log = read(verdict);
      return (log.runs[0]?.results ?? [])
        .filter((result) => result.level !== 'note')
        .map((result) => result.ruleId ?? result.rule?.id);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('passes the validator of the SARIF SDK, with its rules for code scanning', function () {
    if (!existsSync(multitool)) this.skip();
    const documentation = 'https://example.org/forebear/docs/';
    for (const [name, report] of SHAPES)
      assert.deepEqual(complaints(FORMATS.sarif(report, { documentation })), [], name);
    const log: Log = sarif(foundingShape);
    for (const result of log.runs[0]?.results ?? []) delete result.locations;
    assert.notDeepEqual(complaints(JSON.stringify(log)), []);
  });

  it('shows every finding on exactly one line and keeps its whole ranges as related places', () => {
    for (const result of sarif(foundingShape, 'full').runs[0]?.results ?? []) {
      assert.equal(result.locations?.length, 1);
      assert.equal(result.locations?.[0]?.physicalLocation?.region?.endLine, undefined);
    }
    const [credit] = (sarif(foundingShape).runs[0]?.results ?? []).filter((item) => item.level === 'error');
    assert.deepEqual(
      credit?.relatedLocations?.map((place) => place.physicalLocation?.region),
      [
        { startLine: 12, endLine: 96 },
        { startLine: 8, endLine: 77 },
      ],
    );
  });

  it('puts the anchor on a line of the change, also when only a related place is part of it', () => {
    const changedLines = new Map([['tinyvlm/projection.py', [{ startLine: 30, endLine: 32 }]]]);
    const log: Log = JSON.parse(FORMATS.sarif(foundingShape, { changedLines, sarifProfile: 'full' }));
    const results = log.runs[0]?.results ?? [];
    const place = (rule: string) =>
      results.find((item) => item.ruleId === rule)?.locations?.[0]?.physicalLocation;
    assert.deepEqual(place('upstream-not-credited')?.artifactLocation?.uri, 'tinyvlm/projection.py');
    assert.deepEqual(place('upstream-not-credited')?.region, { startLine: 30 });
    assert.deepEqual(place('license-text-missing')?.region, { startLine: 30 });
  });

  it('leaves a decided finding out for GitHub and keeps it, suppressed, in the full profile', () => {
    const decided: AuditReport = {
      ...foundingShape,
      decisions: foundingShape.decisions.map((item) => ({ ...item, state: 'accepted' as const })),
    };
    const rules = (log: Log) => (log.runs[0]?.results ?? []).map((result) => result.ruleId);
    assert.ok(!rules(sarif(decided)).includes('license-text-missing'));
    const kept = sarif(decided, 'full').runs[0]?.results?.find(
      (item) => item.ruleId === 'license-text-missing',
    );
    assert.equal(kept?.suppressions?.[0]?.status, 'accepted');
    const stale: AuditReport = {
      ...decided,
      decisions: decided.decisions.map((item) => ({ ...item, status: 'stale' as const })),
    };
    assert.ok(rules(sarif(stale)).includes('license-text-missing'));
  });

  it('keeps within what GitHub keeps, heaviest first, and says what it leaves out', () => {
    const [finding] = foundingShape.findings;
    assert.ok(finding !== undefined);
    const findings = Array.from({ length: 6000 }, (_, index) => ({
      ...finding,
      id: `f-${index}`,
      level: index < 5500 ? ('note' as const) : ('error' as const),
      related: Array.from({ length: 150 }, () => ({
        path: 'a.py',
        range: { startLine: 1, endLine: 2 },
        message: 'x',
      })),
    }));
    const run = sarif({ ...foundingShape, findings, decisions: [] }).runs[0];
    assert.equal(run?.results?.length, GITHUB_LIMITS.results);
    assert.equal(run?.results?.filter((result) => result.level === 'error').length, 500);
    assert.equal(run?.results?.[0]?.relatedLocations?.length, GITHUB_LIMITS.locations);
    assert.match(JSON.stringify(run?.invocations), /1,000 findings beyond GitHub's limit/);
  });

  it('lets no text of the audited repository become a link or a control character', () => {
    const [result] = sarif(hostile(foundingShape)).runs[0]?.results ?? [];
    assert.ok(result?.message.text?.includes('\\[x\\](javascript'));
    assert.doesNotMatch(result?.message.text ?? '', /[\p{Cc}\p{Cf}]/u);
  });

  it('gives a path with blanks and marks as a relative URI', () => {
    const [finding] = foundingShape.findings;
    assert.ok(finding !== undefined);
    const odd = { ...foundingShape, findings: [{ ...finding, path: 'a b/%20#c?.py:d' }] };
    const uri = sarif(odd).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    assert.equal(uri, 'a%20b/%2520%23c%3F.py%3Ad');
  });
});

describe('CycloneDX export', () => {
  for (const [name, report] of SHAPES)
    it(`is valid against the 1.6 schema for ${name}`, () => {
      assert.deepEqual(schemaFaults('cyclonedx', FORMATS.cyclonedx(report)), []);
    });

  it('gives every component its own reference and names only references that exist', () => {
    const text = FORMATS.cyclonedx(foundingShape);
    const refs = [...text.matchAll(/"bom-ref": "([^"]+)"/g)].map((found) => found[1]);
    assert.equal(new Set(refs).size, refs.length);
    const bom = JSON.parse(text);
    for (const dependency of bom.dependencies)
      for (const ref of [dependency.ref, ...(dependency.dependsOn ?? [])]) assert.ok(refs.includes(ref), ref);
  });

  it('names the upstream as a machine-learning model with the places of its evidence', () => {
    const bom = JSON.parse(FORMATS.cyclonedx(foundingShape));
    const lantern = bom.components.find((item: { name: string }) => item.name.startsWith('Lantern-V'));
    assert.equal(lantern.type, 'machine-learning-model');
    assert.deepEqual(
      lantern.evidence.occurrences.map((item: { location: string; line?: number }) => [
        item.location,
        item.line,
      ]),
      [
        ['tinyvlm/image_processing.py', 12],
        ['tinyvlm/image_processing.py', 101],
        ['tinyvlm/projection.py', 8],
        ['tinyvlm/image_processing.py', 14],
        ['config.json', undefined],
      ],
    );
  });
});

describe('SPDX 2.3 export', () => {
  for (const [name, report] of SHAPES)
    it(`is valid against the official schema for ${name}`, () => {
      assert.deepEqual(schemaFaults('spdx', FORMATS.spdx(report)), []);
    });

  it('defines every LicenseRef that it uses, and no other', () => {
    const document = JSON.parse(FORMATS.spdx(foundingShape));
    const used = new Set(
      document.packages.flatMap((item: { licenseDeclared: string }) =>
        [...item.licenseDeclared.matchAll(/LicenseRef-[\w.-]+/g)].map((found) => found[0]),
      ),
    );
    assert.deepEqual(
      document.hasExtractedLicensingInfos.map((item: { licenseId: string }) => item.licenseId),
      [...used].sort(),
    );
  });
});

describe('SPDX 3.0.1 export', () => {
  for (const [name, report] of SHAPES)
    it(`is valid against the official schema and the official shapes for ${name}`, async () => {
      assert.deepEqual(schemaFaults('spdx3', FORMATS.spdx3(report)), []);
      assert.deepEqual(await shapeFaults(FORMATS.spdx3(report)), []);
    });

  it('would not be valid with a relation that points at a license as its source, or a model without a supplier', async () => {
    const whole = FORMATS.spdx3(foundingShape);
    assert.ok(schemaFaults('spdx3', whole.replace('"hasDeclaredLicense"', '"hasLicense"')).length > 0);
    const document = JSON.parse(whole);
    const model = document['@graph'].find((item: { type: string }) => item.type === 'ai_AIPackage');
    model.suppliedBy = document['@graph'][1].spdxId;
    assert.match((await shapeFaults(JSON.stringify(document))).join('\n'), /suppliedBy/);
  });

  it('gives every AI package exactly one declared and one concluded license', () => {
    const graph: readonly { type: string; spdxId?: string; from?: string; relationshipType?: string }[] =
      JSON.parse(FORMATS.spdx3(foundingShape))['@graph'];
    const models = graph.filter((item) => item.type === 'ai_AIPackage');
    assert.ok(models.length >= 2);
    for (const model of models)
      for (const kind of ['hasDeclaredLicense', 'hasConcludedLicense'])
        assert.equal(
          graph.filter((item) => item.from === model.spdxId && item.relationshipType === kind).length,
          1,
        );
  });

  it('names no element that the graph does not hold', () => {
    const document = JSON.parse(FORMATS.spdx3(foundingShape));
    const ids = new Set(document['@graph'].map((item: { spdxId?: string }) => item.spdxId));
    for (const item of document['@graph'])
      for (const ref of [item.from, item.subject, ...(item.to ?? [])].filter(Boolean))
        assert.ok(ids.has(ref) || ref.startsWith('https://spdx.org/rdf/3.0.1/terms/'), ref);
    assert.equal(ids.size, document['@graph'].length);
  });
});

describe('GitLab code quality export', () => {
  it('has one entry per finding with what GitLab needs', () => {
    const entries = JSON.parse(FORMATS.gitlab(foundingShape));
    assert.equal(entries.length, foundingShape.findings.length);
    for (const entry of entries) {
      assert.deepEqual(Object.keys(entry).sort(), [
        'check_name',
        'description',
        'fingerprint',
        'location',
        'severity',
      ]);
      assert.ok(entry.location.lines.begin >= 1);
    }
    assert.equal(
      new Set(entries.map((entry: { fingerprint: string }) => entry.fingerprint)).size,
      entries.length,
    );
  });
});

describe('every export', () => {
  for (const [name, format] of Object.entries(FORMATS)) {
    it(`gives the same bytes twice: ${name}`, () => {
      assert.equal(format(foundingShape), format(structuredClone(foundingShape)));
    });
    it(`holds no word that judges: ${name}`, () => {
      assert.doesNotMatch(format(foundingShape), /plagiari|theft|stolen|guilty|violation/i);
    });
  }

  it('reads as the golden files', () => {
    matchesGolden('founding-shape.md', FORMATS.markdown(foundingShape));
    matchesGolden('founding-shape.sarif', FORMATS.sarif(foundingShape, { sarifProfile: 'full' }));
    matchesGolden('founding-shape.html', FORMATS.html(foundingShape));
  });
});
