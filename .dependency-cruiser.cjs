/** Imports go down only: app → features → {ui, workspace, i18n} → {share, engine, sql} → domain. */
const rooms = ['app', 'features', 'ui', 'workspace', 'i18n', 'share', 'engine', 'sql', 'domain'];
const may = {
  app: rooms,
  features: ['features', 'ui', 'workspace', 'i18n', 'share', 'engine', 'sql', 'domain'],
  ui: ['ui', 'i18n'],
  workspace: ['workspace', 'share', 'sql', 'domain'],
  i18n: ['i18n', 'domain'],
  share: ['share', 'domain'],
  engine: ['engine', 'sql', 'domain'],
  sql: ['sql', 'domain'],
  domain: ['domain'],
};
const fence = (name, pattern, rooms) => ({
  name: `fence-${name}`,
  comment: `${name} is known in one place only`,
  severity: 'error',
  from: { path: '^src/', pathNot: rooms },
  to: { path: pattern },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...rooms.map((room) => ({
      name: `room-${room}`,
      comment: `src/${room} may import only: ${may[room].join(', ')}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${may[room].join('|')})/` },
    })),
    {
      name: 'features-apart',
      comment: 'A feature never imports another feature',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'no-data-build-in-page',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^data/build/' },
    },
    fence('duckdb-and-arrow', 'node_modules/(@duckdb|apache-arrow)', '^src/engine/'),
    fence('codemirror', 'node_modules/(@codemirror|@lezer)', '^src/features/(editor|chart)/'),
    fence('vega', 'node_modules/vega', '^src/features/chart/'),
    fence('kobalte', 'node_modules/@kobalte', '^src/ui/'),
    fence('idb', 'node_modules/idb', '^src/workspace/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default'] },
  },
};
