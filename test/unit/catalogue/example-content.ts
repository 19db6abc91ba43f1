import { createHash } from 'node:crypto';
import type {
  CatalogueContent,
  FileContent,
  PageContent,
  VersionContent,
} from '../../../src/catalogue/catalogue-content.ts';
import type { UnitPrint } from '../../../src/compare/unit-print.ts';
import type { SourceFacts } from '../../../src/model/source-facts.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Small deterministic generator (mulberry32, public domain). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

export function examplePrint(seed: number, grams: number, symbol = `Unit${seed}.forward`): UnitPrint {
  const next = random(seed);
  const values = [...new Set(Array.from({ length: grams }, next))].sort((a, b) => a - b);
  return {
    symbol,
    kind: 'method',
    role: 'resampler',
    range: { startLine: 10, endLine: 10 + grams },
    tokens: grams * 2,
    digest: next().toString(16).padStart(8, '0') + next().toString(16).padStart(8, '0'),
    grams: Uint32Array.from(values),
    gramLines: Uint16Array.from(values, (_, at) => at % 90),
    names: [{ name: `größe${seed}`, contexts: Uint32Array.of(seed, seed + 1) }],
  };
}

export function exampleFacts(id: string): SourceFacts {
  return {
    id,
    project: id.split('-')[0] ?? id,
    projectName: 'Example',
    name: `Example ${id}`,
    nameZh: '例子',
    organisation: 'Example',
    repository: 'example/example',
    commit: null,
    published: '2024-01-01',
    publishedBasis: 'made up',
    codeLicense: { expression: 'MIT', source: 'LICENSE' },
    weightsLicense: { expression: 'NOASSERTION', source: 'not stated' },
    copyrights: [],
    files: [],
    identifiers: [],
    specialTokens: [],
    configKeys: [],
    tensorPrefixes: [],
    ancestors: [],
    aliases: ['Example'],
    citations: [],
    factsOnly: false,
  };
}

export function exampleFile(blob: string, units: readonly UnitPrint[]): FileContent {
  return {
    blob,
    header: { copyrights: [`Copyright ${blob}`], licenseExpression: 'MIT', lineHashes: [1, 2] },
    print: { language: 'python', units, damage: 0 },
  };
}

export function exampleVersion(id: string, blobs: readonly string[]): VersionContent {
  return {
    source: exampleFacts(id),
    files: blobs.map((blob, at) => ({
      path: `file${at}.py`,
      role: 'resampler',
      blob,
      firstCommitted: '2024-01-01T00:00:00Z',
      since: '2024-02-01T00:00:00Z',
      commit: 'c'.repeat(40),
    })),
    artefacts: [],
    modules: ['file0'],
    pages: [{ path: 'README.md', blob: 'page', since: '2024-02-01T00:00:00Z' }],
    notice: { path: 'NOTICE', lines: [[7, 3]] },
  };
}

const examplePage: PageContent = {
  blob: 'page',
  print: { words: 40, runs: [0xffffffff, 5, 6], places: [2, 9, 30], lines: [4, 3, 70_000] },
};

export function exampleContent(
  versions: readonly VersionContent[],
  contents: readonly FileContent[],
): CatalogueContent {
  return { id: 'example', built: '2024-05-01', versions, contents, pages: [examplePage] };
}
