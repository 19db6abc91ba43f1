// What a worker writes of one audited revision, in one transaction. Every value is a parameter; lists are arrays.

export const ADD_REPOSITORY = `
INSERT INTO forebear.repositories (repository, target, name)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])
ON CONFLICT (repository) DO NOTHING
RETURNING repository`;

/** In the transaction that added them. */
export const COUNT_ADDED = 'UPDATE forebear.totals SET repositories = repositories + $1';

/** Locks the repository for the rest of the transaction, so that two workers cannot write it side by side. */
export const LOCK_REPOSITORY = `
SELECT repository, revision, state FROM forebear.repositories WHERE repository = $1 FOR UPDATE`;

export const LINEAGE_OF = `
SELECT upstream, version, name, home, strength, relation, credited, claimed, modules
FROM forebear.lineage WHERE repository = $1 ORDER BY place`;

export const FINDINGS_OF = `
SELECT finding, rule, level, message, path, line, upstream, duty
FROM forebear.findings WHERE repository = $1 ORDER BY place`;

export const LICENSES_OF = `
SELECT path, slot, expression FROM forebear.licenses WHERE repository = $1`;

export const FORGET: readonly string[] = [
  'DELETE FROM forebear.lineage WHERE repository = $1',
  'DELETE FROM forebear.findings WHERE repository = $1',
  'DELETE FROM forebear.decisions WHERE repository = $1',
  'DELETE FROM forebear.licenses WHERE repository = $1',
  'DELETE FROM forebear.modules WHERE repository = $1',
];

/** Before it is written again: a worker that replaces a report need not be allowed to read one. */
export const FORGET_REVISION = 'DELETE FROM forebear.revisions WHERE repository = $1 AND revision = $2';

export const WRITE_REVISION = `
INSERT INTO forebear.revisions
  (repository, revision, audited, partial, key, report, report_sha256, modules, errors, warnings, notes)
VALUES ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9, $10)`;

export const WRITE_LINEAGE = `
INSERT INTO forebear.lineage
  (repository, place, upstream, version, name, home, strength, relation, credited, claimed, modules)
SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::text[], $10::boolean[], $11::int[])`;

export const WRITE_FINDINGS = `
INSERT INTO forebear.findings (repository, place, finding, rule, level, message, path, line, upstream, duty)
SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
  $9::text[], $10::text[])`;

export const WRITE_DECISIONS = `
INSERT INTO forebear.decisions (repository, finding, state, until, note)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])`;

export const WRITE_LICENSES = `
INSERT INTO forebear.licenses (repository, path, slot, expression)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])`;

/** Prints come in ascending order: two workers that write the same ones wait for each other and do not lock up.
 * Another world may count other features as idioms: the samples are then those of the last audit. */
export const WRITE_PRINTS = `
INSERT INTO forebear.prints (print, features, own, coarse, sample)
SELECT one.print, one.features, one.own, one.coarse::int[], one.sample::int[]
FROM unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::text[]) AS one (print, features, own, coarse, sample)
ON CONFLICT (print) DO UPDATE SET own = excluded.own, coarse = excluded.coarse
WHERE prints.coarse <> excluded.coarse`;

export const WRITE_MODULES = `
INSERT INTO forebear.modules (repository, print, path, symbol, role, start_line, end_line, tokens, since)
SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[],
  $9::text[])`;

/** Held by whoever writes changes until it commits, so that a reader who asks for all since the last time misses none. */
export const HOLD_CHANGES = 'SELECT pg_advisory_xact_lock_shared(4077022)';

export const WRITE_CHANGES = `
INSERT INTO forebear.changes (repository, revision, at, place, change, kind, level, text, upstream, rule)
SELECT $1, $2, clock_timestamp(), * FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::text[])
ON CONFLICT (repository, change) DO NOTHING`;

export const SETTLE_REPOSITORY = `
UPDATE forebear.repositories
SET state = $2, reason = NULL, revision = $3, audited = now(), first_commit = $4, key = $5
WHERE repository = $1`;

export const SET_ASIDE = `
UPDATE forebear.repositories SET state = 'set aside', reason = $2, tried = $3 WHERE repository = $1`;
