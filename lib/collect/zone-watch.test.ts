import { describe, expect, it } from 'vitest';
import { ReachError } from '../reach/error.ts';
import type { ZoneReach } from '../reach/zone.ts';
import { HandClock } from '../testing/hand-clock.ts';
import { createZoneWatch, type ZoneWatchOptions } from './zone-watch.ts';

const HOUR_MS = 3_600_000;
const AWAY: ZoneWatchOptions['server'] = {
  host: '192.0.2.7',
  reach: {
    kind: 'ssh',
    host: '192.0.2.7',
    port: 22,
    user: 'pairwatch',
    privateKey: '',
    passphrase: null,
    hostKey: { kind: 'fingerprint', sha256: 'SHA256:x' },
  },
};
const LOCAL = { kind: 'local' } as const;

/** A watch of a machine that answers with what `timezoneFile` gives or throws. */
function watch(timezoneFile: () => string, server = AWAY, keepFails: () => boolean = () => false) {
  const clock = new HandClock();
  const kept: (string | null)[] = [];
  let asked = 0;
  const reach: ZoneReach = {
    readText: async () => {
      asked += 1;
      return timezoneFile();
    },
    run: async () => ({ stdout: '', stderr: '', code: 1 }),
  };
  const poller = createZoneWatch({
    name: 'office/dhcp-a/zone',
    server,
    reach,
    clock,
    log: { debug: () => {} },
    async keep(zone) {
      if (keepFails()) throw new Error('database is locked');
      kept.push(zone);
    },
  });
  poller.start();
  return { clock, kept, poller, asked: () => asked };
}

describe('the watch over a server’s time zone', () => {
  it('asks at the start and every hour, and tells a change', async () => {
    let zone = 'Europe/Berlin\n';
    const { clock, kept } = watch(() => zone);
    await clock.pass(HOUR_MS / 2);
    expect(kept).toEqual(['Europe/Berlin']);
    zone = 'America/New_York';
    await clock.pass(HOUR_MS);
    expect(kept).toEqual(['Europe/Berlin', 'America/New_York']);
  });

  it('asks a machine that was not reached again after a minute', async () => {
    let fails = true;
    const { clock, kept } = watch(() => {
      if (fails) throw new ReachError('unreachable', 'no route to 192.0.2.7');
      return 'UTC';
    });
    await clock.pass(59_000);
    expect(kept).toEqual([]);
    fails = false;
    await clock.pass(61_000);
    expect(kept).toEqual(['UTC']);
  });

  it('asks again after a minute when the zone could not be kept', async () => {
    let fails = true;
    const { clock, kept } = watch(
      () => 'UTC',
      AWAY,
      () => fails,
    );
    await clock.pass(30_000);
    fails = false;
    await clock.pass(61_000);
    expect(kept).toEqual(['UTC']);
  });

  it('says nothing of a machine that does not tell its zone, or a name that is none', async () => {
    const { clock, kept } = watch(() => 'Moon/Base');
    await clock.pass(1_000);
    expect(kept).toEqual([null]);
  });

  it('takes this machine for the server’s only where its address is one of ours', async () => {
    const elsewhere = watch(() => 'Europe/Berlin', { host: '192.0.2.7', reach: LOCAL });
    await elsewhere.clock.pass(1_000);
    expect(elsewhere.kept).toEqual([null]);
    expect(elsewhere.asked()).toBe(0);
    const here = watch(() => 'Europe/Berlin', { host: '127.0.0.5', reach: LOCAL });
    await here.clock.pass(1_000);
    expect(here.kept).toEqual(['Europe/Berlin']);
  });

  it('asks no more once it is stopped', async () => {
    const { clock, kept, poller } = watch(() => 'UTC');
    await poller.stop();
    await clock.pass(2 * HOUR_MS);
    expect(kept).toEqual([]);
  });
});
