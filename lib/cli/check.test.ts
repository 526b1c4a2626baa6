import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configReviewSchema } from '../contracts/config-review.ts';
import { checkCommand } from './check.ts';

const TESTCASES = fileURLToPath(new URL('../pair/parity/testcases/', import.meta.url));
const SETTINGS = `pairs:
  - name: office
    peer: pair
    servers:
      - { role: primary, name: dhcp-a, host: 192.0.2.1, omapi: { key: { name: k, algorithm: hmac-sha256, secret: env:S } } }
      - { role: secondary, name: dhcp-b, host: 192.0.2.2, omapi: { key: { name: k, algorithm: hmac-sha256, secret: env:S } } }
`;

let folder: string;
const path = (name: string) => join(folder, name);
const pairOf = (name: string) => [
  '--primary',
  `${TESTCASES}${name}/primary.conf`,
  '--secondary',
  `${TESTCASES}${name}/secondary.conf`,
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-check-'));
  writeFileSync(path('broken.conf'), 'subnet 10.0.0.0 netmask { }\n');
  writeFileSync(path('pairwatch.yaml'), SETTINGS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: { S: 'bm90IGEgc2VjcmV0IGJ1dCBhIHRlc3QgZm9yIHBhaXI=' },
  };
  return { code: await checkCommand(argv, io), ...written };
}

describe('pairwatch check of two dhcpd.conf', () => {
  test('finds nothing in a good pair', async () => {
    const { code, stdout } = await check(...pairOf('lab'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/lab\/primary\.conf and .*lab\/secondary\.conf: nothing found\.\n$/);
  });

  test('tells people each finding with its places and the lines to write', async () => {
    const { code, stdout } = await check(...pairOf('endpoints'));
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Errors (2)',
      '',
      'ports-not-mirrored: primary connects to port 847 of secondary, which listens on 647.',
    ]);
    expect(stdout).toMatch(/^ {2}primary {4}\S+\/primary\.conf:10:3 +peer port 847;$/m);
    expect(stdout).toMatch(/^ {2}secondary {2}\S+\/secondary\.conf:8:3 +port 647;$/m);
    expect(stdout).toMatch(
      /^ {2}To write in \S+\/primary\.conf of the primary:\n {4}failover peer "pair" \{\n {6}primary;$/m,
    );
  });

  test('groups the findings by how bad they are', async () => {
    const { stdout } = await check(...pairOf('limits'));
    expect(stdout.match(/^\w+ \(\d+\)$/gm)).toEqual(['Warnings (5)', 'Notes (1)']);
  });

  test('prints the same for machines', async () => {
    const { code, stdout } = await check(...pairOf('endpoints'), '--json');
    expect(code).toBe(1);
    const review = configReviewSchema.parse(JSON.parse(stdout));
    expect(review.counts).toEqual({ error: 2, warning: 0, info: 0 });
    expect(review.findings.map((finding) => finding.code)).toEqual([
      'ports-not-mirrored',
      'addresses-not-mirrored',
    ]);
  });

  test('reads the includes of both', async () => {
    const { stdout } = await check(...pairOf('include-drift'));
    expect(stdout).toMatch(/^include-drift: primary includes hosts\.conf and dns\.conf/m);
  });

  test('shows the place of a mistake with a caret', async () => {
    const { code, stdout, stderr } = await check(
      '--primary',
      `${TESTCASES}lab/primary.conf`,
      '--secondary',
      path('broken.conf'),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /broken\.conf:1:25: found "\{", expected .*\nsubnet 10\.0\.0\.0 netmask \{ \}\n {24}\^\n$/,
    );
  });

  test.each([
    [['--primary', 'x.conf'], /a pair has two files/],
    [['--json'], /a pair has two files/],
    [['--primary', 'x', '--secondary', 'y', '--config', 'z'], /--config is for the check of pairwatch\.yaml/],
    [['--primary', 'x', '--secondary', 'y', '--table'], /Unknown option '--table'/],
    [['--primary', '/nowhere/x', '--secondary', '/nowhere/y'], /\/nowhere\/x: there is no such file/],
  ])('refuses %j', async (argv, message) => {
    expect(await check(...argv)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
});

describe('pairwatch check of pairwatch.yaml', () => {
  test('says that it is good', async () => {
    const { code, stdout } = await check('--config', path('pairwatch.yaml'));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `${path('pairwatch.yaml')}: good. Pairs: 1, endpoints: 0.\n`,
    });
  });

  test('says what is missing', async () => {
    expect(await check('--config', path('none.yaml'))).toMatchObject({ code: 2, stdout: '' });
  });

  test.each([[['--help']], [['--primary', 'x', '--help']]])('%j tells of both forms', async (argv) => {
    const { code, stdout } = await check(...argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(/--config PATH.*--primary FILE --secondary FILE/s);
  });
});
