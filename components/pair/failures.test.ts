import { expect, it } from 'vitest';
import { source } from '../testing/pair.ts';
import { failuresOf } from './failures.ts';

const refused = { kind: 'refused', message: 'Connection refused.' };

it('tells each reason once, with all sources it holds for and its beginning', () => {
  const failures = failuresOf([
    source({ failure: refused, consecutiveFailures: 30, failingSince: '2026-07-21T10:42:08.000Z' }),
    source({
      kind: 'pools',
      failure: refused,
      consecutiveFailures: 6,
      failingSince: '2026-07-21T10:42:02.000Z',
    }),
    source({
      kind: 'config',
      failure: { kind: 'not-found', message: 'No such file.' },
      consecutiveFailures: 1,
    }),
  ]);
  expect(failures).toEqual([
    {
      message: 'Connection refused.',
      kinds: ['omapi', 'pools'],
      otherFiles: [],
      times: 30,
      since: '2026-07-21T10:42:02.000Z',
    },
    { message: 'No such file.', kinds: ['config'], otherFiles: [], times: 1, since: null },
  ]);
});

it('tells once what differs only in the file, with the other files', () => {
  const locked = (path: string) => ({
    kind: 'permission',
    message: `${path} may not be read by 1000. For example: sudo setfacl -m u:1000:r ${path}`,
  });
  const failures = failuresOf([
    source({ kind: 'config', failure: locked('/etc/dhcp/dhcpd.conf'), consecutiveFailures: 3 }),
    source({ kind: 'leases', failure: locked('/var/lib/dhcp/dhcpd.leases'), consecutiveFailures: 9 }),
    source({ kind: 'log', failure: locked('/var/log/syslog'), consecutiveFailures: 2 }),
  ]);
  expect(failures).toEqual([
    {
      message: locked('/etc/dhcp/dhcpd.conf').message,
      kinds: ['config', 'leases', 'log'],
      otherFiles: ['/var/lib/dhcp/dhcpd.leases', '/var/log/syslog'],
      times: 9,
      since: null,
    },
  ]);
});

it('says nothing of sources that work', () => {
  expect(failuresOf([source(), source({ kind: 'pools' })])).toEqual([]);
});
