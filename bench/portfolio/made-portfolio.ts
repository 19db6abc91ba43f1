import type { AuditedRevision, DatedModule } from '../../src/host/portfolio/audit-revision.ts';
import type { AuditReport } from '../../src/model/report.ts';

/** Modules of one made-up repository. */
export const MODULES_EACH = 30;
/** Of these: copied as they are, and copied with changes. The others are its own. */
const COPIED = 0.4;
const EDITED = 0.2;
/** Projects that audits find as upstreams. */
const UPSTREAMS = 300;
/** Features that many have in common without being idioms of the world, and how many of a module's are such. */
const SEMI_COMMON = 5_000;
const SEMI_COMMON_SHARE = 0.03;
const SAMPLED_BELOW = 0x40000000;
const COARSE_BELOW = 0x08000000;

/** Numbers in 0..1 that a seed decides (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sampled features of a module: sizes as in real code, 40 to 1,500 features of which every fourth is here. */
function features(chance: () => number): number[] {
  const count = Math.round(10 * Math.exp(3.6 * chance() ** 1.7));
  const found = new Set<number>();
  while (found.size < count)
    found.add(
      chance() < SEMI_COMMON_SHARE
        ? Math.floor(chance() * SEMI_COMMON) * 214_748
        : Math.floor(chance() * SAMPLED_BELOW),
    );
  return [...found].sort((a, b) => a - b);
}

function edited(base: readonly number[], chance: () => number): number[] {
  const kept = 0.6 + 0.38 * chance();
  const found = new Set(base.map((one) => (chance() < kept ? one : Math.floor(chance() * SAMPLED_BELOW))));
  return [...found].sort((a, b) => a - b);
}

const printOf = (id: number, sample: number[]): DatedModule['print'] => {
  const below = sample.filter((one) => one < COARSE_BELOW).length;
  const coarse = sample.slice(0, Math.max(8, below));
  return { id, features: sample.length * 4, own: coarse.length, coarse, sample };
};

/** One of `count` modules that others copy, the first ones most. */
const popular = (chance: () => number, count: number): number => Math.floor(count * chance() ** 2);

/** A made-up repository of a portfolio of `size`. */
export function madeRevision(at: number, size: number): AuditedRevision {
  const chance = chanceOf(at + 1);
  const pool = Math.ceil(size * 1.5);
  const upstreams = new Set<number>();
  const modules = Array.from({ length: MODULES_EACH }, (_, place): DatedModule => {
    const kind = chance();
    const base = popular(chance, pool);
    if (kind < COPIED + EDITED) upstreams.add(base % UPSTREAMS);
    const own = 10_000_000_000 + at * 100 + place;
    const print =
      kind < COPIED
        ? printOf(base, features(chanceOf(-1 - base)))
        : kind < COPIED + EDITED
          ? printOf(own, edited(features(chanceOf(-1 - base)), chance))
          : printOf(own, features(chance));
    const line = place * 40 + 1;
    return {
      path: `package_${at % 97}/module_${place >> 2}.py`,
      symbol: `Made${at}x${place}`,
      range: { startLine: line, endLine: line + 30 },
      tokens: print.features,
      print,
      since: `20${String(15 + (at % 10)).padStart(2, '0')}-01-01`,
    };
  });
  return {
    report: madeReport(at, [...upstreams].slice(0, 4)),
    bytes: new Uint8Array(2048),
    modules,
    decisions: [],
  };
}

function madeReport(at: number, upstreams: readonly number[]): AuditReport {
  return {
    schemaVersion: 2,
    tool: { name: 'forebear', version: '0' },
    target: { name: `made-${at}`, files: 10, examined: 10, firstCommitDate: '2020-01-01' },
    catalogue: { id: 'made', built: '2020-01-01', upstreams: 0 },
    partial: false,
    notExamined: [],
    modules: [],
    residues: [],
    artefacts: [],
    lineage: upstreams.map((one) => ({
      upstream: `upstream-${one}`,
      version: `upstream-${one}@1`,
      strength: 'strong',
      claimed: false,
      credited: 'no',
      relation: 'source',
      repository: `https://example.org/upstream-${one}`,
      evidence: [],
      why: [],
      timeline: [],
    })),
    licenses: [{ path: 'LICENSE', slot: 'code', expression: 'MIT', confidence: 1, ranges: [], changes: [] }],
    claims: [],
    findings: upstreams.map((one) => ({
      id: `${at}-${one}`,
      rule: 'upstream-not-credited',
      level: 'warning',
      message: `Made up: upstream-${one} is not credited`,
      path: 'README.md',
      range: { startLine: 1, endLine: 1 },
      upstream: `upstream-${one}`,
      help: 'rules/upstream-not-credited.md',
      fixes: [],
      related: [],
      evidence: [],
      basis: '',
    })),
    decisions: [],
    sources: [],
  };
}
