import { plainName } from '../credit/plain-name.ts';
import type { Evidence } from '../model/evidence.ts';

/** Letters of a name that tells one project from another. */
const LEAST = 3;
/** `name = "finch"`, in pyproject.toml and setup.cfg. */
const PACKAGE = /^\s*name\s*=\s*["']?([\w.-]{2,60})["']?\s*$/m;

/**
 * Names that a repository goes by, letters and digits alone: of its folder, which whoever cloned it chose, of its package, and of what
 * its front page tells to clone or has as its first heading.
 */
export function ownNames(evidence: Pick<Evidence, 'target' | 'texts'>): ReadonlySet<string> {
  const known = kept.get(evidence);
  if (known !== undefined) return known;
  const names = readNames(evidence);
  kept.set(evidence, names);
  return names;
}

const kept = new WeakMap<Pick<Evidence, 'target' | 'texts'>, ReadonlySet<string>>();

function readNames({ target, texts }: Pick<Evidence, 'target' | 'texts'>): ReadonlySet<string> {
  const names = [target.name];
  for (const [path, text] of texts) {
    if (path === 'pyproject.toml' || path === 'setup.cfg') names.push(PACKAGE.exec(text)?.[1] ?? '');
    if (!/^README[^/]*$/i.test(path)) continue;
    names.push(/^\s*#+\s*([^:：\n]{2,60}?)\s*(?:[:：].*)?$/m.exec(text.slice(0, 8000))?.[1] ?? '');
    const cloned = /\bgit clone\b[^\n]{0,60}?\/([\w.-]{2,60}?)(?:\.git)?(?:[\s`"']|$)/.exec(text)?.[1];
    names.push(cloned ?? '');
  }
  return new Set(names.map(plainName).filter((name) => name.length >= LEAST));
}
