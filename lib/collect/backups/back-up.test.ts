import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import { describeOnSqlite } from '../../db/testing/engines.ts';
import { LocalReach } from '../../reach/local/local-reach.ts';
import type { Reach, ReachedFile } from '../../reach/reach.ts';
import { listBackups } from '../../store/lease-backups.ts';
import { makePair } from '../../store/testing/samples.ts';
import { HandClock } from '../../testing/hand-clock.ts';
import { backUp } from './back-up.ts';
import { copyLeaseFile, readCopy } from './copy-lease-file.ts';

const NEVER = new AbortController().signal;
const DAY_MS = 86_400_000;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwatch-backup-'));
  path = join(folder, 'dhcpd.leases');
});
afterEach(() => rmSync(folder, { recursive: true }));

const lease = (last: number) =>
  `lease 10.0.${last >> 8}.${last & 255} {\n  starts 0 2026/11/22 02:00:00;\n  ends 0 2026/11/22 04:00:00;\n  binding state active;\n}\n`;
/** So many addresses, the first of them twice. */
const leases = (count: number) =>
  `# The format of this file is documented in the dhcpd.leases(5) manual page.\nauthoring-byte-order little-endian;\n\n${Array.from({ length: count }, (_, each) => lease(each + 1)).join('')}${lease(1)}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const copy = (options: Partial<Parameters<typeof copyLeaseFile>[0]> = {}) =>
  copyLeaseFile({
    reach: new LocalReach(),
    path,
    to: join(folder, 'copy.gz'),
    clock: systemClock,
    signal: NEVER,
    ...options,
  });

/** The real files, with something that happens after a number of reads of one that was opened. */
function reachWith(afterRead: (read: number) => void): Pick<Reach, 'open'> {
  const real = new LocalReach();
  let reads = 0;
  return {
    async open(at, signal) {
      const file: ReachedFile = await real.open(at, signal);
      return new Proxy(file, {
        get(target, key) {
          if (key === 'read')
            return async (...given: Parameters<ReachedFile['read']>) => {
              const bytes = await target.read(...given);
              reads += 1;
              afterRead(reads);
              return bytes;
            };
          const value: unknown = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    },
  };
}

describe('a copy of a lease file', () => {
  it('is the file, byte for byte, and for its owner alone', async () => {
    const text = leases(5_000);
    writeFileSync(path, text);
    expect(await copy()).toEqual({
      sizeBytes: text.length,
      storedBytes: statSync(join(folder, 'copy.gz')).size,
      sha256: sha256(text),
      leases: 5_000,
    });
    expect(gunzipSync(readFileSync(join(folder, 'copy.gz'))).toString()).toBe(text);
    expect(statSync(join(folder, 'copy.gz')).mode & 0o777).toBe(0o600);
  });

  it('is made of an empty file, too', async () => {
    writeFileSync(path, '');
    expect(await copy()).toMatchObject({ sizeBytes: 0, leases: 0 });
  });

  it('is made anew where the file is replaced while it is read', async () => {
    writeFileSync(path, leases(8_000));
    const later = leases(9);
    const reach = reachWith((read) => {
      if (read !== 2) return;
      writeFileSync(`${path}.new`, later);
      renameSync(`${path}.new`, path);
    });
    expect(await copy({ reach })).toMatchObject({ leases: 9, sha256: sha256(later) });
    expect(gunzipSync(readFileSync(join(folder, 'copy.gz'))).toString()).toBe(later);
  });

  it('is given up where the file is replaced each time', async () => {
    writeFileSync(path, leases(3));
    const reach = reachWith(() => {
      writeFileSync(`${path}.new`, leases(3));
      renameSync(`${path}.new`, path);
    });
    await expect(copy({ reach })).rejects.toThrow(/was replaced or emptied each of the 3 times/);
  });

  it('waits for the rest of an entry that dhcpd is writing', async () => {
    const whole = leases(3) + lease(77);
    writeFileSync(path, whole.slice(0, -40));
    const reach = reachWith((read) => {
      if (read === 3) appendFileSync(path, whole.slice(-40));
    });
    expect(await copy({ reach })).toMatchObject({ leases: 4, sha256: sha256(whole) });
  });

  it('says where it can not be read', async () => {
    await expect(copy()).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('holds a chunk at a time, however long the file is', async () => {
    const chunk = leases(2_000).repeat(20);
    for (let times = 0; times < 20; times += 1) appendFileSync(path, chunk);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const reach = reachWith(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    });
    const { sizeBytes } = await copy({ reach });
    expect(sizeBytes).toBeGreaterThan(80 * 1024 * 1024);
    expect(most).toBeLessThan(sizeBytes / 2);
  }, 60_000);

  it('is refused where what lies on the disk is another than was read', async () => {
    writeFileSync(path, leases(40));
    const other = gzipSync(leases(39));
    // The disk that lies: what is written goes elsewhere, and something else is found.
    const openCopy = (to: string) => {
      writeFileSync(to, other);
      return open(`${to}.elsewhere`, 'w');
    };
    await expect(copy({ openCopy })).rejects.toThrow(
      /has 39 addresses in \d+ bytes where 40 in \d+ were read/,
    );
    const cut = (to: string) => {
      writeFileSync(to, other.subarray(0, 60));
      return open(`${to}.elsewhere`, 'w');
    };
    await expect(copy({ openCopy: cut })).rejects.toThrow(/could not be read again/);
  });
});

describeOnSqlite('the backup of a server', (engine) => {
  async function kept() {
    const { db } = await engine.open();
    const { primaryId } = await makePair(db);
    const clock = new HandClock();
    clock.advance(Date.UTC(2026, 10, 1, 3));
    const backups = join(folder, 'backups');
    const options = {
      db,
      clock,
      log: { info() {}, warn() {} },
      folder: backups,
      rule: { daily: 2, weekly: 1, monthly: 1 },
    };
    const run = (changes: Partial<typeof options & { openCopy: () => ReturnType<typeof open> }> = {}) =>
      backUp(
        { serverId: primaryId, pair: 'office', server: 'dhcp-a', path },
        new LocalReach(),
        { ...options, ...changes },
        NEVER,
      );
    const list = (all = false) => db.read((tx) => listBackups(tx, { all, limit: 100 }));
    return { clock, run, list, files: () => readdirSync(join(backups, 'office', 'dhcp-a')).sort() };
  }

  it('keeps its copies by the rule, and removes the files of those it keeps no more', async () => {
    const { clock, run, list, files } = await kept();
    for (let day = 0; day < 5; day += 1) {
      writeFileSync(path, leases(10 + day));
      await run();
      clock.advance(DAY_MS);
    }
    expect(files()).toEqual(['2026-11-04T030000.000Z.leases.gz', '2026-11-05T030000.000Z.leases.gz']);
    expect((await list()).map(({ leases: count, path: name }) => [count, name])).toEqual([
      [14, 'office/dhcp-a/2026-11-05T030000.000Z.leases.gz'],
      [13, 'office/dhcp-a/2026-11-04T030000.000Z.leases.gz'],
    ]);
    expect((await list(true)).filter(({ removedAt }) => removedAt !== null)).toHaveLength(3);
    const [latest] = await list();
    const found = await readCopy(join(folder, 'backups', latest?.path ?? ''));
    expect(found).toMatchObject({ leases: 14, sha256: latest?.sha256 });
    expect(statSync(join(folder, 'backups')).mode & 0o777).toBe(0o700);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'says clearly that the disk is full, and keeps the older copies',
    async () => {
      const { clock, run, list, files } = await kept();
      writeFileSync(path, leases(10));
      await run();
      clock.advance(30 * DAY_MS);
      await run({ openCopy: () => open('/dev/full', 'w') });
      expect((await list(true))[0]?.error).toMatch(
        /^The disk of .* is full: no copy was made, and the older ones are kept\./,
      );
      expect(files()).toEqual(['2026-11-01T030000.000Z.leases.gz']);
      expect(await list()).toHaveLength(1);
    },
  );

  it('takes away what a collector left that was killed while it copied', async () => {
    const { clock, run, files } = await kept();
    writeFileSync(path, leases(1));
    await run();
    writeFileSync(join(folder, 'backups/office/dhcp-a/2026-10-31T030000.000Z.leases.gz.part'), 'half');
    clock.advance(1);
    await run();
    expect(files()).toEqual(['2026-11-01T030000.001Z.leases.gz']);
  });
});
