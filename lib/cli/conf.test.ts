import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confCommand } from './conf.ts';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-conf-'));
  writeFileSync(
    path('dhcpd.conf'),
    `include "pools.conf";
key k { algorithm hmac-md5; secret c2VjcmV0Cg==; }
omapi-port 7911;
omapi-key k;
`,
  );
  writeFileSync(
    path('pools.conf'),
    `failover peer "pair" { primary; address 192.0.2.1; peer address 192.0.2.2; mclt 60; split 128; }
subnet 10.0.0.0 netmask 255.255.255.0 {
  pool { failover peer "pair"; range 10.0.0.1 10.0.0.9; }
};
`,
  );
  writeFileSync(path('broken.conf'), 'subnet 10.0.0.0 netmask { }\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function conf(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    env: {},
  };
  return { code: await confCommand(argv, io), ...written };
}

describe('pairwatch conf', () => {
  test('prints all that was read as JSON, with places and warnings, without the secret', async () => {
    const { code, stdout } = await conf('--conf', path('dhcpd.conf'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [path('dhcpd.conf'), path('pools.conf')],
      omapiKey: 'k',
      peers: [{ name: 'pair', mcltSeconds: 60 }],
      ranges: [{ first: '10.0.0.1', sharedNetwork: '10.0.0.0/24', file: path('pools.conf'), line: 3 }],
      warnings: [{ file: path('pools.conf'), line: 4, refused: true }],
    });
    expect(stdout).not.toContain('c2VjcmV0');
  });

  test('prints a table for people', async () => {
    const { stdout } = await conf('-c', path('dhcpd.conf'));
    expect(stdout).toMatch(/^OMAPI +port 7911, key k$/m);
    expect(stdout).toMatch(/^pair +primary +192\.0\.2\.1:647 → 192\.0\.2\.2:647 +mclt 60 s, /m);
    expect(stdout).toMatch(
      /^10\.0\.0\.1 - 10\.0\.0\.9 +10\.0\.0\.0\/24 +10\.0\.0\.0\/24 +pair +.*pools\.conf:3 +9$/m,
    );
    expect(stdout).toMatch(/pools\.conf:4: dhcpd refuses this: /);
  });

  test.each([
    [['--json', '--table'], 2, /both --json and --table/],
    [['--nonsense'], 2, /Unknown option '--nonsense'/],
    [
      ['--conf', '/nowhere/dhcpd.conf'],
      3,
      /\/nowhere\/dhcpd\.conf: there is no such file; expected dhcpd's conf/,
    ],
  ])('refuses %j', async (argv, code, message) => {
    expect(await conf(...argv)).toEqual({ code, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('shows the place of a mistake with a caret', async () => {
    const { code, stderr } = await conf('--conf', path('broken.conf'));
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /broken\.conf:1:25: found "\{", expected .*\nsubnet 10\.0\.0\.0 netmask \{ \}\n {24}\^\n$/,
    );
  });
});
