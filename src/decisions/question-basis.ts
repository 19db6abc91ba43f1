import type { Lineage } from '../model/report.ts';
import { questionFacts } from '../model/upstream-question.ts';
import { factsHash } from '../rules/finding-identity.ts';

/** Basis of a decision on an upstream: once it is another, the decision is stale. */
export const questionBasis = (lineage: Lineage): string => factsHash(questionFacts(lineage));
