import { parseTable } from '../../../src/artefacts/predictions/parse-table.ts';
import { parseWorkbook } from '../../../src/artefacts/predictions/parse-workbook.ts';
import { readAnswers } from '../../../src/artefacts/predictions/read-answers.ts';
import { parseDocument } from '../../../src/artefacts/prose/parse-document.ts';
import { parseWordDocument } from '../../../src/artefacts/prose/parse-word-document.ts';
import { readFingerprint } from '../../../src/artefacts/weights/fingerprint/fingerprint.ts';
import type { ByteSource } from '../../../src/artefacts/weights/formats/byte-source.ts';
import { encodeCatalogueIndex } from '../../../src/catalogue/encode-index.ts';
import { openCatalogueIndex } from '../../../src/catalogue/open-index.ts';
import { parseDecision } from '../../../src/decisions/parse-decision.ts';
import { openAuditCatalogues } from '../../../src/host/audit-opened.ts';
import { parseEntry } from '../../../src/host/catalogue/read-entries.ts';
import { readStoredZip } from '../../../src/host/evidence-pack/stored-zip.ts';
import { verifyEvidence } from '../../../src/host/evidence-pack/verify-evidence.ts';
import { ignoreMatches, parseIgnoreLine } from '../../../src/host/files/ignore-pattern.ts';
import { readLog } from '../../../src/host/git/read-log.ts';
import { once } from '../../../src/host/once.ts';
import { parseRepositoryList } from '../../../src/host/repos/repository-list.ts';
import { run as analyse } from '../../../src/host/threads/tasks/analyse.ts';
import { describeSource } from '../../../src/host/weights/describe-file.ts';
import type { World } from '../../../src/origins/world.ts';
import { openWorld } from '../../../src/origins/world-format.ts';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import {
  exampleContent,
  exampleFile,
  examplePrint,
  exampleVersion,
  sha256,
} from '../../unit/catalogue/example-content.ts';
import { prints, range, worldOf } from '../../unit/origins/tiny-world.ts';
import * as samples from './samples.ts';
import * as code from './small-code.ts';
import * as small from './small-samples.ts';

