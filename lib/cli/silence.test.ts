import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silenceListSchema } from '../contracts/silence.ts';
import { POOL_KEY, storeOutage } from '../testing/outage.ts';
import { makePlace, type Place } from './database/testing/command.ts';
import { silenceCommand } from './silence.ts';

let place: Place;

beforeEach(async () => {
  place = await makePlace();
  await storeOutage(place.db, Date.now());
});
afterEach(() => place.close());

const silence = (...argv: string[]) => place.run(silenceCommand, ...argv);
const listed = async () =>
  silenceListSchema.parse(JSON.parse((await silence('list', '--json')).stdout)).silences;

describe('pairwatch silence', () => {
  it('begins one, lists it, ends it', async () => {
    const begun = await silence(
      '--pair',
      'office',
      '--rule',
      'pool-use-high',
      '--for',
      '2h',
      '--reason',
      'New pool.',
    );
    expect(begun.stdout).toMatch(
      /^Silence 1: nobody is told of alerts of pair office, rule pool-use-high until \S+ \S+Z \(in 2 h\)\.\n$/,
    );
    expect(await listed()).toMatchObject([
      { pair: 'office', rule: 'pool-use-high', server: null, pool: null, reason: 'New pool.', by: 'ada' },
    ]);
    expect((await silence('list')).stdout).toMatch(
      /\n1 +alerts of pair office, rule pool-use-high +holds .* +ada +New pool\.\n$/,
    );

    expect(await silence('end', '1', '--by', 'Grace')).toMatchObject({
      code: 0,
      stdout: 'Silence 1 is ended by Grace.\n',
    });
    expect((await silence('list')).stdout).toContain('ended by Grace');
    expect(await silence('end', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ended already'),
    });
  });

  it('tells that there is none', async () => {
    expect((await silence('list')).stdout).toBe('No silences.\n');
  });

  it.each([
    [['--for', '2h', '--reason', 'x'], '--pair is missing'],
    [['--pair', 'office', '--reason', 'x'], '--for is missing; expected a time such as 30s, 10m, 2h or 3d'],
    [['--pair', 'office', '--for', 'soon', '--reason', 'x'], '--for is "soon"; expected a time'],
    [['--pair', 'office', '--for', '2h'], '--reason is ""; expected a reason'],
    [['--pair', 'depot', '--for', '2h', '--reason', 'x'], 'there is no pair "depot"; there is office'],
    [['end', 'x'], 'found x; expected the id of a silence'],
    [['begin'], 'found begin; expected list, end ID, or options alone'],
  ])('refuses %j and changes nothing', async (argv, words) => {
    const { code, stderr } = await silence(...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(await listed()).toEqual([]);
  });

  it('says what can not be silenced', async () => {
    const { code, stderr } = await silence('--pair', 'office', '--rule', 'x', '--for', '2h', '--reason', 'x');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^pairwatch silence: .*rule/m)]);
  });

  it.each([
    [['--server', 'dhcp-x'], 'There is no server of pair office “dhcp-x”; there is dhcp-a, dhcp-b.'],
    [['--pool', 'nopool'], `There is no pool of pair office “nopool”; there is ${POOL_KEY}.`],
  ])('refuses %j, which is not there', async (argv, words) => {
    const { code, stderr } = await silence('--pair', 'office', ...argv, '--for', '2h', '--reason', 'x');
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
    expect(await listed()).toEqual([]);
  });

  it('tells its options', async () => {
    expect((await silence('--help')).stdout).toMatch(/^Usage: pairwatch silence /);
  });
});
