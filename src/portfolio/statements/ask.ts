// What answers are made of. Text is ordered by its bytes, so that two servers of other locales say the same.

/** All were counted as they were added; the few that are not audited, or set aside, by indexes of their own. */
export const COUNTS = `
SELECT counted.repositories, counted.repositories - counted.waiting AS audited, counted.aside
FROM (SELECT (SELECT repositories FROM forebear.totals)::int AS repositories,
  (SELECT count(*) FROM forebear.repositories WHERE audited IS NULL)::int AS waiting,
  (SELECT count(*) FROM forebear.repositories WHERE state = 'set aside')::int AS aside) AS counted`;

export const REPOSITORIES = `
SELECT repository, target, name, state, reason, tried, revision, first_commit, key
FROM forebear.repositories ORDER BY name COLLATE "C", target COLLATE "C"`;

/** Those that a name may mean, without the rest of 10^5: the words are matched as they stand, without regard to case. */
export const REPOSITORIES_NAMED = `
SELECT repository, target, name, state, revision, first_commit FROM forebear.repositories
WHERE lower(name) = lower($1) OR target = $1 OR lower(split_part(name, '/', 2)) = lower($1)
ORDER BY name COLLATE "C", target COLLATE "C" LIMIT 20`;

/** Every upstream that an audit found, under one of its names: from one to the next by the index, not by all rows. */
export const UPSTREAMS = `
WITH RECURSIVE known AS (
  (SELECT upstream, name, home FROM forebear.lineage ORDER BY upstream LIMIT 1)
  UNION ALL
  SELECT later.* FROM known CROSS JOIN LATERAL (
    SELECT l.upstream, l.name, l.home FROM forebear.lineage l
    WHERE l.upstream > known.upstream ORDER BY l.upstream LIMIT 1) AS later
)
SELECT upstream, name, home FROM known ORDER BY upstream COLLATE "C"`;

export const LINEAGE_TO = `
SELECT r.name AS repository, r.target, r.revision, l.upstream, l.name, l.version, l.strength, l.relation, l.credited,
  l.modules, r.first_commit AS since
FROM forebear.lineage l JOIN forebear.repositories r USING (repository)
WHERE l.upstream = ANY($1::text[]) AND l.relation <> 'self'
ORDER BY r.name COLLATE "C", r.target COLLATE "C", l.place`;

export const PRINTS_OF_REPOSITORY = `
SELECT DISTINCT p.print, p.own, p.coarse
FROM forebear.modules m JOIN forebear.prints p USING (print)
WHERE m.repository = $1 ORDER BY p.print`;

export const MODULES_NAMED = `
SELECT m.print, m.path, m.symbol, m.start_line, m.end_line, r.name AS repository, r.target, p.own, p.coarse, p.sample
FROM forebear.modules m JOIN forebear.repositories r USING (repository) JOIN forebear.prints p USING (print)
WHERE m.repository = ANY($1::bigint[]) AND m.path = $2 AND m.symbol = $3
ORDER BY r.name COLLATE "C", r.target COLLATE "C", m.start_line`;

/** Repositories that have a module of this place, where none is named. */
export const REPOSITORIES_WITH_PLACE = `
SELECT DISTINCT m.repository FROM forebear.modules m WHERE m.path = $1 AND m.symbol = $2 LIMIT 21`;

/**
 * Prints that have any of these features. One look-up in the index for each feature: asked for all of them at once, the
 * planner takes the answer for a large part of the table and reads every print (390 ms of 20,000, and not 3). OFFSET 0
 * keeps it from turning the look-ups round into one pass over the prints.
 */
export const CANDIDATES = `
SELECT DISTINCT ON (found.print) found.print, found.coarse
FROM unnest($1::int[]) AS asked (feature) CROSS JOIN LATERAL (
  SELECT print, coarse FROM forebear.prints WHERE coarse && ARRAY[asked.feature] OFFSET 0) AS found`;