/** One reader of what a stranger wrote. */
export interface Target {
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  /** Samples of a few hundred bytes, for a reader that takes long for the others. */
  readonly small?: readonly Uint8Array[];
  /** Reads some bytes. What cannot be read is a value; to throw is a fault. */
  readonly read: (bytes: Uint8Array) => unknown;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (position, length) => bytes.subarray(Math.max(0, position), Math.max(0, position + length)),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an audit makes of a file of this name, with the catalogue and the world that come along. */
async function analyser(): Promise<(path: string, bytes: Uint8Array) => Promise<void>> {
  const opened = await openAuditCatalogues([]);
  if (!opened.ok) throw new Error(opened.message);
  const catalogues = {
    key: opened.value.key,
    buffers: opened.value.loaded.map(({ index }) => index.buffer),
    worlds: opened.value.worlds.map(({ buffer }) => buffer),
    siblings: null,
  };
  return async (path, bytes) => {
    const [one] = await analyse({ catalogues, files: [{ path, blob: null, bytes }] });
    const said = one !== undefined && 'reason' in one ? one.reason : (one?.analysis.notExamined ?? '');
    // An exception that was caught is told as a reason; it is a fault of the reader all the same.
    if (/could not be read as code/.test(said)) throw new Error(said);
  };
}

/** What an audit asks of a world. */
function askWorld(world: World): void {
  for (let gram = 0; gram < 64; gram++) {
    const position = world.find(gram < 48 ? gram * 7919 + 13 : gram * 67_108_864);
    if (position < 0) continue;
    const { project, file } = world.holder(world.holderAt(position));
    for (const one of [project, ...world.othersAt(position)]) void world.projects[one]?.family;
    world.pathOf(world.kinOf(file));
    world.weigh(world.independentsAt(position));
  }
  for (const blob of ['0000010001', 'ffffffffff']) world.projectOfBlob(blob);
}

const index = encodeCatalogueIndex(
  exampleContent(
    [exampleVersion('example-1', ['a'.repeat(40)])],
    [exampleFile('a'.repeat(40), [examplePrint(1, 40)])],
  ),
  sha256,
);

/** Every reader, by name. */
export function openTargets(): readonly Target[] {
  const audit = once(analyser);
  const audited = (
    name: string,
    paths: readonly string[],
    all: readonly Uint8Array[],
    few?: readonly Uint8Array[],
  ): Target => ({
    name,
    samples: all,
    ...(few === undefined ? {} : { small: few }),
    read: async (bytes) => {
      const path = paths[(bytes.length + (bytes[0] ?? 0)) % paths.length] ?? '';
      await (await audit())(path, bytes);
    },
  });
  return [
    audited('python', ['a.py'], samples.PYTHON, code.SMALL_PYTHON),
    audited('notebooks', ['a.ipynb'], samples.NOTEBOOKS, code.SMALL_NOTEBOOKS),
    audited('c-like', ['a.c', 'a.cpp', 'a.cu', 'a.js', 'a.ts', 'a.tsx'], samples.CURLY, code.SMALL_CURLY),
    audited(
      'licenses and documents',
      ['LICENSE', 'README.md', 'NOTICE', 'docs/about.md', 'MODEL_CARD.md'],
      samples.LICENSES,
      small.SMALL_DOCUMENTS,
    ),
    audited(
      'manifests',
      [
        'CITATION.cff',
        'pyproject.toml',
        'package.json',
        'REUSE.toml',
        'README.md',
        'debian/copyright',
        'setup.py',
      ],
      samples.FIELDS,
      small.SMALL_FIELDS,
    ),
    audited(
      'configurations and tokenizers',
      [
        'config.json',
        'tokenizer.json',
        'tokenizer_config.json',
        'model.safetensors.index.json',
        'vocab.json',
      ],
      samples.ARTEFACTS,
    ),
    ...Object.entries(samples.CHECKPOINTS).map(
      ([ending, all]): Target => ({
        name: `checkpoints: ${ending}${ending === 'pt' ? ' (pickles)' : ''}`,
        samples: all,
        read: (bytes) => describeSource(sourceOf(bytes), `a.${ending}`),
      }),
    ),
    {
      name: 'policy and decisions',
      samples: samples.SETTINGS,
      read: (bytes) => [parsePolicy(textOf(bytes)), parseDecision(parsed(textOf(bytes)))],
    },
    {
      name: 'catalogue index',
      samples: [index],
      read: (bytes) => {
        const opened = openCatalogueIndex(bytes.slice().buffer, null);
        if (opened.ok) for (let at = 0; at < 2; at++) opened.value.filesOf(at);
      },
    },
    {
      name: 'world',
      samples: [worldOf([['a', prints(0, [{ day: 1, file: 0, grams: range(0, 40) }])]])],
      small: small.SMALL_WORLDS,
      read: (bytes) => {
        const opened = openWorld(bytes.slice().buffer, null);
        if (opened.ok) askWorld(opened.value);
      },
    },
    {
      name: 'catalogue entries',
      samples: samples.SETTINGS,
      read: (bytes) => [
        parseEntry('a', parsed(textOf(bytes))),
        readFingerprint(parsed(textOf(bytes)) as never),
      ],
    },
    {
      name: 'evidence packs',
      samples: samples.ZIPS,
      read: (bytes) => [readStoredZip(bytes), verifyEvidence(bytes, {}, new AbortController().signal)][1],
    },
    {
      name: 'answers',
      samples: samples.ANSWERS,
      read: (bytes) => {
        const table = parseTable('a', textOf(bytes));
        return table.ok ? readAnswers('a', table.value, {}) : table;
      },
    },
    {
      name: 'workbooks and word documents',
      samples: samples.ZIPS,
      read: (bytes) => [parseWorkbook('a', bytes), parseWordDocument('a.docx', bytes)],
    },
    ...Object.entries(samples.PROSE).map(
      ([ending, all]): Target => ({
        name: `prose: ${ending}`,
        samples: all,
        ...(ending === 'tex' ? { small: small.SMALL_TEX } : {}),
        ...(ending === 'txt' ? { small: small.SMALL_TEXTS } : {}),
        read: (bytes) =>
          parseDocument(
            `a.${ending}`,
            ({ md: 'markdown', rst: 'rst', tex: 'latex', html: 'html' } as const)[ending as 'md'] ?? 'text',
            textOf(bytes),
          ),
      }),
    ),
    {
      name: 'histories',
      samples: samples.LOGS,
      read: (bytes) => readLog(textOf(bytes), new Set()),
    },
    {
      name: 'ignore rules',
      samples: samples.IGNORED,
      read: (bytes) => {
        for (const line of textOf(bytes).split('\n').slice(0, 2_000)) {
          const pattern = parseIgnoreLine(line);
          if (pattern !== null) ignoreMatches(pattern, 'some/folder/with/a/name.py');
        }
      },
    },
    {
      name: 'lists of repositories',
      samples: samples.texts('https://github.com/a/b\n# no\n../c\tname\n'),
      read: (bytes) => parseRepositoryList(textOf(bytes)),
    },
  ];
}
