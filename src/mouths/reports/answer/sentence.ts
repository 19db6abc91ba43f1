import { type Said, say, sentences } from '../../../model/said.ts';
import { percent } from '../wording.ts';
import { type Answer, type Forerunner, sayVerdict } from './answer.ts';
import { sayModules } from './phrases.ts';
import type { UpstreamAnswer } from './upstream-answer.ts';

/** Upstreams of which the sentences tell; the others are counted. */
const MOST_TOLD = 3;

/** `Code of 5 modules in 3 files matches X of Y (public 9 days earlier)`; the state of the credit follows it. */
function sayWhatMatches(one: UpstreamAnswer): Said {
  const { pairs, files, name, organisation, since, artefacts } = one;
  const whose =
    organisation === null || name.includes(organisation) ? say`${name}` : say`${name} of ${organisation}`;
  const dated = since === null ? whose : say`${whose} (${since})`;
  if (pairs.length === 1) return say`1 module matches ${dated}`;
  if (pairs.length > 1) return say`${sayModules(pairs.length, files)} match ${dated}`;
  return artefacts.length === 1
    ? say`1 artefact matches ${dated}`
    : say`${artefacts.length} artefacts match ${dated}`;
}

function sayUpstream(one: UpstreamAnswer): Said {
  if (one.pairs.length + one.artefacts.length === 0)
    return say`${one.name} is named; nothing here bears it out or against it.`;
  const what = sayWhatMatches(one);
  switch (one.state) {
    case 'not-credited':
      return say`${what}, which is not credited.`;
    case 'terms-open':
      return say`${what}, which is credited, but not all that its license asks for is here.`;
    case 'person':
      return say`${what}, and whether more is owed is for a person to decide.`;
    case 'complete':
      return say`${what}, which is credited, with nothing open.`;
  }
}

const CREDITED: Readonly<Record<Forerunner['credited'], Said>> = {
  yes: say`credited here`,
  partly: say`named here`,
  no: say`not credited here`,
};

function sayForerunner({ name, share, since, credited }: Forerunner): Said {
  const word = CREDITED[credited];
  return since === null
    ? say`${name} ${percent(share)} (${word})`
    : say`${name} ${percent(share)} (${since.slice(0, 10)}, ${word})`;
}

/** A sentence, and after it what is named as a source without a match, where no upstream is told that bears the answer. */
function withNamed(sentence: Said, { namedOnly, upstreams }: Answer): Said {
  if (namedOnly.length === 0 || upstreams.length > 0) return sentence;
  const rest = namedOnly.length - MOST_TOLD;
  const names = namedOnly.slice(0, MOST_TOLD).join(', ');
  return say`${sentence} Named as a source too, without a match here: ${rest > 0 ? say`${names} and ${rest} more` : names}.`;
}

/** What a repository is that is known itself, and who had parts of it before; null for any other. */
export function sayIdentityOf(answer: Answer): Said | null {
  const { identity, forerunners, upstreams } = answer;
  if (identity === null) return null;
  const [first, ...rest] = forerunners.map(sayForerunner);
  if (first !== undefined) {
    const list = rest.reduce<Said>((all, next) => say`${all}, ${next}`, first);
    return withNamed(say`${identity.said}. Who had parts of its code before: ${list}.`, answer);
  }
  return upstreams.length === 0
    ? withNamed(say`${identity.said}; nothing else in it matches another upstream.`, answer)
    : say`${identity.said}.`;
}

/** The sentence where no upstream is told. */
export function sayNothing(answer: Answer): Said {
  const { looked } = answer;
  const identity = sayIdentityOf(answer);
  if (identity !== null) return identity;
  return looked.matched === 0
    ? withNamed(say`Nothing of ${looked.modules} modules matches.`, answer)
    : say`${looked.matched} of ${looked.modules} modules match code of others; nothing is owed for them by the dates that are told.`;
}

/** The verdict, and of how many upstreams it holds where not of all: `Not credited: 2 of 9`. */
export function sayVerdictOf({ verdict, upstreams }: Answer): Said {
  const first = upstreams.filter(({ state }) => state === verdict).length;
  return upstreams.length > 1 && first < upstreams.length
    ? say`${sayVerdict(verdict)}: ${first} of ${upstreams.length}`
    : sayVerdict(verdict);
}

/** The answer in sentences that need nothing around them. */
export function sayAnswer(answer: Answer): Said {
  const { upstreams } = answer;
  if (answer.verdict === 'nothing')
    return say`Nothing here is code, a document, a license or a configuration that can be read.`;
  if (upstreams.length === 0) return sayNothing(answer);
  const rest = upstreams.length - MOST_TOLD;
  const told = upstreams.slice(0, MOST_TOLD).map(sayUpstream);
  if (rest <= 0) return sentences(...told);
  return sentences(...told, rest === 1 ? say`1 more upstream below.` : say`${rest} more upstreams below.`);
}
