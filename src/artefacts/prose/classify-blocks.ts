import { type Block, isBibliographyEntry, isBibliographyHeading, isLicenseText } from './document.ts';

/** Marks lists of references and license text among the blocks of a document. */
export function classifyBlocks(path: string, blocks: readonly Block[]): readonly Block[] {
  const whole = /(?:^|\/)(?:licen[cs]e|copying|notice|third[-_ ]party)[^/]*$/i.test(path);
  let inReferences = false;
  return blocks.map((block) => {
    const text = block.pieces.map((piece) => piece.text).join(' ');
    if (block.heading) inReferences = isBibliographyHeading(text);
    if (block.kind !== 'text' || block.heading) return block;
    if (whole || isLicenseText(text)) return { ...block, kind: 'license' };
    return inReferences || isBibliographyEntry(text) ? { ...block, kind: 'bibliography' } : block;
  });
}
