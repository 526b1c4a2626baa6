import { describe, expect, it } from 'vitest';
import { leaseSchema } from './lease.ts';
import { LEASE_STATES } from './lease-filter.ts';
import { LEASE_GLOSSARY, STATE_WORDS } from './lease-glossary.ts';

describe('the glossary of leases', () => {
  it('has each field of a lease in a sentence of its own, and no other', () => {
    expect(Object.keys(LEASE_GLOSSARY).sort()).toEqual(leaseSchema.keyof().options.toSorted());
    const meanings = Object.values(LEASE_GLOSSARY).map(({ meaning }) => meaning);
    for (const meaning of meanings) expect(meaning).toMatch(/^[A-Z].{20,}\.$/);
    expect(new Set(meanings).size).toBe(meanings.length);
  });

  it('has each state in words that are not its name', () => {
    expect(Object.keys(STATE_WORDS).sort()).toEqual([...LEASE_STATES].sort());
    for (const [state, words] of Object.entries(STATE_WORDS)) expect(words).not.toBe(state);
  });
});
