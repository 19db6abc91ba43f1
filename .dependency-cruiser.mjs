/** The directions of the house. Each rule says in one sentence what it protects. */
export default {
  forbidden: [
    {
      name: 'rooms-are-pure',
      severity: 'error',
      comment:
        'What Forebear knows runs in any JavaScript engine: it imports its own kind, data of the catalogue, and packages that are pure JavaScript, only.',
      from: { path: '^src/(?!host|mouths)' },
      to: {
        pathNot: [
          '^src/(?!host|mouths)',
          '^node_modules',
          '^catalogue/[^/]+[.]json$',
          '^catalogue/(models|licenses)/[^/]+[.]json$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'rooms-without-node',
      severity: 'error',
      comment: 'Outside of host and mouths nothing sees Node or the editor.',
      from: { path: '^src/(?!host|mouths)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'model-is-a-leaf',
      severity: 'error',
      comment: 'model holds the nouns; it imports nothing outside itself but how bytes are read and hashed.',
      from: { path: '^src/model' },
      to: { pathNot: '^src/(model|bytes)' },
    },
    {
      name: 'vscode-only-in-editor',
      severity: 'error',
      comment: 'Only src/mouths/editor imports the editor.',
      from: { pathNot: '^(src/mouths/editor|test)' },
      to: { path: '^(vscode|node_modules/@types/vscode)' },
    },
    {
      name: 'fs-git-only-in-host',
      severity: 'error',
      comment: 'Files and processes are reached through the ports in src/host.',
      from: { path: '^src/mouths/(reports|panel)|^webview' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'report-reads-the-report',
      severity: 'error',
      comment: 'A report format reads the report and computes nothing of its own.',
      from: { path: '^src/mouths/reports' },
      to: { path: '^src', pathNot: ['^src/mouths/reports', '^src/model', '^src/bytes'] },
    },
    {
      name: 'cli-never-sees-the-editor',
      severity: 'error',
      comment: 'The command line and the editor share the engine, not each other.',
      from: { path: '^src/mouths/cli' },
      to: { path: '^src/mouths/(editor|panel)|^webview' },
    },
    {
      name: 'extension-never-sees-cli',
      severity: 'error',
      comment: 'The editor and the command line share the engine, not each other.',
      from: { path: '^src/mouths/editor' },
      to: { path: '^src/mouths/cli' },
    },
    {
      name: 'webview-sees-the-contract',
      severity: 'error',
      comment: 'The panel knows the protocol, the nouns and how a report answers, nothing else of ours.',
      from: { path: '^webview' },
      to: { path: '^src', pathNot: '^src/(mouths/panel|mouths/reports/(answer|river)|model)' },
    },
    {
      name: 'rules-do-not-know-each-other',
      severity: 'error',
      comment: 'A rule can be read, tested and removed alone.',
      from: { path: '^src/rules/([^/]+)/' },
      to: { path: '^src/rules/[^/]+/', pathNot: '^src/rules/$1/' },
    },
    {
      name: 'nothing-depends-on-test',
      severity: 'error',
      comment: 'Shipped code never reaches into the tests.',
      from: { pathNot: '^(test|scripts)' },
      to: { path: '^test' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'] },
  },
};
