/** A project, file or module that a line names, and where in the line. Offsets are of UTF-16 units. */
export interface NamedSource {
  readonly start: number;
  readonly end: number;
  /** `owner/name` in lower case, where an address tells it. */
  readonly repository?: string;
  /** File within that repository, as the address has it. */
  readonly file?: string;
  /** `transformers.models.llama.modeling_llama`, with the symbol where one is named. */
  readonly module?: string;
  /** What a line calls it that gives no address. */
  readonly name?: string;
}

const ADDRESS =
  /(?:https?:\/\/|git@|\b(?=(?:www\.)?(?:github|gitlab|gitee|huggingface|bitbucket)\.(?:com|co|org)[/:]))(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})[/:]([^\s<>()"'`\]},;，。；）】]+)/gi;
const CODE_HOSTS =
  /^(?:(?:raw\.)?github(?:usercontent)?\.com|gitlab\.com|gitee\.com|bitbucket\.org|huggingface\.co|hf\.co)$/;
/** Pages of a code host that are no repository, and of a repository that are no code. */
const NO_OWNER =
  /^(?:docs|papers|blog|datasets|spaces|models|collections|search|topics|orgs|settings|features|sponsors|about|gist|apps|login)$/;
const NO_CODE =
  /^(?:issues|pull|pulls|discussions|wiki|commit|commits|compare|releases|actions|projects|security)$/;

/** Addresses of repositories in a line. Issues, pull requests and discussions are no sources. */
export function namedRepositories(line: string): readonly NamedSource[] {
  const found: NamedSource[] = [];
  for (const address of line.matchAll(ADDRESS)) {
    const source = repositoryOf((address[1] ?? '').toLowerCase(), address[2] ?? '');
    if (source !== null)
      found.push({ start: address.index, end: address.index + address[0].length, ...source });
  }
  return found;
}

/** A line of the same length without addresses of issues, pull requests and releases: what they name was not taken. */
export function withoutPages(line: string): string {
  return line.replace(ADDRESS, (address: string, host: string, path: string) => {
    const is = CODE_HOSTS.test(host.toLowerCase()) && NO_CODE.test(partsOf(path)[2] ?? '');
    return is ? ' '.repeat(address.length) : address;
  });
}

/** Owner, name and what stands below them in the path of an address; what follows a `?` or `#` is no path. */
function partsOf(path: string): readonly string[] {
  return path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '-');
}

function repositoryOf(host: string, path: string): Pick<NamedSource, 'repository' | 'file'> | null {
  const [owner = '', rest = '', page = '', ...below] = partsOf(path);
  const pages = /^([a-z0-9-]+)\.(?:github|gitlab)\.io$/.exec(host)?.[1];
  if (pages !== undefined) {
    const name = plainName(owner);
    return name === '' || /\.html?$/.test(name) ? null : { repository: `${pages}/${name}`.toLowerCase() };
  }
  if (!CODE_HOSTS.test(host)) return null;
  const repository = `${owner}/${plainName(rest)}`.toLowerCase();
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) return null;
  if (NO_OWNER.test(owner.toLowerCase()) || NO_CODE.test(page)) return null;
  const isFile = /^(?:blob|tree|raw|resolve|blame)$/.test(page);
  const within = host.startsWith('raw.') ? below : isFile ? below.slice(1) : [];
  const file = within.join('/').replace(/[.,:]+$/, '');
  return file === '' ? { repository } : { repository, file };
}

function plainName(name: string): string {
  return name.replace(/(?:\.git)?[.,:!*]*$/, '').replace(/@.*$/, '');
}

