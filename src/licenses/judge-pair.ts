import { type Said, say, sentences } from '../model/said.ts';
import { NO_LICENSE, UNKNOWN_LICENSE } from './expression.ts';
import {
  BY_AGREEMENT,
  baseOf,
  fileLevelClause,
  isFreeOfDuties,
  isNoDerivatives,
  isNonCommercial,
  isPermissive,
  isSourceAvailable,
  wholeWorkClause,
} from './license-classes.ts';
import { modelLicense } from './model-licenses.ts';
import { matrixAnswer } from './osadl-matrix.ts';

export interface PairAnswer {
  readonly outcome: 'OK' | 'OK-FILE' | 'CONFLICT' | 'REVIEW';
  readonly clause: string | null;
  readonly why: Said;
}

type Row = (copied: string, outbound: string, fileKept: boolean) => PairAnswer | null;

/** Judges one license inside one other. Own rows come first, then the OSADL matrix, then what kind of license it is. */
export function judgePair(copied: string, outbound: string, fileKept: boolean): PairAnswer {
  for (const row of ROWS) {
    const answer = row(copied, outbound, fileKept);
    if (answer !== null) return answer;
  }
  return review(
    null,
    say`No judgement is known for ${copied} inside ${outbound}; a person has to read both.`,
  );
}

const sameOrFree: Row = (copied, outbound) => {
  if (copied === NO_LICENSE) {
    return conflict(
      null,
      say`The upstream gives no license: nothing grants copying. Ask its authors for one.`,
    );
  }
  if (copied === UNKNOWN_LICENSE) return review(null, say`The upstream's license is not known.`);
  if (copied === outbound) return ok(null, say`Both sides stand under the same license.`);
  if (isFreeOfDuties(copied)) return ok(null, say`${copied} asks nothing of the copier.`);
  return null;
};

const modelTerms: Row = (copied, outbound) => {
  const license = modelLicense(copied);
  if (license === null) return null;
  const other = modelLicense(outbound);
  if (other !== null && other.id === license.id)
    return ok(null, say`Both sides stand under the same model license.`);
  if (license.read !== 'whole') {
    return review(
      null,
      say`The terms of "${license.name}" are not known in full; a person has to read them.`,
    );
  }
  const clause = clauseOf(copied, license.commercial?.clause ?? null);
  if (license.commercial?.kind === 'prohibited' && !isNonCommercial(outbound)) {
    if (outbound === NO_LICENSE)
      return review(clause, say`"${license.name}" allows non-commercial use only.`);
    return conflict(
      clause,
      say`"${license.name}" allows non-commercial use only, ${outbound} grants commercial use too.`,
    );
  }
  if (other !== null || outbound === NO_LICENSE) {
    return ok(clause, say`"${license.name}" stays with what was taken; its duties go along.`);
  }
  const limited = license.useLimits ?? license.trainingLimit ?? license.threshold;
  if (limited === undefined) return ok(clause, say`"${license.name}" allows redistribution with its duties.`);
  return review(
    clauseOf(copied, limited.clause),
    say`"${license.name}" limits use, ${outbound} does not: say that what was taken keeps its own terms.`,
  );
};

const creativeCommons: Row = (copied, outbound, fileKept) => {
  if (isNoDerivatives(copied)) {
    const clause = `${copied} 2(a)(1)(B)`;
    if (fileKept) return { outcome: 'OK-FILE', clause, why: say`${copied} allows unchanged copies only.` };
    return conflict(clause, say`${copied} does not allow sharing changed copies.`);
  }
  if (isNonCommercial(copied)) return nonCommercial(copied, outbound);
  if (/^CC-BY-4/.test(copied)) return ok(`${copied} 3(a)(1)`, say`${copied} asks for attribution only.`);
  if (copied === 'CC-BY-SA-4.0' && /^GPL-3\.0-(only|or-later)$/.test(outbound)) {
    return ok('CC-BY-SA-4.0 3(b)(1)', say`GPL-3.0 is a declared compatible license of CC-BY-SA-4.0.`);
  }
  return null;
};

function nonCommercial(copied: string, outbound: string): PairAnswer {
  const clause = copied.startsWith('CC-') ? `${copied} 2(a)(1)` : null;
  if (outbound === NO_LICENSE) return review(clause, say`${copied} allows non-commercial use only.`);
  if (!isNonCommercial(outbound)) {
    return conflict(
      clause,
      say`${copied} allows non-commercial use only, ${outbound} grants commercial use too.`,
    );
  }
  if (copied.includes('-SA')) return conflict(`${copied} 3(b)(1)`, say`${copied} has to stay under itself.`);
  return ok(clause, say`Both sides allow non-commercial use only.`);
}

