import { artefactKind } from '../../artefacts/configs/artefact-facts.ts';
import { identityFacts } from '../../artefacts/configs/extract-facts.ts';
import { parseLargeFilePointer } from '../../artefacts/configs/large-file.ts';
import { isGguf } from '../../artefacts/weights/formats/gguf.ts';
import { mayBePickle } from '../../artefacts/weights/may-be-pickle.ts';
import { weightsClaims, weightsLicense } from '../../credit/weights-claims.ts';
import type { FileAnalysis } from '../../engine/file/file-analysis.ts';
import type { Wording } from '../../engine/file/read-file.ts';
import { SKIP_REASONS } from '../files/skip-reasons.ts';
import { describeSource } from '../weights/describe-file.ts';
import type { Analysed, SourceBytes } from './read-source.ts';

/** Whether a file holds weights themselves, and no pointer to them. */
export function isWeights({ path, bytes }: SourceBytes): boolean {
  return (
    (artefactKind(path) === 'weights' || mayBePickle({ path, size: bytes.length })) &&
    (bytes.length > 1024 || parseLargeFilePointer(new TextDecoder('latin1').decode(bytes)) === null)
  );
}

const NOT_COMPARED =
  'weights: an audit reads what their header says; "forebear weights" compares their values';

/**
 * Reads what the header of a file of weights says of where they come from. Values are not looked at; formats whose
 * description stands at the end of the file, or in a pickle, are read only where the file is no longer than its part at hand.
 */
export async function readWeights(file: SourceBytes, { aliases, licenses }: Wording): Promise<Analysed> {
  const { path, bytes, size = bytes.length } = file;
  // A pickle is read where all of it is at hand: to say what it would call, never to call it.
  const isHeader = isGguf(bytes) || path.endsWith('.safetensors') || bytes.length === size;
  const described = isHeader
    ? await describeSource(
        {
          size,
          read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
        },
        path,
      )
    : null;
  // A name such as `labels.pkl` says nothing: only what would run code is told of it.
  if (
    artefactKind(path) !== 'weights' &&
    (described === null || described.ok || described.reason !== 'runs-code')
  )
    return { path, reason: SKIP_REASONS.leftAlone(), gap: 'left out', kind: 'other kind' };
  if (described !== null && !described.ok) {
    const reason =
      bytes.length < size && /ends at byte|no JSON/.test(described.message)
        ? `its header is longer than the ${bytes.length / 1024 / 1024} MB of it that are read`
        : described.message;
    const isHeaderFormat = isGguf(bytes) || path.endsWith('.safetensors');
    return {
      path,
      reason,
      gap: isHeaderFormat ? 'not parsed' : 'left out',
      ...(described.reason === 'runs-code' ? { kind: 'refused' as const } : {}),
    };
  }
  const header = described?.value.kind === 'file' ? described.value.file : null;
  const said = header?.claims ?? [];
  const identity = identityFacts(path, size > bytes.length || file.blob === null ? {} : { blob: file.blob });
  const license = weightsLicense(licenses, said);
  const analysis: FileAnalysis = {
    path,
    blob: size > bytes.length ? null : file.blob,
    language: null,
    modules: [],
    licenses:
      license === null
        ? []
        : [
            {
              expression: license,
              confidence: 1,
              ranges: [{ startLine: 1, endLine: 1 }],
              kind: 'model-card',
              slot: 'weights',
              changes: [],
            },
          ],
    copyrights: [],
    claims: weightsClaims(path, said, aliases),
    header: null,
    sightings: [],
    artefact:
      identity === null || header?.settings === undefined
        ? identity
        : { ...identity, fields: header.settings },
    page: null,
    text: null,
    notExamined: NOT_COMPARED,
    gap: 'left out',
    kind: 'values',
    coverage: null,
  };
  return { path, analysis };
}