/** `package.module.Symbol`, with at least two dots and in lower case at its beginning. */
const MODULE = /(?<![\w./@-])[a-z][a-z0-9_]{1,40}(?:\.[A-Za-z_]\w{0,80}){2,8}(?![\w/(])/g;
const NO_MODULE =
  /^(?:www|https?|e\.g|i\.e|self|cls|np|tf)\b|\.(?:com|org|io|net|html?|pdf|json|yaml|md|txt)$/;

/** Dotted modules in a line. */
export function namedModules(line: string): readonly NamedSource[] {
  return [...line.matchAll(MODULE)].flatMap((found) =>
    NO_MODULE.test(found[0])
      ? []
      : [{ start: found.index, end: found.index + found[0].length, module: found[0] }],
  );
}

const QUOTE = '["\'`*_\\[(<“‘]{0,3}';
/** A name right behind the words that say it was taken: `borrowed from (the official) NAME`. */
const NAME = new RegExp(
  `^[\\s:：]*${QUOTE}(?:(?:the|official|original|an?|code|implementation|repo|repository|project|of|in|by|and|from|on)\\s+){0,5}${QUOTE}([\\p{L}][\\p{L}\\p{N}_+.-]{1,40}(?:[/@][\\p{L}\\p{N}_.-]{2,40})*)`,
  'iu',
);
/** Words that stand there and are no name. */
const NO_NAME =
  /^(?:the|this|that|these|those|their|here|there|https?|above|below|following|paper|our|your|its|it|them|which|scratch|code|file|version|class|function|method|parent|base|original|other|another|previous|new|old|one|two|all|any|some|each|left|right|top|bottom|start|end|beginning|input|output|config|model|data|dataset|value|values|source|sources|self|super|user|users|where|work|cpu|gpu|disk|memory|cache|hub|checkpoint|and|or|of|by|in|for|to|with|an?|implementation|repo|repository|official|reference|references|lines?|issue|stack ?overflow|wikipedia)$/i;

/** What makes a name of a word in small letters: what follows it, or that nothing does. */
const SMALL =
  /^[\s:："'`(]*(?:the |official |original )*\p{Ll}+["'`)’]*(?:['’]s\b|[.,;)\s]*$|[\s,(]+(?:library|repo|repository|project|package|code ?base|implementation|source|code|references?|under|v?\d|[\w/]{1,80}\.(?:py|cpp|cu|js|ts)\b))/iu;

/** The name that begins `rest`, the part of a line behind the words of a credit; null where none does. */
export function nameAfter(rest: string): Omit<NamedSource, 'start' | 'end'> | null {
  const name = NAME.exec(rest)?.[1]
    ?.replace(/[.,:;_-]+$/, '')
    .replace(/['’]s$/, '');
  if (name === undefined || NO_NAME.test(name) || name.length < 2) return null;
  // A word in small letters with an underscore is a variable; one without is a name when a person would write it so.
  if (/^\p{Ll}+$/u.test(name) ? !SMALL.test(rest) : /^[\p{Ll}\d]+(?:_[\p{Ll}\d]+)+$/u.test(name)) return null;
  const [owner = '', second, ...more] = name.split('/');
  const at = /^([\w.-]+)@([\w.-]+)$/.exec(name);
  if (at !== null) return { repository: `${at[1]}/${at[2]}`.toLowerCase(), name: at[2] ?? name };
  if (second === undefined) return { name };
  if (more.length === 0 && !/\.\w{1,4}$/.test(second)) {
    return { repository: `${owner}/${second}`.toLowerCase(), name: second };
  }
  return { name: owner };
}

/** Names of repositories that are words for a kind of thing, and tell no project by themselves. */
export function isKindOfThing(name: string): boolean {
  return /^(?:audio|benchmarks?|code|core|datasets?|demo|diffusion|evaluate|examples?|mesh|models?|research|text|tools?|tpu|training|utils?|vision)$/i.test(
    name,
  );
}

/** A text that calls a repository its owner's (`kestrel's heron`) means that one, and no other of its name. */
export function isCalledByOwner(text: string, repository: string): boolean {
  const owner = repository.slice(0, repository.indexOf('/'));
  return text.toLowerCase().replaceAll('’', "'").includes(`${owner}'s `);
}
