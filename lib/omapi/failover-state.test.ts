import { describe, expect, test } from 'vitest';
import { failoverStateAttributes, hbaOfSplit } from '../simulate/omapi-server/objects.ts';
import { encodeInteger } from './codec/message.ts';
import { decodeFailoverState } from './failover-state.ts';

const STATE = {
  localState: 2,
  partnerState: 3,
  localStosSeconds: 1_700_000_000,
  partnerStosSeconds: 0,
  hierarchy: 1,
  mcltSeconds: 1800,
  unackedUpdates: 4,
} as const;

const attributes = (changed: Record<string, Uint8Array | undefined> = {}, state = STATE) => {
  const map = new Map(
    failoverStateAttributes('pair', state).map(([name, value]) => [name, Buffer.from(value)]),
  );
  for (const [name, value] of Object.entries(changed)) {
    if (value) map.set(name, Buffer.from(value));
    else map.delete(name);
  }
  return map;
};

test('decodes names, times and roles', () => {
  expect(decodeFailoverState(attributes())).toMatchObject({
    name: 'pair',
    localState: 'normal',
    partnerState: 'communications-interrupted',
    localStosAt: 1_700_000_000_000,
    partnerStosAt: null,
    hierarchy: 'secondary',
    mcltSeconds: 1800,
    unackedUpdates: 4,
  });
});

test('garbage of dhcpd’s is nowhere in the object, not even raw', () => {
  const text = JSON.stringify(decodeFailoverState(attributes()));
  expect(text).not.toMatch(/address|skew|last-packet|last-timestamp|a8f3c2d1/i);
});

test('a state number nobody knows is kept as it is', () => {
  const state = decodeFailoverState(
    attributes({ 'local-state': encodeInteger(77), 'partner-state': encodeInteger(254) }),
  );
  expect(state.localState).toBe('state-77');
  expect(state.partnerState).toBe('recover-wait');
});

test('a time beyond 2038 is no negative one', () => {
  const state = decodeFailoverState(attributes({ 'local-stos': encodeInteger(0xf0000000) }));
  expect(state.localStosAt).toBe(0xf0000000 * 1000);
});

describe('the hash bucket bitmap', () => {
  test.each([0, 1, 100, 128, 255, 256])('of split %i', (split) => {
    const { loadBalance } = decodeFailoverState(attributes({ 'load-balance-hba': hbaOfSplit(split) }));
    expect(loadBalance?.split).toBe(split);
    expect(loadBalance?.hbaHex).toHaveLength(64);
  });
  test('may be missing', () => {
    expect(decodeFailoverState(attributes({ 'load-balance-hba': undefined })).loadBalance).toBeNull();
  });
});

test.each(Object.keys(decodeFailoverState(attributes()).raw).filter((name) => name !== 'load-balance-hba'))(
  'an object without %s is not taken for a whole one',
  (name) => {
    expect(() => decodeFailoverState(attributes({ [name]: undefined }))).toThrow(
      expect.objectContaining({ kind: 'protocol', message: expect.stringContaining(`"${name}"`) }),
    );
  },
);

test.each([
  ['local-state', Buffer.alloc(3), /"local-state".*3 bytes where 4/],
  ['load-balance-hba', Buffer.alloc(31), /"load-balance-hba".*31 bytes where 32/],
  ['hierarchy', encodeInteger(2), /"hierarchy" is 2/],
])('a misshapen %s is refused', (name, value, text) => {
  expect(() => decodeFailoverState(attributes({ [name]: value }))).toThrow(text);
});
