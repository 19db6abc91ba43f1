/** Function words of English and Chinese: they carry no evidence of copying. */
const STOP_WORDS = new Set(
  (
    'a an the and or but nor so yet if then else than that this these those there here it its he she they them their his her we our us you your i my me ' +
    'is are was were be been being am do does did doing done has have had having can could may might must shall should will would ' +
    'of in on at by for with without from to into onto over under about as between among through during before after above below up down out off ' +
    'not no only also very more most some any each all both few many much such own same other another one two first which who whom whose what when where why how ' +
    'use used using e g i e etc et al via per ' +
    '的 了 是 在 和 与 及 或 也 就 都 而 对 为 以 于 从 到 由 被 把 将 我 们 你 他 它 这 那 有 不 一 个 中 上 下 等 其 之 所 可 能 会 要'
  ).split(' '),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || /^\d{1,4}$/.test(word);
}
