import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { choose } from '../../src/engine/choose.ts';
import { judge } from '../../src/engine/judge.ts';
import { match } from '../../src/engine/match.ts';
import type { CatalogueFacts } from '../../src/engine/ports.ts';
import type { AuditReport, Finding, Lineage } from '../../src/model/report.ts';
import { joined } from '../../src/origins/join-worlds.ts';
import type { World } from '../../src/origins/world.ts';
import { RULES } from '../../src/rules/table.ts';
import { matchesGolden } from '../golden.ts';
import { readCase } from './case-file.ts';
import { cataloguesOf, type GatheredCase, gatherCase } from './gather-case.ts';

const rooms = join(import.meta.dirname, '../../src/rules');
/** Where what was read is kept, for whoever runs this file once for each of a thousand broken lines; never otherwise. */
const kept = process.env.FOREBEAR_GATHERED;

const isWritten = process.env.FOREBEAR_GOLDEN === 'write';

const casesOf = (rule: string): readonly string[] =>
  readdirSync(join(rooms, rule, 'cases'))
    .filter((name) => name.endsWith('.json'))
    .sort();

const keyOf = (index: Uint8Array | null): string =>
  index === null ? '' : createHash('sha256').update(index).digest('hex');

async function gatherAll(): Promise<ReadonlyMap<string, GatheredCase>> {
  if (kept !== undefined && existsSync(kept)) return deserialize(readFileSync(kept));
  const all = new Map<string, GatheredCase>();
  for (const { id } of RULES)
    for (const name of casesOf(id))
      all.set(`${id}/${name}`, await gatherCase(readCase(join(rooms, id, 'cases', name))));
  if (kept !== undefined) writeFileSync(kept, serialize(all));
  return all;
}

function sayFinding({ level, path, range, message, ...more }: Finding): readonly string[] {
  return [
    `  ${level} ${path}:${range.startLine}-${range.endLine} ${more.upstream ?? '-'} ${more.duty ?? '-'} ${more.id}`,
    `    ${message}`,
    `    basis: ${more.basis}; evidence: ${more.evidence.join(' ')}`,
    ...more.fixes.flatMap(({ said: _, ...fix }) => [`    fix: ${JSON.stringify(fix)}`]),
    ...more.related.map(
      (one) => `    see ${one.path}:${one.range.startLine}-${one.range.endLine}: ${one.message}`,
    ),
  ];
}

function sayLineage({ why, timeline, whySaid: _, ...lineage }: Lineage): readonly string[] {
  return [
    `  ${JSON.stringify(lineage)}`,
    ...why.map((one) => `    ${one}`),
    ...timeline.map(({ date, side, event, basis }) => `    ${date} ${side}: ${event} (${basis})`),
  ];
}

describe('what rules say in full', () => {
  let gathered: ReadonlyMap<string, GatheredCase> = new Map();
  let world: World | null = null;
  const opened = new Map<string, CatalogueFacts>();

  before(async function () {
    this.timeout(0);
    gathered = await gatherAll();
    const builtIn = await cataloguesOf(null);
    for (const { index } of gathered.values()) {
      const key = keyOf(index);
      if (!opened.has(key)) opened.set(key, (await cataloguesOf(index, builtIn)).facts);
    }
    world = joined(builtIn.worlds.map((one) => one.world));
  });

  function reportOf(name: string): AuditReport {
    const one = gathered.get(name);
    assert.ok(one !== undefined, name);
    const catalogue = opened.get(keyOf(one.index));
    assert.ok(catalogue !== undefined);
    const chosen = choose(one.gathered, match(one.gathered, catalogue), catalogue, world);
    return judge(one.gathered, chosen, catalogue);
  }

  for (const { id } of RULES) {
    it(`is, of ${id}, what its cases have on record`, () => {
      const golden = `test/golden/rules/${id}.txt`;
      const recorded = existsSync(golden) ? readFileSync(golden, 'utf8') : '';
      // What a case must find is held against its own file; here stands how it is said, once that is on record.
      const lines = casesOf(id).flatMap((file) => {
        const name = file.replace('.json', '');
        if (!isWritten && !`\n${recorded}`.includes(`\n${name}\n`)) return [];
        const { findings, lineage } = reportOf(`${id}/${file}`);
        return [
          name,
          ...findings.filter(({ rule }) => rule === id).flatMap(sayFinding),
          ...lineage.flatMap(sayLineage),
          '',
        ];
      });
      matchesGolden(`rules/${id}.txt`, lines.join('\n'));
    });
  }
});
