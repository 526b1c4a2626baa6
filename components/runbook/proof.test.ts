import { describe, expect, it } from 'vitest';
import type { PairDto, ServerDto } from '../../lib/contracts/pair.ts';
import { pair, server, source } from '../testing/pair.ts';
import { proofThatOff } from './proof.ts';

const SINCE = '2026-07-21T10:36:00.000Z';

const gone = (kind: string) =>
  source({
    failure: { kind, message: `no answer (${kind})` },
    failingSince: SINCE,
    consecutiveFailures: 9,
    freshness: 'stale',
  });

const LOST = server({
  answering: null,
  answeringReason: 'It gives no word.',
  sources: [gone('unreachable')],
});
const SURVIVOR = server({
  name: 'dhcp-b',
  role: 'secondary',
  state: 'communications-interrupted',
  partnerState: 'normal',
});

function proof({
  lost = {},
  survivor = {},
  of = {},
  overSsh = true,
}: {
  lost?: Partial<ServerDto>;
  survivor?: Partial<ServerDto>;
  of?: Partial<PairDto>;
  overSsh?: boolean;
}) {
  const servers = { lost: { ...LOST, ...lost }, survivor: { ...SURVIVOR, ...survivor } };
  return proofThatOff(pair({ ...of, servers: [servers.lost, servers.survivor] }), servers, overSsh);
}

const sightings = (asked: Parameters<typeof proof>[0]) =>
  Object.fromEntries(proof(asked).lines.map(({ what, sighting }) => [what, sighting]));

describe('proofThatOff', () => {
  it('has nothing against it when all is silent, and calls silence no more than that', () => {
    expect(proof({}).obstacles).toEqual([]);
    expect(sightings({})).toEqual({
      'dhcpd, over OMAPI': 'silent',
      'Its host': 'unknown',
      'What dhcp-b says': 'silent',
      'Its last word': null,
      Clients: 'unknown',
    });
  });

  it.each(['refused', 'unreachable', 'host-unknown', 'timeout'])('takes %s for silence', (kind) => {
    expect(sightings({ lost: { sources: [gone(kind)] } })['dhcpd, over OMAPI']).toBe('silent');
  });

  it.each(['secret-wrong', 'not-omapi', 'disconnected', 'peer-unknown', 'something-new'])(
    'takes %s for a sign of life',
    (kind) => {
      const { obstacles } = proof({ lost: { sources: [gone(kind)] } });
      expect(obstacles).toEqual([`Something answers at the OMAPI port of dhcp-a: no answer (${kind})`]);
    },
  );

  it.each<[string, Parameters<typeof proof>[0], RegExp]>([
    ['dhcpd answers', { lost: { sources: [source()] } }, /dhcp-a answers over OMAPI/],
    ['it answers clients', { lost: { answering: true } }, /dhcp-a answers clients/],
    ['its partner hears it', { survivor: { state: 'normal' } }, /dhcp-b is in normal: it hears dhcp-a/],
    ['it was set before', { survivor: { state: 'partner-down' } }, /partner-down already/],
    ['the survivor is not whole', { survivor: { state: 'recover' } }, /dhcp-b is in recover/],
    [
      'the survivor is silent',
      { survivor: { sources: [gone('timeout')], answering: null } },
      /no fresh word: its state/,
    ],
    ['nobody checks', { of: { code: 'collector-silent' } }, /No fresh check/],
    [
      'it was never asked',
      { lost: { sources: [source({ freshness: 'never', lastSuccessAt: null })] } },
      /not asked/,
    ],
    ['it was not asked lately', { lost: { sources: [source({ freshness: 'stale' })] } }, /lately/],
    ['our own key is broken', { lost: { sources: [gone('key-malformed')] } }, /cannot ask dhcp-a/],
  ])('withholds the lines when %s', (_, asked, obstacle) => {
    const { obstacles } = proof(asked);
    expect(obstacles).toHaveLength(1);
    expect(obstacles[0]).toMatch(obstacle);
  });

  it('lets a merge that was cut off end so', () => {
    expect(proof({ survivor: { state: 'resolution-interrupted' } }).obstacles).toEqual([]);
  });

  it('tells of a host that is on, which is no obstacle by itself', () => {
    const sources = [gone('refused'), source({ kind: 'leases' })];
    expect(sightings({ lost: { sources } })['Its host']).toBe('host-on');
    expect(proof({ lost: { sources } }).obstacles).toEqual([]);
  });

  it('takes nothing from files of this machine', () => {
    const sources = [gone('refused'), source({ kind: 'leases' })];
    expect(sightings({ lost: { sources }, overSsh: false })['Its host']).toBe('unknown');
  });

  it('calls a host silent that SSH does not reach', () => {
    const sources = [gone('timeout'), { ...gone('timeout'), kind: 'log' as const }];
    expect(proof({ lost: { sources } }).lines[1]).toMatchObject({ sighting: 'silent', at: SINCE });
  });
});
