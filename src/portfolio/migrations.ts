/** One step of the schema. Steps are never changed once released: a new one is added behind. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * The same for PGlite and PostgreSQL. No table refers to another by a foreign key, and each key begins with, or holds,
 * the column by which a distributed PostgreSQL can spread the table: `print` for prints and modules, `repository` for
 * the rest.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: 'tables',
    sql: `
CREATE TABLE forebear.repositories (
  repository bigint PRIMARY KEY,
  target text NOT NULL,
  name text NOT NULL,
  added timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'partial', 'set aside')),
  reason text,
  tried text,
  revision text,
  audited timestamptz,
  first_commit text,
  key text
);
CREATE INDEX repositories_by_target ON forebear.repositories (target);
CREATE INDEX repositories_by_name ON forebear.repositories (lower(name));
CREATE INDEX repositories_by_last_name ON forebear.repositories (lower(split_part(name, '/', 2)));
CREATE TABLE forebear.revisions (
  repository bigint NOT NULL,
  revision text NOT NULL,
  audited timestamptz NOT NULL,
  partial boolean NOT NULL,
  key text NOT NULL,
  report bytea NOT NULL,
  report_sha256 text NOT NULL,
  modules integer NOT NULL,
  errors integer NOT NULL,
  warnings integer NOT NULL,
  notes integer NOT NULL,
  PRIMARY KEY (repository, revision)
);
CREATE TABLE forebear.lineage (
  repository bigint NOT NULL,
  upstream text NOT NULL,
  version text NOT NULL,
  place integer NOT NULL,
  name text NOT NULL,
  home text,
  strength text NOT NULL,
  relation text NOT NULL,
  credited text NOT NULL,
  claimed boolean NOT NULL,
  modules integer NOT NULL,
  PRIMARY KEY (repository, upstream, version)
);
CREATE INDEX lineage_by_upstream ON forebear.lineage (upstream);
CREATE TABLE forebear.findings (
  repository bigint NOT NULL,
  finding text NOT NULL,
  place integer NOT NULL,
  rule text NOT NULL,
  level text NOT NULL,
  message text NOT NULL,
  path text NOT NULL,
  line integer NOT NULL,
  upstream text,
  duty text,
  PRIMARY KEY (repository, finding)
);
CREATE INDEX findings_by_rule ON forebear.findings (rule);
CREATE TABLE forebear.decisions (
  repository bigint NOT NULL,
  finding text NOT NULL,
  state text NOT NULL,
  until text,
  note text NOT NULL,
  PRIMARY KEY (repository, finding)
);
CREATE TABLE forebear.licenses (
  repository bigint NOT NULL,
  path text NOT NULL,
  slot text NOT NULL,
  expression text NOT NULL
);
CREATE INDEX licenses_by_repository ON forebear.licenses (repository);
CREATE TABLE forebear.changes (
  repository bigint NOT NULL,
  change text NOT NULL,
  place integer NOT NULL,
  revision text NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  level text,
  text text NOT NULL,
  upstream text,
  rule text,
  PRIMARY KEY (repository, change)
);
CREATE INDEX changes_by_time ON forebear.changes (at);
CREATE TABLE forebear.prints (
  print bigint PRIMARY KEY,
  features integer NOT NULL,
  own integer NOT NULL,
  coarse integer[] NOT NULL,
  sample integer[] NOT NULL
);
CREATE INDEX prints_by_coarse ON forebear.prints USING gin (coarse) WITH (fastupdate = off);
CREATE TABLE forebear.modules (
  print bigint NOT NULL,
  repository bigint NOT NULL,
  path text NOT NULL,
  symbol text NOT NULL,
  role text NOT NULL,
  start_line integer NOT NULL,
  end_line integer NOT NULL,
  tokens integer NOT NULL,
  since text
);
CREATE INDEX modules_by_print ON forebear.modules (print);
CREATE INDEX modules_by_repository ON forebear.modules (repository);
CREATE INDEX modules_by_place ON forebear.modules (path, symbol);
CREATE TABLE forebear.told (
  listener text PRIMARY KEY,
  up_to timestamptz NOT NULL
);
`,
  },
  {
    // A feature that a thousand modules have costs a thousand reads: to be known as common it has to be among those that
    // ANALYZE keeps, of which a hundred times ten, the default, are too few among 10^6 prints.
    number: 2,
    name: 'more common features',
    sql: `
ALTER TABLE forebear.prints ALTER COLUMN coarse SET STATISTICS 1000;
`,
  },
  {
    // Every answer says how many repositories it is from.
    number: 3,
    name: 'few among many',
    sql: `
CREATE INDEX repositories_not_audited ON forebear.repositories (repository) WHERE audited IS NULL;
CREATE INDEX repositories_set_aside ON forebear.repositories (repository) WHERE state = 'set aside';
`,
  },
  {
    // To count 10^5 repositories took as long as the rest of an answer about one.
    number: 4,
    name: 'repositories are counted as they are added',
    sql: `
CREATE TABLE forebear.totals (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  repositories bigint NOT NULL
);
INSERT INTO forebear.totals (repositories) SELECT count(*) FROM forebear.repositories;
`,
  },
  {
    // Whoever could read what is answered could not read this count, which came later. A worker has no right to all of
    // the changes, and needs none to the count.
    number: 5,
    name: 'readers read the count',
    sql: `
DO $$ DECLARE reader oid; BEGIN
  FOR reader IN SELECT held.grantee FROM pg_class, aclexplode(relacl) AS held
    WHERE oid = 'forebear.changes'::regclass AND held.privilege_type = 'SELECT' AND held.grantee <> relowner
  LOOP EXECUTE 'GRANT SELECT ON forebear.totals TO '
    || CASE WHEN reader = 0 THEN 'PUBLIC' ELSE reader::regrole::text END; END LOOP; END $$;
`,
  },
];

/** Made before the first step, and kept by it. */
export const MIGRATION_TABLE = `
CREATE SCHEMA IF NOT EXISTS forebear;
CREATE TABLE IF NOT EXISTS forebear.migrations (
  number integer PRIMARY KEY,
  name text NOT NULL,
  applied timestamptz NOT NULL DEFAULT now()
);
`;

/** The schema that the queue keeps its jobs in. */
export const QUEUE_SCHEMA = 'forebear_jobs';
