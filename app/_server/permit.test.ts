import { hostname } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { permit } from './permit.ts';
import { Problem } from './problem.ts';

const asked = (headers: Record<string, string>) => () =>
  permit(new Request('http://127.0.0.1:8067/api/v1/silences', { method: 'POST', headers }));

beforeAll(() => {
  process.env.PAIRWATCH_HOSTS = 'dhcp.example.net, a';
});

describe('permit', () => {
  it.each<[string, Record<string, string>]>([
    ['no browser', { Host: 'dhcp.example.net' }],
    ['our own page', { Host: 'dhcp.example.net', Origin: 'https://dhcp.example.net' }],
    ['our own page on a port', { Host: '127.0.0.1:8067', Origin: 'http://127.0.0.1:8067' }],
    [
      'a proxy that names the usual port',
      { Host: 'dhcp.example.net:443', Origin: 'https://dhcp.example.net' },
    ],
    ['our own page that says so', { Host: 'a', Origin: 'http://a', 'Sec-Fetch-Site': 'same-origin' }],
    ['an address that somebody typed', { Host: 'a', 'Sec-Fetch-Site': 'none' }],
  ])('lets %s change something', (_, headers) => {
    expect(asked(headers)).not.toThrow();
  });

  it.each(['127.0.0.1:8067', '[::1]:8067', 'localhost:8067', hostname(), 'Dhcp.Example.Net'])(
    'knows itself by the name %s',
    (host) => {
      expect(asked({ Host: host, Origin: `http://${host}` })).not.toThrow();
    },
  );

  it('refuses a page whose name somebody has lead here, and says how to have a name known', () => {
    const headers = { Host: 'evil.example:8067', Origin: 'http://evil.example:8067' };
    expect(asked({ ...headers, 'Sec-Fetch-Site': 'same-origin' })).toThrow(/PAIRWATCH_HOSTS/);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { Host: 'a', Origin: 'https://evil.example' }],
    ['another port', { Host: 'a:8067', Origin: 'http://a:8068' }],
    ['a page of no origin', { Host: 'a', Origin: 'null' }],
    ['an origin where no host is told', { Origin: 'http://a' }],
    ['a browser that says it is another site', { Host: 'a', 'Sec-Fetch-Site': 'cross-site' }],
    ['another host of the same site', { Host: 'a', Origin: 'http://a', 'Sec-Fetch-Site': 'same-site' }],
  ])('refuses %s and says how to mend it', (_, headers) => {
    expect(asked(headers)).toThrow(Problem);
    expect(asked(headers)).toThrow(/have it do so/);
  });
});
