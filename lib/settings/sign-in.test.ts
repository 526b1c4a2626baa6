import { describe, expect, it } from 'vitest';
import { checkShape } from './shape.ts';
import { createSettingsFolder } from './testing/settings-folder.ts';

const said = (signIn: unknown) => checkShape({ pairs: [], signIn });

describe('signIn', () => {
  it('is on, off, or says how', () => {
    expect(said(undefined).file?.signIn).toBe('on');
    expect(said('off').file?.signIn).toBe('off');
    expect(said('maybe').mistakes).toMatchObject([{ path: ['signIn'], found: '"maybe"' }]);
    expect(said({ prox: {} }).mistakes).toMatchObject([{ expected: 'did you mean proxy?' }]);
  });

  it('believes a proxy that is listed, under a header of its own, when something gives a role', () => {
    const proxy = { addresses: ['127.0.0.1', '10.0.0.0/8'], groupsHeader: 'X-Forwarded-Groups' };
    expect(said({ proxy }).file?.signIn).toMatchObject({
      proxy: { header: 'X-Forwarded-User', roles: { admin: [] } },
    });
    for (const [path, broken] of [
      [['addresses'], { addresses: [] }],
      [['addresses', 0], { addresses: ['proxy.example.net'] }],
      [['header'], { header: 'Authorization' }],
      [['header'], { header: 'x-pairwatch-peer' }],
      [['defaultRole'], { defaultRole: 'root' }],
      [['roles'], { roles: { admins: ['a'] } }],
      [['pairs', 'noc'], { pairs: { noc: 'some' } }],
      [[], { groupsHeader: undefined }],
    ] as const) {
      const { file, mistakes } = said({ proxy: { ...proxy, ...broken } });
      expect(file).toBeNull();
      expect(mistakes[0]?.path.slice(0, 2 + path.length)).toEqual(
        expect.arrayContaining(['signIn', 'proxy', ...path]),
      );
    }
  });

  it('takes a provider over TLS, or of this machine', () => {
    const oidc = { issuer: 'https://id.example.net/realms/a', clientId: 'a', clientSecret: 'env:S' };
    const issuer = (address: string) => said({ oidc: { ...oidc, issuer: address } });
    expect(issuer('http://127.0.0.1:9000').mistakes).toEqual([]);
    expect(said({ oidc, passwords: false }).file?.signIn).toMatchObject({
      passwords: false,
      oidc: { scopes: ['openid', 'profile', 'email'], groupsClaim: 'groups', linkByEmail: false },
    });
    for (const wrong of [
      'http://id.example.net',
      'https://u:p@id.example.net',
      'id.example.net',
      'https://a/?b',
    ])
      expect(issuer(wrong).mistakes).toMatchObject([{ path: ['signIn', 'oidc', 'issuer'] }]);
    expect(said({ passwords: false }).mistakes).toMatchObject([{ path: ['signIn', 'passwords'] }]);
  });

  it('looks the secret of the client up, and shows it nowhere', async () => {
    const folder = createSettingsFolder();
    const yaml = (secret: string) =>
      `pairs: []\nsignIn: { oidc: { issuer: "https://id.example.net", clientId: a, clientSecret: ${secret} } }\n`;
    try {
      expect((await folder.load(yaml('env:OIDC'), { OIDC: 'hidden' })).oidc).toMatchObject({
        clientSecret: 'hidden',
        rules: { pairs: null, defaultRole: null },
      });
      expect((await folder.load(yaml('hidden'))).warnings).toMatchObject([
        { path: 'signIn.oidc.clientSecret' },
      ]);
      const missing = await folder.problemsOf(yaml('env:NONE'));
      expect(missing[0]?.slice(0, 2)).toEqual([2, 'signIn.oidc.clientSecret']);
      const wrong = await folder.problemsOf(yaml('[12345678]'));
      expect(JSON.stringify(wrong)).not.toContain('12345678');
    } finally {
      folder.remove();
    }
  });
});
