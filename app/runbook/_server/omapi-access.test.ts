import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readOmapiAccess } from './omapi-access.ts';

const SETTINGS = `
pairs:
  - name: office
    servers:
      - role: primary
        name: dhcp-a
        host: 192.0.2.11
        omapi: { key: { name: omapi_key, algorithm: hmac-sha256, secret: c2VjcmV0IG9mIHRoZSBwYWly } }
        reach: { ssh: { user: pairwatch, key: file:keys/dhcp-a, knownHosts: file:known_hosts } }
        leases: { path: /var/lib/dhcp/dhcpd.leases }
      - { role: secondary, name: dhcp-b, host: 192.0.2.12, omapi: { port: 7912 } }
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-access-'));
  const path = join(folder, 'pairwatch.yaml');
  writeFileSync(path, SETTINGS);
  vi.stubEnv('PAIRWATCH_CONFIG', path);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('tells how to reach the partner of the lost server', async () => {
  expect(await readOmapiAccess('office', 'dhcp-a')).toEqual({
    host: '192.0.2.12',
    port: 7912,
    key: null,
    readsLostOverSsh: true,
  });
});

it('names the key and keeps its secret, fetched or not', async () => {
  expect(await readOmapiAccess('office', 'dhcp-b')).toEqual({
    host: '192.0.2.11',
    port: 7911,
    key: { name: 'omapi_key', algorithm: 'hmac-sha256' },
    readsLostOverSsh: false,
  });
});

it('knows nothing of other pairs and servers', async () => {
  expect(await readOmapiAccess('branch', 'dhcp-a')).toBeNull();
  expect(await readOmapiAccess('office', 'dhcp-c')).toBeNull();
});

it.each([
  ['no file is named', undefined],
  ['the file is not there', '/nonexistent/pairwatch.yaml'],
  ['the file is none', import.meta.filename],
])('knows nothing when %s', async (_, path) => {
  vi.stubEnv('PAIRWATCH_CONFIG', path);
  expect(await readOmapiAccess('office', 'dhcp-a')).toBeNull();
});
