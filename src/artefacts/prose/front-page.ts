import type { Block } from './document.ts';

/** READMEs and model cards, in any language, at the top of a repository or of its docs folder. */
const FRONT_PAGE =
  /^(?:docs?\/(?:[a-z]{2}(?:[-_][a-z]{2,4})?\/)?)?(?:readme|model[-_ ]?card)[^/]{0,20}\.(?:md|markdown|rst|txt)$/i;

/** Whether a path is the front page or the model card of its repository. */
export function isFrontPage(path: string): boolean {
  return FRONT_PAGE.test(path);
}

/**
 * Headings of sections that read alike everywhere: licenses, citations, thanks, how to install, whom to ask.
 * What stands under them is no sign of where a page came from.
 */
const STOCK_HEADING =
  /\b(?:licen[cs]es?|licensing|citations?|cite|citing|bibtex|references?|acknowledg\w*|thanks|credits|install\w*|requirements?|dependenc\w*|prerequisites?|environments?|set ?up|contribut\w*|contacts?|disclaimers?|terms of use|star history|contents|contact us|related (?:projects?|works?))\b|许可|协议|引用|致谢|安装|依赖|环境|声明|联系|贡献|目录|参考|ライセンス|引用|謝辞|インストール/i;

/** The blocks of a front page without its stock sections; a deeper heading does not end one. */
export function withoutStockSections(blocks: readonly Block[]): readonly Block[] {
  let stock: number | null = null;
  return blocks.filter((block) => {
    if (block.heading === true) {
      const level = block.level ?? 0;
      const text = block.pieces.map((piece) => piece.text).join(' ');
      if (stock === null || level <= stock) stock = STOCK_HEADING.test(text) ? level : null;
    }
    return stock === null;
  });
}