const byAgreement: Row = (copied, outbound) =>
  copied === BY_AGREEMENT && outbound !== NO_LICENSE
    ? conflict(null, say`Use is allowed by agreement with the holder only; ${outbound} grants it to anybody.`)
    : null;

const sourceAvailable: Row = (copied, outbound) =>
  isSourceAvailable(copied)
    ? conflict(null, say`${copied} limits use until its change date or by purpose; ${outbound} does not.`)
    : null;

const matrix: Row = (copied, outbound, fileKept) => {
  const answer = matrixAnswer(copied, outbound);
  if (answer === 'yes' || answer === 'same')
    return ok(null, say`${copied} may be part of a work under ${outbound}.`);
  if (answer === 'check-dependency') {
    return review(
      wholeWork(copied),
      say`${copied} and ${outbound} may be linked (section 13 of the GNU licenses), not merged: check how they meet.`,
    );
  }
  const stays = fileLevelClause(copied);
  if (stays !== null) return staysWithFile(copied, outbound, stays, fileKept);
  if (answer === 'no') return refused(copied, outbound);
  if (answer === 'unknown')
    return review(null, say`The OSADL matrix leaves ${copied} inside ${outbound} open.`);
  return null;
};

function refused(copied: string, outbound: string): PairAnswer {
  for (const later of laterVersions(outbound)) {
    if (matrixAnswer(copied, later) === 'yes') {
      return review(
        wholeWork(outbound),
        say`${copied} fits ${outbound} only when it is taken as ${later}; the repository has to say so.`,
      );
    }
  }
  if (isPermissive(copied)) {
    return conflict(
      wholeWork(outbound),
      say`${outbound} allows no further restrictions, and ${copied} adds some.`,
    );
  }
  return conflict(wholeWork(copied), say`${copied} covers the whole work, which ${outbound} does not keep.`);
}

function laterVersions(outbound: string): readonly string[] {
  if (/^GPL-[12]\.0-or-later$/.test(outbound)) return ['GPL-3.0-or-later'];
  if (/^LGPL-2\.[01]-or-later$/.test(outbound)) return ['LGPL-3.0-or-later'];
  return [];
}

const withException: Row = (copied, outbound, fileKept) => {
  if (baseOf(copied) === copied && baseOf(outbound) === outbound) return null;
  const plain = judgePair(baseOf(copied), baseOf(outbound), fileKept);
  if (plain.outcome !== 'CONFLICT') return plain;
  return review(plain.clause, sentences(plain.why, say`The exception may allow it: read it.`));
};

/** For licenses the matrix does not know, on either side. */
const byClass: Row = (copied, outbound) => {
  const closed = outbound === NO_LICENSE || outbound.startsWith('LicenseRef-') || isNonCommercial(outbound);
  if (isPermissive(copied))
    return ok(null, say`${copied} may be part of a work under any license, with its duties.`);
  if (wholeWorkClause(copied) !== null && (closed || isPermissive(outbound))) {
    return conflict(
      wholeWork(copied),
      say`${copied} covers the whole work, which ${outbound} does not keep.`,
    );
  }
  return null;
};

const ROWS: readonly Row[] = [
  sameOrFree,
  modelTerms,
  creativeCommons,
  byAgreement,
  sourceAvailable,
  matrix,
  withException,
  byClass,
];

function staysWithFile(copied: string, outbound: string, stays: string, fileKept: boolean): PairAnswer {
  const clause = `${copied} ${stays}`;
  if (!fileKept)
    return conflict(clause, say`${copied} stays with its file; here it stands in a file under ${outbound}.`);
  const why = say`${copied} stays with its file: keep its header and offer that file's source.`;
  return { outcome: 'OK-FILE', clause, why };
}

function wholeWork(id: string): string | null {
  return clauseOf(id, wholeWorkClause(id));
}

function clauseOf(id: string, section: string | null): string | null {
  return section === null ? null : `${id} ${section}`;
}

function ok(clause: string | null, why: Said): PairAnswer {
  return { outcome: 'OK', clause, why };
}

function conflict(clause: string | null, why: Said): PairAnswer {
  return { outcome: 'CONFLICT', clause, why };
}

function review(clause: string | null, why: Said): PairAnswer {
  return { outcome: 'REVIEW', clause, why };
}
