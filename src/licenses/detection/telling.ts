import { WIDE } from './tokens.ts';

/** Words of which nearly every statement of a license has one, in lower case. */
const TELLING =
  /licen|copyright|commercial|copyleft|\(c\)|\u00a9|spdx|permission|permitted|warrant|redistribut|be distributed|distributed (?:under|with)|freeware|you (?:can|may) use|whatever (?:way|you)|what you want|public ?domain|creative ?commons|all rights|rights reserved|proprietary|confidential|terms|apache|gpl|gnu|bsd|zlib|boost software|mozilla|eclipse|artistic|mulan|beer-?ware|wtfpl|openmdw|[许許]可|版[权權]|协议|协定|授[权權]|[开開]源|[條条]款|ライセンス|著作権|라이선스|라이센스|저작권|\b(?:mit|isc|[em]pl|cc[ -]?(?:by|0))\b/;

/** Whether a text has a word that may belong to a statement of a license. */
export function isTelling(text: string): boolean {
  return TELLING.test((WIDE.test(text) ? text.normalize('NFKC') : text).toLowerCase());
}
