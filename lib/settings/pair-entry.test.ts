import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PairEntry, ServerEntry, SshEntry } from '../contracts/setup.ts';
import { checkPairEntry, checkServerEntry } from './pair-entry.ts';
import { pairYaml } from './pair-yaml.ts';
import { createSettingsFolder, ENV, SECRET, type SettingsFolder } from './testing/settings-folder.ts';

const PRIVATE_KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n';

let files: SettingsFolder;
beforeAll(() => {
  files = createSettingsFolder();
  files.write('key', PRIVATE_KEY);
});
afterAll(() => files.remove());

const places = () => ({ env: ENV, folder: files.path });
const base64 = fc
  .uint8Array({ minLength: 9, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
const path = fc.stringMatching(/^\/[a-z][a-z0-9 #:'"-]{0,12}[a-z0-9]$/);
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);

const serverEntry = (role: 'primary' | 'secondary'): fc.Arbitrary<ServerEntry> =>
  fc
    .record({
      port: fc.integer({ min: 1, max: 65535 }),
      key: fc.option(
        fc.record({
          name: fc.stringMatching(/^[a-z][a-z0-9 #:-]{0,10}[a-z]$/),
          algorithm: oneOf('hmac-md5', 'hmac-sha256'),
          secret: fc.oneof(base64, fc.constant('env:OMAPI_SECRET')),
        }),
        { nil: undefined },
      ),
      ssh: fc.option(
        fc.record({
          port: fc.constant(22),
          user: fc.constant('pairwatch'),
          key: fc.constant('file:key'),
          fingerprint: fc.constant(`SHA256:${'b'.repeat(43)}`),
          passphrase: fc.option(fc.stringMatching(/^[!-~][ -~]{0,8}[a-z]$/), { nil: undefined }),
        }),
        { nil: undefined },
      ),
      config: path,
      leases: fc.option(path, { nil: undefined }),
      clock: oneOf<ServerEntry['clock']>(undefined, 'off', { ntp: true }, { ntp: '192.0.2.9:1123' }),
    })
    .map(({ port, key, ssh, config, leases, clock }) => ({
      role,
      name: role === 'primary' ? 'dhcp-a' : 'dhcp-b',
      host: role === 'primary' ? '192.0.2.11' : 'b.example.net',
      omapi: { port, ...(key && { key }) },
      ...(ssh && { reach: { ssh: definedOf(ssh) } }),
      config: { path: config },
      ...(leases !== undefined && { leases: { path: leases } }),
      ...(clock !== undefined && { clock }),
    }));

const definedOf = ({
  passphrase,
  ...ssh
}: Omit<SshEntry, 'passphrase'> & { passphrase: string | undefined }): SshEntry =>
  passphrase === undefined ? ssh : { ...ssh, passphrase };

it('written as pairwatch.yaml an entry is the pair that it is by itself, and holds no secret', async () => {
  const anEntry = fc.record({
    title: fc.option(fc.stringMatching(/^[a-z][ -~]{0,20}[a-z]$/), { nil: undefined }),
    peer: fc.stringMatching(/^[a-z][ -~]{0,10}[a-z]$/),
    servers: fc.tuple(serverEntry('primary'), serverEntry('secondary')),
  });
  await fc.assert(
    fc.asyncProperty(anEntry, async ({ title, peer, servers }) => {
      const entry: PairEntry = { name: 'branch', ...(title !== undefined && { title }), peer, servers };
      const checked = await checkPairEntry(entry, places());
      const { text, variables } = pairYaml(entry);
      const secrets = servers.flatMap(({ omapi }) => omapi.key?.secret ?? []);
      for (const secret of secrets) if (!secret.startsWith('env:')) expect(text).not.toContain(secret);
      const env = {
        ...ENV,
        ...valuesOf(
          entry,
          variables.map(({ name }) => name),
        ),
      };
      const { pairs } = await files.load(text, env);
      expect(checked).toEqual({ pair: pairs[0] });
    }),
    { numRuns: 60 },
  );
});

/** What an operator puts into the variables: by the names, which tell server and kind. */
function valuesOf({ servers }: PairEntry, names: readonly string[]): Record<string, string> {
  const typed = (secret: string | undefined) => (secret?.startsWith('env:') ? undefined : secret);
  const all = servers.flatMap(({ name, omapi, reach }) => {
    const suffix = name === 'dhcp-a' ? 'DHCP_A' : 'DHCP_B';
    return [
      [`OMAPI_SECRET_${suffix}`, typed(omapi.key?.secret)],
      [`SSH_PASSPHRASE_${suffix}`, typed(reach?.ssh.passphrase)],
    ];
  });
  return Object.fromEntries(all.filter(([name, value]) => names.includes(name ?? '') && value !== undefined));
}

it('says the same of a mistake as of one in the file, from the entry on', async () => {
  const [a, b] = fc.sample(fc.tuple(serverEntry('primary'), serverEntry('secondary')), 1)[0] ?? [];
  const wrong = {
    name: 'Branch',
    peer: 'x',
    servers: [
      { ...a, host: 'a b' },
      { ...b, role: 'primary' },
    ],
  };
  const checked = await checkPairEntry(wrong, places());
  expect('mistakes' in checked && checked.mistakes.map(({ path }) => path.join('.'))).toEqual([
    'name',
    'servers.0.host',
    'servers',
  ]);
});

it('checks one server whatever its pair still lacks, and never shows its secret', async () => {
  const server = { role: 'primary', name: 'dhcp-a', host: '192.0.2.11', omapi: { port: 7911 } };
  expect(await checkServerEntry(server, places())).toMatchObject({ server: { omapi: { key: null } } });
  const key = { name: 'k', algorithm: 'hmac-md5', secret: `${SECRET}!` };
  const checked = await checkServerEntry({ ...server, omapi: { port: 0, key } }, places());
  expect(checked).toMatchObject({
    mistakes: [{ path: ['omapi', 'port'] }, { path: ['omapi', 'key', 'secret'] }],
  });
  expect(JSON.stringify(checked)).not.toContain(SECRET);
  expect(await checkServerEntry(null, places())).toMatchObject({ mistakes: [{ path: [] }] });
});
