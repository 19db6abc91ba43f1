import type { AuditReport, Lineage } from '../../../model/report.ts';
import type { KeptFiles } from '../../../model/repository-identity.ts';
import { type Said, say } from '../../../model/said.ts';
import { byText } from '../../../model/text-order.ts';
import { namesOf } from '../names.ts';

/** What the repository is to an upstream of which it holds the history or the files as a whole. */
export interface IdentityAnswer {
  readonly relation: 'self' | 'fork' | 'copy';
  readonly upstream: string;
  readonly name: string;
  /** One sentence, without its full stop. */
  readonly said: Said;
}

const SHORT_ID = 7;

const RANK: Readonly<Record<IdentityAnswer['relation'], number>> = { fork: 0, copy: 1, self: 2 };

/** How many files of a tree are byte for byte known ones. */
export function sayKeptFiles({ files, unchanged }: KeptFiles): Said {
  const rest = files - unchanged;
  if (rest === 0)
    return files === 1 ? say`its file of code unchanged` : say`all ${files} files of code unchanged`;
  return say`${unchanged} of ${files} files of code unchanged, ${rest} changed or added`;
}

/** `Kept whole in lib/timm: 380 of 381 files of code unchanged, 1 changed or added`. */
export function sayTree({ relation }: Lineage, kept: KeptFiles): Said {
  const folder = kept.folder.replace(/\/$/, '');
  return relation === 'vendored'
    ? say`Kept whole in ${folder}: ${sayKeptFiles(kept)}`
    : say`Of the whole repository: ${sayKeptFiles(kept)}`;
}

function sayFork({ forkedAt, keptFiles }: Lineage, name: string): Said {
  if (forkedAt !== undefined) {
    const at = `${forkedAt.commit.slice(0, SHORT_ID)} (${forkedAt.date.slice(0, 10)})`;
    if (forkedAt.changed === 0)
      return say`This repository is a fork of ${name} at commit ${at}, unchanged since`;
    return forkedAt.changed === 1
      ? say`This repository is a fork of ${name} at commit ${at}, 1 file changed since`
      : say`This repository is a fork of ${name} at commit ${at}, ${forkedAt.changed} files changed since`;
  }
  return keptFiles === undefined
    ? say`This repository is a fork of ${name}`
    : say`This repository is a fork of ${name}: ${sayKeptFiles(keptFiles)}`;
}

function sayIdentity(lineage: Lineage, relation: IdentityAnswer['relation'], name: string): Said {
  const { publisher, keptFiles } = lineage;
  if (relation === 'fork') return sayFork(lineage, name);
  if (relation === 'self' && publisher !== 'unknown')
    return say`The catalogue holds this repository as ${name}`;
  const counted = keptFiles === undefined ? '' : say` (${sayKeptFiles(keptFiles)})`;
  return publisher === 'other'
    ? say`This repository holds the files of ${name} without its history${counted}, under another owner`
    : say`This repository holds the same files as ${name}${counted}; whether it is the publication of ${name} itself is not known`;
}

/** What the repository is; null where it is nothing of the kind. Of several the one with most evidence. */
export function identityOf(report: AuditReport): IdentityAnswer | null {
  const names = namesOf(report);
  const found = report.lineage.flatMap((lineage): readonly (IdentityAnswer & { weight: number })[] => {
    const { relation, upstream } = lineage;
    if (relation !== 'self' && relation !== 'fork' && relation !== 'copy') return [];
    const name = names.project(upstream);
    return [
      {
        relation,
        upstream,
        name,
        said: sayIdentity(lineage, relation, name),
        weight: lineage.evidence.length,
      },
    ];
  });
  const [most] = found.sort(
    (a, b) => RANK[a.relation] - RANK[b.relation] || b.weight - a.weight || byText(a.upstream, b.upstream),
  );
  return most ?? null;
}
