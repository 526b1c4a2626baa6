import type { PairDto, ServerDto, SourceDto } from '../../lib/contracts/pair.ts';

const AT = '2026-07-21T10:42:00.000Z';

/** A source that works, with what a test says otherwise. */
export function source(changes: Partial<SourceDto> = {}): SourceDto {
  return {
    kind: 'omapi',
    freshness: 'fresh',
    intervalMs: 2000,
    lastAttemptAt: AT,
    lastSuccessAt: AT,
    failingSince: null,
    consecutiveFailures: 0,
    failure: null,
    roundTripMs: 0.5,
    ...changes,
  };
}

/** A server in normal, with what a test says otherwise. */
export function server(changes: Partial<ServerDto> = {}): ServerDto {
  return {
    name: 'dhcp-a',
    role: 'primary',
    host: '10.66.0.11',
    zone: null,
    state: 'normal',
    partnerState: 'normal',
    since: AT,
    observedAt: AT,
    answering: true,
    answeringReason: '',
    mcltSeconds: 3600,
    unackedUpdates: 0,
    sources: [source()],
    ...changes,
  };
}

/** A healthy pair, with what a test says otherwise. */
export function pair(changes: Partial<PairDto> = {}): PairDto {
  return {
    name: 'office',
    title: null,
    kind: 'isc',
    peer: 'pair',
    verdict: 'healthy',
    code: 'healthy',
    sentence: '',
    sentenceTemplate: '',
    findingCounts: { error: 0, warning: 0 },
    nextStep: null,
    since: AT,
    checkedAt: AT,
    intervalMs: 2000,
    evidence: [],
    link: { status: 'up', text: '' },
    skew: null,
    servers: [server(), server({ name: 'dhcp-b', role: 'secondary' })],
    ...changes,
  };
}
