import type { Credit } from '../credit/credit.ts';
import { creditOf } from '../credit/credit.ts';
import { isCode } from '../languages/table.ts';
import { licenseOfRepository, type RepositoryLicenses } from '../licenses/slots.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/report.ts';
import { byText } from '../model/text-order.ts';
import { derivationsOf } from './derivations.ts';
import { identified } from './finding-identity.ts';
import { forOwner } from './for-owner.ts';
import type { Reading } from './rule.ts';
import { type SameOwner, sameOwner } from './same-owner.ts';
import { RULES } from './table.ts';

/** Files that make a tree without code a model rather than, say, a collection of texts. */
const WEIGHTS = /\.(?:safetensors|gguf|onnx|npz|pt|pth|ckpt)(?:\.index\.json)?$|\.bin(?:\.index\.json)?$/i;

/** Every finding of every rule, sorted by path, line and rule. The same evidence gives the same findings. */
export function checkRules(evidence: Evidence): readonly Finding[] {
  const reading = readingOf(evidence);
  return RULES.flatMap((rule) =>
    identified(rule, forOwner(rule.check(evidence, reading), reading.owner)),
  ).sort(
    (a, b) =>
      byText(a.path, b.path) ||
      a.range.startLine - b.range.startLine ||
      byText(a.rule, b.rule) ||
      byText(a.id, b.id),
  );
}

/** What the repository states of itself as a whole. */
export function ownLicenses({ licenses, paths }: Pick<Evidence, 'licenses' | 'paths'>): RepositoryLicenses {
  return licenseOfRepository(licenses, holdsCode(paths));
}

/** Whether what is said without a subject is said of code: everywhere but where weights stand without any. */
export function holdsCode(paths: readonly string[]): boolean {
  return paths.some(isCode) || !paths.some((path) => WEIGHTS.test(path));
}

/** What the evidence comes to; the rules share it. */
export function readingOf(evidence: Evidence): Reading {
  const derivations = derivationsOf(evidence);
  const declared = new Set(
    derivations.flatMap((one) =>
      // The file of an adapter or a merge names it too.
      one.places.some(({ subject }) => subject === 'base_model' || subject === 'made of')
        ? [one.upstream]
        : [],
    ),
  );
  const credits = new Map<string, Credit>();
  const owners = new Map<string, SameOwner | null>();
  return {
    derivations,
    licenses: ownLicenses(evidence),
    credit: (upstream) => {
      const known = credits.get(upstream);
      if (known !== undefined) return known;
      const credit = creditOf(evidence, upstream);
      const answer: Credit = declared.has(upstream) ? { ...credit, credited: 'yes' } : credit;
      credits.set(upstream, answer);
      return answer;
    },
    owner: (upstream) => {
      const known = owners.get(upstream);
      if (known !== undefined) return known;
      const owner = sameOwner(evidence, upstream);
      owners.set(upstream, owner);
      return owner;
    },
    readme: evidence.paths.find((path) => /^README(?:\.(?:md|markdown|rst|txt))?$/i.test(path)) ?? null,
  };
}
