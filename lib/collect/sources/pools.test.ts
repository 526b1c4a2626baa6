import { describe, expect, it } from 'vitest';
import { OmapiError } from '../../omapi/errors.ts';
import { type ConfiguredPool, poolsSource } from './pools.ts';
import { PartialRead } from './source.ts';

const block = (low: string, high: string, addressCount: number): ConfiguredPool => ({
  sharedNetwork: 'lan',
  peer: 'pair',
  ranges: [{ low, high }],
  addressCount,
});

const BLOCKS = [
  block('10.0.0.10', '10.0.0.19', 10),
  block('10.0.0.30', '10.0.0.34', 5),
  block('10.0.1.1', '10.0.1.8', 8),
];
const COUNTERS = { leaseCount: 15, freeLeases: 6, backupLeases: 5 };
const signal = new AbortController().signal;

/** A reader whose addresses belong to the given handles; an address without one is refused. */
function reader(handles: Record<string, number>) {
  const asked: string[] = [];
  return {
    asked,
    async poolCounters(address: string) {
      asked.push(address);
      const handle = handles[address];
      if (handle === undefined) throw new OmapiError('address-unknown', `${address} lies in no range`);
      return { handle, ...COUNTERS };
    },
  };
}

describe('poolsSource', () => {
  it('asks one address a block and merges blocks that share a handle', async () => {
    const client = reader({ '10.0.0.10': 5, '10.0.0.30': 5, '10.0.1.1': 6 });
    const pools = await poolsSource(client, () => BLOCKS).read(signal);
    expect(client.asked).toEqual(['10.0.0.10', '10.0.0.30', '10.0.1.1']);
    expect(pools.map(({ key, addressCount, ranges }) => [key, addressCount, ranges.length])).toEqual([
      ['lan/10.0.0.10', 15, 2],
      ['lan/10.0.1.1', 8, 1],
    ]);
    expect(pools[0]).toMatchObject(COUNTERS);
    expect(pools[0]).not.toHaveProperty('handle');
  });

  it('leaves pools outside failover alone', async () => {
    const client = reader({});
    expect(
      await poolsSource(client, () => [{ ...block('10.0.0.1', '10.0.0.2', 2), peer: null }]).read(signal),
    ).toEqual([]);
    expect(client.asked).toEqual([]);
  });

  it('keeps what could be read and names what could not', async () => {
    const client = reader({ '10.0.0.10': 5, '10.0.1.1': 6 });
    const error = await poolsSource(client, () => BLOCKS)
      .read(signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PartialRead);
    expect(error).toMatchObject({
      message: expect.stringMatching(/1 of 3 pools not read \(10\.0\.0\.30\): 10\.0\.0\.30 lies in no range/),
    });
    expect((error as PartialRead<'pools'>).value).toHaveLength(2);
  });

  it('is a plain failure when nothing could be read', async () => {
    await expect(poolsSource(reader({}), () => BLOCKS).read(signal)).rejects.toMatchObject({
      kind: 'address-unknown',
    });
  });
});
