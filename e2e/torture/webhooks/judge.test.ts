import { describe, expect, it } from 'vitest';
import { type Evidence, judge, type StoredMessage } from './judge.ts';
import type { Try } from './receiver.ts';

const BODY = '{"type":"test"}';

const stored = (id: number, changes: Partial<StoredMessage> = {}): StoredMessage => ({
  ...{ id, webhookId: `msg_${id}`, endpoint: 'ops', stream: 'incident:1' },
  ...{ body: BODY, hasCause: true, isDelivered: true },
  ...changes,
});

const seen = (id: number, changes: Partial<Try> = {}): Try => ({
  ...{ endpoint: 'ops', at: 1_000 * id, life: 1, webhookId: `msg_${id}`, method: 'POST', path: '/hook' },
  ...{ body: BODY, forgery: null, answer: 'well', accepted: true, askedToWait: null },
  ...changes,
});

const failed = { accepted: false, answer: '500' };

const faultsOf = (evidence: Partial<Evidence>) =>
  judge({ messages: [], tries: [], undone: new Set(), givenUp: new Set(), ...evidence }).map(
    ({ kind, id, why }) => `${kind}: ${id} ${why}`,
  );

describe('nothing is wrong', () => {
  it.each<[string, Partial<Evidence>]>([
    ['with nothing', {}],
    ['with a try that failed before', { messages: [stored(1)], tries: [seen(1, failed), seen(1)] }],
    ['with a message that arrives twice', { messages: [stored(1)], tries: [seen(1), seen(1)] }],
    [
      'with another stream, or another endpoint, that goes on meanwhile',
      {
        messages: [stored(1), stored(2, { stream: 'pair:1' }), stored(3, { endpoint: 'night' })],
        tries: [seen(3, { endpoint: 'night' }), seen(1, failed), seen(2), seen(1)],
      },
    ],
    [
      'with one that was given up and sent again later',
      { messages: [stored(1), stored(2)], tries: [seen(2), seen(1)], givenUp: new Set(['msg_1']) },
    ],
    [
      'with one that was killed before it could store how long it was to wait',
      {
        messages: [stored(1)],
        tries: [
          seen(1, { ...failed, askedToWait: { at: 1_000, forMs: 1_000 } }),
          seen(1, { life: 2, at: 1_100 }),
        ],
      },
    ],
  ])('%s', (_, evidence) => {
    expect(faultsOf(evidence)).toEqual([]);
  });
});

describe('it is found', () => {
  it.each<[string, Partial<Evidence>, string]>([
    ['that a message never arrived', { messages: [stored(1)] }, 'missing: msg_1'],
    ['that it was never taken', { messages: [stored(1)], tries: [seen(1, failed)] }, 'missing: msg_1'],
    [
      'that it arrived elsewhere',
      { messages: [stored(1)], tries: [seen(1, { endpoint: 'night' })] },
      'missing: msg_1',
    ],
    [
      'that the outbox does not know it arrived',
      { messages: [stored(1, { isDelivered: false })], tries: [seen(1)] },
      'other: msg_1',
    ],
    [
      'that it has no cause',
      { messages: [stored(1, { hasCause: false })], tries: [seen(1)] },
      'other: msg_1',
    ],
    [
      'that what was undone arrived',
      { tries: [seen(1)], undone: new Set(['msg_1']) },
      'of rolled-back facts: msg_1 arrived at ops, but its transaction was undone',
    ],
    ['that what is not stored arrived', { tries: [seen(1)] }, 'of rolled-back facts: msg_1'],
    [
      'that what was undone is stored',
      { messages: [stored(1)], tries: [seen(1)], undone: new Set(['msg_1']) },
      'of rolled-back facts: msg_1 was undone, but',
    ],
    [
      'that it is forged',
      { messages: [stored(1)], tries: [seen(1, { forgery: 'No matching signature found' })] },
      'altered: msg_1',
    ],
    [
      'that tries differ',
      { messages: [stored(1)], tries: [seen(1, { ...failed, body: '{"type": "test"}' }), seen(1)] },
      'altered: msg_1',
    ],
    [
      'that it is not what is stored',
      { messages: [stored(1)], tries: [seen(1, { body: '{"type":"pair"}' })] },
      'altered: msg_1',
    ],
    [
      'that one overtook another',
      { messages: [stored(1), stored(2)], tries: [seen(1, failed), seen(2), seen(1)] },
      'out of order: msg_2 2 was sent to ops incident:1 before msg_1 (1) had been taken',
    ],
    [
      'that one came again after a later one',
      { messages: [stored(1), stored(2)], tries: [seen(1), seen(2), seen(1)] },
      'out of order: msg_1 1 was sent to ops incident:1 again after 2',
    ],
    [
      'that an endpoint was not left alone for as long as it asked',
      {
        messages: [stored(1)],
        tries: [seen(1, { ...failed, askedToWait: { at: 1_000, forMs: 1_000 } }), seen(1, { at: 1_900 })],
      },
      'other: msg_1 was tried again after 900 ms',
    ],
    [
      'that a redirect was followed',
      { messages: [stored(1)], tries: [seen(1), seen(1, { path: '/elsewhere' })] },
      'other: msg_1 POST /elsewhere',
    ],
  ])('%s', (_, evidence, fault) => {
    expect(faultsOf(evidence)).toContainEqual(expect.stringContaining(fault));
  });
});
