import { expect, test } from 'vitest';
import { configObservations } from './observations.ts';
import { reviewPair } from './review.ts';
import { readTestcase } from './testing/testcases.ts';

const READ_AT = '2026-11-21T12:00:00.000Z';

test('a finding becomes an observation of its server, with its places for evidence', async () => {
  const [ports] = configObservations(reviewPair(await readTestcase('endpoints')), READ_AT);
  expect(ports).toEqual({
    key: 'config:ports-not-mirrored:pair',
    server: 'a',
    code: 'ports-not-mirrored',
    severity: 'error',
    sentence: 'a connects to port 847 of b, which listens on 647.',
    nextStep: 'Write the port of the one server as the peer port of the other one, both ways.',
    evidence: [
      {
        server: 'a',
        source: 'config',
        text: '/etc/dhcp/primary.conf:10:3: peer port 847;',
        observedAt: READ_AT,
      },
      { server: 'b', source: 'config', text: '/etc/dhcp/secondary.conf:8:3: port 647;', observedAt: READ_AT },
    ],
  });
});

test('what both servers have to mend is the pair’s', async () => {
  const observations = configObservations(reviewPair(await readTestcase('limits')));
  expect(observations.find(({ code }) => code === 'load-balance-off')).toMatchObject({ server: null });
});
