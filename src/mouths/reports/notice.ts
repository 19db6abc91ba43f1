import type { Format } from './format.ts';
import { homeOf, isStated, owedTo } from './owed.ts';
import { printable } from './printable.ts';

/**
 * Draft of a NOTICE file (Apache-2.0 4(d)): one entry for each upstream that the repository takes code from. A draft:
 * lines of an upstream's own NOTICE have to be copied in by a person.
 */
export const noticeDraft: Format = (report) => {
  const entries = owedTo(report).map(({ source, files, artefacts, documents }) => {
    const lines = [
      `${source.projectName} (${source.name})`,
      homeOf(source),
      ...source.copyrights,
      files.length > 0 ? `License of the code: ${stated(source.codeLicense.expression)}` : '',
      artefacts.length > 0 ? `License of the model: ${stated(source.weightsLicense.expression)}` : '',
      files.length > 0 ? `In this repository: ${files.join(', ')}` : '',
      artefacts.length > 0 ? `Artefacts: ${artefacts.join(', ')}` : '',
      documents.length > 0 ? `Passages of its documents: ${documents.join(', ')}` : '',
      source.noticeFile === undefined ? '' : `Copy here the notices of its ${source.noticeFile}.`,
    ];
    return lines
      .filter((line) => line !== '')
      .map(printable)
      .join('\n');
  });
  return `${[printable(report.target.name), ...entries].join('\n\n')}\n`;
};

function stated(expression: string): string {
  return isStated(expression) ? expression : expression === 'NONE' ? 'none given' : 'not known';
}
