import { repositoriesOf } from '../credit/known-addresses.ts';
import { UNKNOWN_LICENSE } from '../licenses/expression.ts';
import { licenseAt } from '../licenses/slots.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ModuleMatch, OriginShare } from '../model/report.ts';
import type { SourceFacts, StatedLicense } from '../model/source-facts.ts';

/**
 * The terms of code that the world tells of: those of the repository that had it, where the catalogue's entry is of another
 * one, and none where the same owner published the code later under other terms, and which of the two it was taken
 * from is not known.
 */
export function codeLicense(
  evidence: Evidence,
  source: SourceFacts,
  upstream: string,
  places: readonly { readonly match: ModuleMatch | null }[],
): StatedLicense {
  const origins = places.flatMap(({ match }) =>
    match?.containment.upstream === 0 ? (match.origin?.find((one) => one.project === upstream) ?? []) : [],
  );
  const stated = isOfWorld(source) ? ofTip(source.codeLicense) : licenseAt(source, 'code', source.published);
  if (origins.length < places.length) return stated;
  const [owner] = origins.flatMap(({ repository = '' }) => repositoriesOf({ repository }));
  const [license] = origins.flatMap((one) => one.license ?? []);
  const homes = repositoriesOf({ repository: source.repository, alternates: source.alternates ?? [] });
  const own =
    owner !== undefined && license !== undefined && !homes.includes(owner)
      ? ofTip({ expression: license, source: 'its repository' })
      : stated;
  return isPublishedAgain(evidence, owner, own, origins) ? { ...own, expression: UNKNOWN_LICENSE } : own;
}

/** Another project of the same owner has each piece too, under terms of its own. */
function isPublishedAgain(
  evidence: Evidence,
  home: string | undefined,
  { expression }: StatedLicense,
  origins: readonly OriginShare[],
): boolean {
  if (home === undefined) return false;
  const owner = home.slice(0, home.indexOf('/') + 1);
  const projects = new Set(
    evidence.modules
      .flatMap((module) => module.matches.flatMap((match) => match.origin ?? []))
      .filter(
        ({ repository = '', license = expression }) =>
          license !== expression &&
          repositoriesOf({ repository }).some((one) => one !== home && one.startsWith(owner)),
      )
      .flatMap((one) => one.project ?? []),
  );
  return origins.every((one) => one.alsoIn.some((other) => projects.has(other)));
}

/**
 * What the newest state of a repository says of its license: its texts stand together there, and which one a file is
 * under is not told, so they are alternatives. Terms of a publisher's own change from year to year and stand for
 * models as often as for code: unread, nothing is asked in their name.
 */
function ofTip(stated: StatedLicense): StatedLicense {
  const { expression } = stated;
  if (expression.includes('LicenseRef-')) return { ...stated, expression: UNKNOWN_LICENSE };
  return / AND /.test(expression) && !/ WITH | OR /.test(expression)
    ? { ...stated, expression: expression.replaceAll(' AND ', ' OR ') }
    : stated;
}

/** Known by its repository alone: no catalogue has its files or read its terms. */
function isOfWorld(source: SourceFacts): boolean {
  return source.factsOnly === true && source.files.length === 0;
}
