import { type CommentBlock, commentBlocks } from './comment-blocks.ts';
import { creditedLines } from './credit-lines.ts';
import { nameAfter, namedModules, namedRepositories } from './named-sources.ts';

/** A place in a code file that names where code comes from. */
export interface StatedSource {
  /** Counted from 1; 0 for the path itself. */
  readonly line: number;
  readonly kind: 'header' | 'comment' | 'docstring' | 'copied-from' | 'path' | 'import';
  /** `credit`: the place says that something was taken. `mention`: it only names it, as an import does. */
  readonly force: 'credit' | 'mention';
  /** `owner/name` in lower case. */
  readonly repository?: string;
  /** File within that repository, where the address tells it. */
  readonly file?: string;
  /** `transformers.models.llama.modeling_llama`, with the symbol where one is named. */
  readonly module?: string;
  /** What the place calls it, where it gives neither address nor module. */
  readonly name?: string;
}

/** Places that are read in one file. */
const MOST_SOURCES = 400;

/** A text without one of these names no source in its comments. */
const WORTH =
  /github|gitlab|gitee|huggingface\.co|bitbucket|adapt|adopt|borrow|cop(?:y|ied)|taken|modif|based|deriv|port|stolen|grabbed|lifted|inspired|refer|credit|courtesy|origin|thanks|fork|from|参考|修改自|来自|源自|借鉴|改编|摘自|移植|出自|来源|基于|引自|复制自/i;

/** Folders whose children are other projects. */
const VENDOR =
  /(?:^|\/)(?:_?vendor(?:ed|s)?|third[_-]?party|3rd[_-]?party|thirdparty|externals?|extern|submodules?|deps|dependencies)\/([\w.-]{2,60})(?=\/|\.py$)/i;

/** As torch.hub names what it fetched: `owner_name_branch`. */
const HUB_CACHE = /(?:^|\/)[A-Za-z0-9-]+_([\w.-]{2,60})_(?:main|master)(?=\/)/;

/**
 * Every place in a code file that names a source, in order of its lines: comments and docstrings, in English and
 * Chinese, `# Copied from package.module.Symbol`, imports of another package's inner modules, and the folder that
 * keeps what others wrote. Plain patterns over comments; nothing is parsed, and nothing that it says is followed.
 */
export function statedSources(text: string, path: string): readonly StatedSource[] {
  const sources: StatedSource[] = [];
  const vendored = vendoredName(path);
  if (vendored !== null) sources.push({ line: 0, kind: 'path', force: 'mention', name: vendored });
  if (WORTH.test(text)) for (const block of commentBlocks(text, path)) sources.push(...ofBlock(block));
  if (/\.(?:py|pyi)$/i.test(path)) sources.push(...importsOf(text));
  return sources.slice(0, MOST_SOURCES).sort((a, b) => a.line - b.line);
}

/** The project in whose vendored tree a file lies: `detectron2` for `lib/third_party/detectron2/a.py`; null outside of one. */
export function vendoredName(path: string): string | null {
  return (VENDOR.exec(path)?.[1] ?? HUB_CACHE.exec(path)?.[1])?.replace(/\.py$/, '') ?? null;
}

function ofBlock(block: CommentBlock): readonly StatedSource[] {
  const kind = block.kind === 'tail' ? 'comment' : block.kind;
  return creditedLines(block).flatMap(({ number, text, credit, rest }): StatedSource[] => {
    const found = [...namedRepositories(text), ...(credit ? namedModules(text) : [])];
    const machine = /\b(?:copied|adapted|modified|taken|borrowed) from [a-z]\w*(?:\.\w+){2,}/i.test(text);
    const named = found.map(({ start, end, ...source }): StatedSource => {
      const said = credit && end > start;
      const copied = machine && source.module !== undefined;
      return {
        line: number,
        kind: copied ? 'copied-from' : kind,
        force: said ? 'credit' : 'mention',
        ...source,
      };
    });
    if (named.length > 0 || rest === null) return named;
    const name = nameAfter(rest);
    return name === null ? [] : [{ line: number, kind, force: 'credit', ...name }];
  });
}

/** `from package.inner.module import …`, and the same without `from`: two dots, so that no one's own top is meant. */
const IMPORT = /^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*(?:\.\w+){2,8})\b/gm;

function importsOf(text: string): readonly StatedSource[] {
  const seen = new Set<string>();
  const found: StatedSource[] = [];
  let line = 1;
  let past = 0;
  for (const one of text.matchAll(IMPORT)) {
    for (let at = text.indexOf('\n', past); at >= 0 && at < one.index; at = text.indexOf('\n', at + 1))
      line += 1;
    past = one.index;
    const module = one[1] ?? '';
    if (seen.has(module)) continue;
    seen.add(module);
    found.push({ line, kind: 'import', force: 'mention', module });
  }
  return found;
}
