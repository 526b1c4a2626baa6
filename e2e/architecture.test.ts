import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** Leaves: anyone may import them, they import nobody but each other. */
const LEAVES = [
  'contracts',
  'process-figures',
  'failover-states',
  'clock',
  'zone',
  'time-ticks',
  'round-steps',
  'backoff',
  'errors',
  'log',
  'log-line',
  'version',
];

/** Which rooms a room's running code may import. Type-only imports don't count: they leave no trace at run time. */
const MAY_IMPORT: Record<string, string[]> = {
  app: [
    'access',
    'sign-in',
    'components',
    'queries',
    'metrics',
    'openapi',
    'setup',
    'store',
    'db',
    'settings',
    'secrets',
    'reach',
    'alerts',
    'incidents',
    'record',
    'practices',
    'reports',
    'print',
    'privacy',
    'pair',
  ],
  components: ['access', 'queries', 'alerts', 'practices', 'pair'],
  queries: ['alerts', 'pair'],
  access: [],
  'sign-in': ['access', 'db', 'store'],
  pair: [],
  alerts: ['pair'],
  incidents: ['alerts', 'reports', 'pair'],
  reports: ['pair'],
  privacy: ['reports'],
  print: ['incidents', 'practices', 'record', 'reports'],
  record: ['reports', 'pair'],
  practices: ['reports', 'pair'],
  metrics: ['pair'],
  openapi: [],
  omapi: [],
  dhcpd: [],
  reach: [],
  settings: ['access', 'alerts', 'incidents', 'notify', 'privacy'],
  secrets: [],
  setup: ['omapi', 'reach', 'dhcpd', 'settings', 'pair'],
  doctor: ['setup', 'reach', 'settings', 'notify', 'pair', 'store', 'db'],
  notify: ['pair'],
  db: [],
  history: [],
  store: ['access', 'db', 'alerts', 'incidents', 'record', 'practices', 'pair', 'history'],
  collect: [
    'omapi',
    'dhcpd',
    'reach',
    'alerts',
    'incidents',
    'record',
    'practices',
    'reports',
    'print',
    'pair',
    'notify',
    'settings',
    'history',
    'privacy',
    'store',
    'db',
  ],
  simulate: ['omapi', 'dhcpd', 'pair'],
  cli: [
    'access',
    'sign-in',
    'collect',
    'omapi',
    'dhcpd',
    'alerts',
    'incidents',
    'record',
    'practices',
    'reports',
    'pair',
    'notify',
    'settings',
    'secrets',
    'simulate',
    'doctor',
    'store',
    'db',
    'print',
  ],
};

/** Rooms, or folders of one, that touch no socket, file, clock or environment, so that their tests need none. */
const PURE = [
  'lib/access',
  'lib/pair',
  'lib/alerts',
  'lib/incidents',
  'lib/reports',
  'lib/privacy',
  'lib/record',
  'lib/practices',
  'lib/history',
  'lib/dhcpd',
  'lib/omapi/codec',
  'lib/contracts',
];
const IMPURE_MODULE =
  /^(node:(fs|net|http|https|child_process|dgram|tls|os|process|timers)|@prisma|pg$|better-sqlite3)/;
const IMPURE_CALL = /\bDate\.now\(|\bprocess\.env\b|\bMath\.random\(|\bsetTimeout\(|\bnew Date\(\)/;

type SourceFile = { path: string; text: string; imports: string[] };

const files: SourceFile[] = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\/|\/generated\//.test(path))
    .map(readSource),
);

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return { path, text, imports: [...text.matchAll(pattern)].map((match) => match[2] ?? match[3] ?? '') };
}

/** The room a path lies in: `app`, `components`, or the first name under lib. */
function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'lib' ? second.replace(/\.ts$/, '') : top;
}

/** The path of an import inside the project; null for a package. */
function targetOf(file: SourceFile, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  if (!specifier.startsWith('.')) return null;
  return relative(ROOT, resolve(ROOT, dirname(file.path), specifier));
}

describe('the rooms of the house', () => {
  it('are all known here', () => {
    const rooms = new Set(files.map(({ path }) => roomOf(path)).filter((room) => !LEAVES.includes(room)));
    expect([...rooms].filter((room) => !Object.hasOwn(MAY_IMPORT, room))).toEqual([]);
  });

  it('import only in the directions of the map', () => {
    const strays = files.flatMap((file) =>
      file.imports.flatMap((specifier) => {
        const target = targetOf(file, specifier);
        if (target === null || !/^(app|components|lib)\//.test(target)) return [];
        const [from, to] = [roomOf(file.path), roomOf(target)];
        const allowed = from === to || LEAVES.includes(to) || MAY_IMPORT[from]?.includes(to);
        return allowed ? [] : [`${file.path} imports ${target}`];
      }),
    );
    expect(strays).toEqual([]);
  });

  it('keep Prisma in lib/db and lib/store', () => {
    const strays = files.filter(
      ({ path, imports }) =>
        !/^lib\/(db|store)\//.test(path) && imports.some((name) => /@prisma|db\/generated/.test(name)),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('keep the pure ones free of the outside world', () => {
    const pure = files.filter(({ path }) => PURE.some((folder) => path.startsWith(`${folder}/`)));
    const strays = pure.filter(
      ({ text, imports }) => imports.some((name) => IMPURE_MODULE.test(name)) || IMPURE_CALL.test(text),
    );
    expect(pure.length).toBeGreaterThan(10);
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});
