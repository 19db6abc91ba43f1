// What only `forebear portfolio` loads, from node_modules: no bundle and no extension holds it. The package for npm names
// it among its optional dependencies, which npm leaves out where they cannot be had or the Node is too old.
export const ON_DEMAND = ['@electric-sql/pglite', 'pg', 'pg-boss'];
