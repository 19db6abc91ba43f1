import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilePrint } from '../../src/compare/unit-print.ts';
import { choose } from '../../src/engine/choose.ts';
import type { Gathered } from '../../src/engine/gather.ts';
import { judge } from '../../src/engine/judge.ts';
import { match } from '../../src/engine/match.ts';
import type { AuditCatalogues } from '../../src/host/audit-opened.ts';
import { joinWorlds } from '../../src/origins/join-worlds.ts';
import { namedProjects } from '../../src/origins/named-projects.ts';
import { originsInFile, pedigreeOf, type SampledCode } from '../../src/origins/pedigree.ts';
import { sampledBelow } from '../../src/origins/sample.ts';
import type { World } from '../../src/origins/world.ts';
import { matchesGolden } from '../golden.ts';
import {
  type BuiltHistories,
  buildHistories,
  cataloguesWith,
  type GatheredHistories,
  gatherHistories,
} from './gather.ts';
import { AUDITED } from './histories.ts';

/** Folder in which what was read is kept, for whoever runs this file once for each of a thousand broken lines. */
const kept = process.env.FOREBEAR_GATHERED;

function codeOf(units: FilePrint['units']): SampledCode {
  return { grams: new Set(units.flatMap((unit) => [...unit.grams])), below: sampledBelow('python') };
}

function sayPedigrees(world: World, print: FilePrint): readonly string[] {
  const whole = codeOf(print.units);
  const lines = [
    pedigreeOf(world, whole, originsInFile(world, whole, namedProjects(world, []))),
    pedigreeOf(world, whole, originsInFile(world, whole, namedProjects(world, ['lake/terrain']))),
    ...print.units.map((unit) => pedigreeOf(world, codeOf([unit]))),
  ];
  return lines.map((one) => `    ${JSON.stringify(one)}`);
}

function sayAudit(gathered: Gathered, { facts, worlds }: AuditCatalogues): readonly string[] {
  const world = worlds[0]?.world ?? null;
  const { modules, lineage, findings, sources } = judge(
    gathered,
    choose(gathered, match(gathered, facts), facts, world),
    facts,
  );
  return [
    ...modules.flatMap(({ path, symbol, role, matches }) => [
      `  ${path} ${symbol} ${role}`,
      ...matches.map(({ regions: _, ...one }) => `    ${JSON.stringify(one)}`),
    ]),
    ...lineage.map(({ whySaid: _, ...one }) => `  ${JSON.stringify(one)}`),
    ...findings.map(({ level, rule, path, message }) => `  ${level} ${rule} ${path}: ${message}`),
    `  sources: ${sources.map(({ id, published, publishedBasis }) => `${id} ${published} ${publishedBasis}`).join('; ')}`,
    '',
  ];
}

describe('who had code first, in full', () => {
  const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'forebear-origins-')) : `${kept}.origins`;
  let built: BuiltHistories = { bytes: new Uint8Array(), entries: [] };
  let gathered: GatheredHistories = { states: new Uint8Array(), beside: [], alone: [], prints: [] };
  before(async function () {
    this.timeout(0);
    built = await buildHistories(folder);
    gathered = await gatherHistories(folder, built);
  });
  after(() => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  });
  const worldOf = (): World => cataloguesWith(built, null).worlds[0]?.world as World;

  it('is the same world from the same histories, to the byte', () => {
    const { projects, threshold, families, fit, fileFit, projectFit } = worldOf();
    const digest = createHash('sha256').update(built.bytes).digest('hex');
    const lines = [digest, ...projects, { threshold, families, fit, fileFit, projectFit }];
    matchesGolden('origins/world.txt', `${lines.map((one) => JSON.stringify(one)).join('\n')}\n`);
  });

  it('is told gram by gram of each audited file', () => {
    const world = worldOf();
    const lines = gathered.prints.flatMap(([claim, path, print]) => [
      claim,
      `  ${path}`,
      ...sayPedigrees(world, print),
    ]);
    matchesGolden('origins/pedigrees.txt', `${lines.join('\n')}\n`);
  });

  it('is told by two worlds side by side, the second of which is asked as well', () => {
    const world = worldOf();
    const both = joinWorlds(world, worldOf());
    const lines = gathered.prints.flatMap(([claim, path, print]) => [
      claim,
      `  ${path}`,
      ...sayPedigrees(both, print),
    ]);
    matchesGolden('origins/two-worlds.txt', `${lines.join('\n')}\n`);
  });

  for (const [at, { claim }] of AUDITED.entries()) {
    it(`says of states that are known: ${claim}`, () => {
      const one = gathered.beside[at] as Gathered;
      matchesGolden(
        `origins/beside-${at + 1}.txt`,
        sayAudit(one, cataloguesWith(built, gathered.states)).join('\n'),
      );
    });

    it(`says of a world alone: ${claim}`, () => {
      const one = gathered.alone[at] as Gathered;
      matchesGolden(`origins/alone-${at + 1}.txt`, sayAudit(one, cataloguesWith(built, null)).join('\n'));
    });
  }
});