export const HOLDERS_OF = `
SELECT m.print, m.path, m.symbol, m.role, m.start_line, m.end_line, m.since,
  r.repository AS id, r.name AS repository, r.target, r.revision, p.sample
FROM forebear.modules m JOIN forebear.repositories r USING (repository) JOIN forebear.prints p USING (print)
WHERE m.print = ANY($1::bigint[])
ORDER BY r.name COLLATE "C", r.target COLLATE "C", m.path COLLATE "C", m.start_line`;

/** One row for each repository that holds some of these prints. */
export const REPOSITORIES_HOLDING = `
SELECT m.repository, m.print, min(m.since) AS since
FROM forebear.modules m WHERE m.print = ANY($1::bigint[])
GROUP BY m.repository, m.print`;

export const REPOSITORIES_BY_ID = `
SELECT repository, target, name, revision, first_commit FROM forebear.repositories
WHERE repository = ANY($1::bigint[]) ORDER BY name COLLATE "C", target COLLATE "C"`;

/** Those of some features that many modules have, from what the database counted itself (ANALYZE); they decide no answer, only its cost. */
export const COMMON_FEATURES = `
SELECT one.feature, one.share
FROM pg_stats s CROSS JOIN LATERAL unnest(s.most_common_elems::text::int[], s.most_common_elem_freqs) AS one (feature, share)
WHERE s.schemaname = 'forebear' AND s.tablename = 'prints' AND s.attname = 'coarse' AND one.feature = ANY($1::int[])`;

export const FINDINGS_BY_RULE = `
SELECT r.name AS repository, r.target, r.revision, f.rule, f.level, f.message, f.path, f.line, f.upstream, f.duty,
  d.state AS decided
FROM forebear.findings f JOIN forebear.repositories r USING (repository)
LEFT JOIN forebear.decisions d ON d.repository = f.repository AND d.finding = f.finding
WHERE f.rule = ANY($1::text[])
ORDER BY r.name COLLATE "C", r.target COLLATE "C", f.place`;

export const FINDINGS_WITH_DUTY = `
SELECT r.name AS repository, r.target, r.revision, f.rule, f.level, f.message, f.path, f.line, f.upstream, f.duty,
  d.state AS decided
FROM forebear.findings f JOIN forebear.repositories r USING (repository)
LEFT JOIN forebear.decisions d ON d.repository = f.repository AND d.finding = f.finding
WHERE f.duty IS NOT NULL
ORDER BY r.name COLLATE "C", r.target COLLATE "C", f.place`;

export const CHANGES_SINCE = `
SELECT c.change AS id, c.kind, c.level, c.text, c.upstream, c.rule, r.name AS repository, r.target,
  c.revision AS commit, c.at
FROM forebear.changes c JOIN forebear.repositories r USING (repository)
WHERE c.at > $1::timestamptz
ORDER BY c.at, r.name COLLATE "C", r.target COLLATE "C", c.place`;

export const STATES = `
SELECT state, count(*)::int AS repositories FROM forebear.repositories GROUP BY state ORDER BY state COLLATE "C"`;

/** Waits for those who are writing changes. */
export const AWAIT_CHANGES = 'SELECT pg_advisory_xact_lock(4077022)';

/** Up to when a listener was told, and the last there is to tell. A text keeps the microseconds. */
export const TOLD = `
SELECT coalesce((SELECT up_to FROM forebear.told WHERE listener = $1), '-infinity')::text AS told,
  coalesce((SELECT max(at) FROM forebear.changes), '-infinity')::text AS latest`;

export const TELL = `
INSERT INTO forebear.told (listener, up_to) VALUES ($1, $2::timestamptz)
ON CONFLICT (listener) DO UPDATE SET up_to = excluded.up_to`;

export const REACH = `
SELECT upstream, min(name) AS name, count(DISTINCT repository)::int AS repositories,
  (count(DISTINCT repository) FILTER (WHERE strength IN ('strong', 'conclusive')))::int AS strong,
  (count(DISTINCT repository) FILTER (WHERE credited = 'yes'))::int AS credited,
  sum(modules)::int AS modules
FROM forebear.lineage WHERE relation <> 'self' GROUP BY upstream
ORDER BY count(DISTINCT repository) DESC, upstream COLLATE "C"`;
