/** Words that open a sentence about oneself and name nobody. */
const NOBODY = new Set(
  (
    'i ai an a the artificial intelligence large language model assistant chatbot here not just sorry unable happy glad based ' +
    'designed trained built made created developed computer program virtual digital helpful your you my'
  ).split(' '),
);
const NAME = String.raw`([\p{Lu}\d][\p{L}\d.&+-]*(?: (?:[\p{Lu}\d][\p{L}\d.&+-]*)){0,3})`;
/** "I am X", "My name is X", "called X"; then "made by Y". Their first words in either case, names in capitals. */
const WAYS: readonly RegExp[] = [
  new RegExp(String.raw`\b[Ii](?: a|['’])m ${NAME}`, 'gu'),
  new RegExp(String.raw`\b(?:[Mm]y name is|[Cc]all me|[Nn]amed|[Cc]alled|[Kk]nown as) ${NAME}`, 'gu'),
  new RegExp(
    String.raw`\b(?:created|made|built|developed|trained|designed|released|maintained|provided)(?: and \w+)? (?:by|at)(?: the| a)?(?: (?:team|researchers|company|people|lab))?(?: (?:at|of|called))? ${NAME}`,
    'gu',
  ),
  /我(?:是|叫|的名字(?:是|叫))(?!一|个|你|您|人工)(?:由[^，。,\s]{2,16}?(?:开发|研发|训练|推出|创造)的)?([\p{L}\d·.-]{2,16})/gu,
  /(?:由|来自)([\p{L}\d·.&-]{2,16}?)(?:公司|团队|实验室)?(?:自主|独立)?(?:开发|研发|训练|推出|创造|打造)/gu,
];
/** Letters of a name that can be told from a word. */
const LEAST = 3;

/** Names by which an answer calls its speaker and its maker, in lower case, each once. */
export function saidNames(answer: string): readonly string[] {
  const names = new Set<string>();
  for (const way of WAYS)
    for (const [, found = ''] of answer.normalize('NFKC').matchAll(way)) {
      const words = found
        .toLowerCase()
        .replace(/[.,-]+$/, '')
        .split(' ');
      while (words.length > 0 && NOBODY.has(words[0] ?? '')) words.shift();
      while (words.length > 0 && NOBODY.has(words.at(-1) ?? '')) words.pop();
      const name = words.join(' ');
      if (name.length >= LEAST || /\p{Script=Han}{2}/u.test(name)) names.add(name);
    }
  return [...names];
}

/** Whether a text has a name as words of its own, in any case. */
export function hasName(text: string, name: string): boolean {
  const whole = text.normalize('NFKC').toLowerCase();
  for (let at = whole.indexOf(name); at >= 0; at = whole.indexOf(name, at + 1)) {
    if (/\p{Script=Han}/u.test(name)) return true;
    const before = whole[at - 1] ?? ' ';
    const behind = whole[at + name.length] ?? ' ';
    if (!/[\p{L}\d]/u.test(before) && !/\p{L}/u.test(behind)) return true;
  }
  return false;
}
