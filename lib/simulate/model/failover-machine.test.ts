import { describe, expect, test } from 'vitest';
import type { KnownFailoverState } from '../../failover-states.ts';
import {
  afterLinkLost,
  afterPeerState,
  afterUpdateDone,
  answersClients,
  type Move,
  updateRequest,
} from './failover-machine.ts';

describe('the partner tells its state', () => {
  const rows: [own: KnownFailoverState, peer: KnownFailoverState, next: Move][] = [
    ['normal', 'normal', 'normal'],
    ['normal', 'communications-interrupted', 'normal'],
    ['normal', 'recover-done', 'normal'],
    ['normal', 'partner-down', 'potential-conflict'],
    ['normal', 'recover', 'partner-down'],
    ['normal', 'shutdown', 'partner-down'],
    ['normal', 'paused', 'communications-interrupted'],
    ['normal', 'potential-conflict', 'shutdown'],
    ['normal', 'resolution-interrupted', 'shutdown'],
    ['normal', 'conflict-done', 'shutdown'],
    ['communications-interrupted', 'normal', 'normal'],
    ['communications-interrupted', 'communications-interrupted', 'normal'],
    ['communications-interrupted', 'recover-done', 'normal'],
    ['communications-interrupted', 'recover-wait', 'normal'],
    ['communications-interrupted', 'recover', 'partner-down'],
    ['communications-interrupted', 'shutdown', 'partner-down'],
    ['communications-interrupted', 'partner-down', 'potential-conflict'],
    ['communications-interrupted', 'potential-conflict', 'potential-conflict'],
    ['communications-interrupted', 'resolution-interrupted', 'potential-conflict'],
    ['communications-interrupted', 'conflict-done', 'potential-conflict'],
    ['communications-interrupted', 'paused', 'communications-interrupted'],
    ['partner-down', 'recover', 'partner-down'],
    ['partner-down', 'recover-wait', 'partner-down'],
    ['partner-down', 'recover-done', 'normal'],
    ['partner-down', 'normal', 'potential-conflict'],
    ['partner-down', 'potential-conflict', 'potential-conflict'],
    ['partner-down', 'partner-down', 'potential-conflict'],
    ['partner-down', 'communications-interrupted', 'potential-conflict'],
    ['partner-down', 'resolution-interrupted', 'potential-conflict'],
    ['partner-down', 'conflict-done', 'potential-conflict'],
    ['potential-conflict', 'potential-conflict', 'potential-conflict'],
    ['potential-conflict', 'conflict-done', 'potential-conflict'],
    ['potential-conflict', 'recover', 'recover'],
    ['potential-conflict', 'shutdown', 'partner-down'],
    ['potential-conflict', 'normal', 'shutdown'],
    ['resolution-interrupted', 'potential-conflict', 'potential-conflict'],
    ['resolution-interrupted', 'shutdown', 'partner-down'],
    ['conflict-done', 'normal', 'normal'],
    ['conflict-done', 'shutdown', 'shutdown'],
    ['conflict-done', 'potential-conflict', 'conflict-done'],
    ['conflict-done', 'resolution-interrupted', 'conflict-done'],
    ['conflict-done', 'communications-interrupted', 'exits'],
    ['recover', 'recover', 'recover'],
    ['recover', 'partner-down', 'recover'],
    ['recover', 'communications-interrupted', 'recover'],
    ['recover', 'normal', 'potential-conflict'],
    ['recover', 'potential-conflict', 'potential-conflict'],
    ['recover', 'shutdown', 'partner-down'],
    ['recover-wait', 'normal', 'recover-wait'],
    ['recover-wait', 'partner-down', 'recover-wait'],
    ['recover-done', 'normal', 'normal'],
    ['recover-done', 'recover-done', 'normal'],
    ['recover-done', 'partner-down', 'recover-done'],
    ['recover-done', 'shutdown', 'partner-down'],
    ['shutdown', 'normal', 'shutdown'],
    ['paused', 'normal', 'paused'],
  ];

  test.each(rows)('%s hears %s and goes to %s', (own, peer, next) => {
    expect(afterPeerState(own, false, { state: peer, startup: false })).toBe(next);
  });

  test('in startup a server saved as normal recovers from a partner in partner-down', () => {
    expect(afterPeerState('normal', true, { state: 'partner-down', startup: false })).toBe('recover');
  });

  test('in startup nothing else decided means the saved state', () => {
    expect(afterPeerState('normal', true, { state: 'communications-interrupted', startup: false })).toBe(
      'normal',
    );
  });

  test('partner-down waits for a partner that is still starting', () => {
    expect(afterPeerState('partner-down', false, { state: 'normal', startup: true })).toBe('partner-down');
  });
});

test.each<[KnownFailoverState, KnownFailoverState]>([
  ['normal', 'communications-interrupted'],
  ['potential-conflict', 'resolution-interrupted'],
  ['unknown-state', 'resolution-interrupted'],
  ['partner-down', 'partner-down'],
  ['recover', 'recover'],
  ['recover-wait', 'recover-wait'],
])('the link is lost: from %s to %s', (before, after) => {
  expect(afterLinkLost(before)).toBe(after);
});

describe('the partner has sent all that was asked for', () => {
  const inRecover = { role: 'primary', peerState: 'partner-down', mcltPassed: false } as const;

  test.each([
    ['waits for MCLT', inRecover, 'recover-wait'],
    ['does not wait when MCLT has passed', { ...inRecover, mcltPassed: true }, 'recover-done'],
    ['does not wait for a partner that is new too', { ...inRecover, peerState: 'recover' }, 'recover-done'],
    ['does not wait for one that is done', { ...inRecover, peerState: 'recover-done' }, 'recover-done'],
  ] as const)('recover %s', (_, facts, next) => {
    expect(afterUpdateDone('recover', facts)).toBe(next);
  });

  test('a merge is finished by the primary first', () => {
    const merging = { peerState: 'potential-conflict', mcltPassed: false } as const;
    expect(afterUpdateDone('potential-conflict', { ...merging, role: 'primary' })).toBe('conflict-done');
    expect(afterUpdateDone('potential-conflict', { ...merging, role: 'secondary' })).toBe(
      'potential-conflict',
    );
    expect(
      afterUpdateDone('potential-conflict', { ...merging, role: 'secondary', peerState: 'conflict-done' }),
    ).toBe('normal');
  });
});

test.each([
  ['recover', 'primary', 'partner-down', 'all'],
  ['recover', 'secondary', 'recover', 'all'],
  ['recover', 'primary', 'unknown-state', null],
  ['potential-conflict', 'primary', 'partner-down', 'pending'],
  ['potential-conflict', 'secondary', 'potential-conflict', null],
  ['potential-conflict', 'secondary', 'conflict-done', 'pending'],
  ['normal', 'primary', 'normal', null],
] as const)('in %s the %s with a partner in %s asks for: %s', (state, role, peer, request) => {
  expect(updateRequest(state, role, peer)).toBe(request);
});

test.each([
  ['normal', 'normal', true],
  ['communications-interrupted', 'normal', true],
  ['partner-down', 'recover', true],
  ['startup', 'normal', false],
  ['recover', 'partner-down', false],
  ['recover-wait', 'partner-down', false],
  ['recover-done', 'partner-down', false],
  ['potential-conflict', 'potential-conflict', false],
  ['conflict-done', 'potential-conflict', false],
  ['normal', 'partner-down', false],
  ['normal', 'conflict-done', false],
] as const)('in %s with a partner in %s, answers clients: %s', (state, peer, answers) => {
  expect(answersClients(state, peer)).toBe(answers);
});
