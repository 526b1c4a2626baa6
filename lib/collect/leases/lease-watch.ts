import { formatAddress } from '../../dhcpd/address.ts';
import { BINDING_STATES, STATE_CODE } from '../../dhcpd/leases/binding-state.ts';
import type { LeaseBlock } from '../../dhcpd/leases/lease-block.ts';
import type { LeaseTable } from '../../dhcpd/leases/table.ts';
import type { CountByRange, LeaseAges, LeaseBacklog } from '../reading.ts';
import type { BookRange } from './protocol.ts';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

/** The ages of a million leases take some milliseconds to count, and hardly change from one reading to the next. */
const AGES_EVERY_SECONDS = 60;

/**
 * While the two servers are apart some leases stay active beyond their end (reference 4.3): when the servers meet again all
 * of them are expired at once, which says nothing of how clients renew now.
 */
const LATE_AFTER_SECONDS = HOUR_SECONDS;

/** A sample is enough to compare clocks by. */
const MOST_GRANTS = 256;

/** The last block of an address as it was before another one. */
export type Before = { state: number; holder: number; starts: number; ends: number };

/** What one server's leases do over time, beyond what its table holds: who waits for the partner, who is new, who went. */
export class LeaseWatch {
  readonly #ranges: readonly BookRange[];
  /** By slot: since when the partner has not acknowledged it, seconds by our clock; null until stock was taken of it. */
  readonly #waiting = new Map<number, number | null>();
  readonly #newClients: Uint32Array;
  /** Leases that ended without renewal: of which range, and when. */
  #endings: { range: number; endsSeconds: number }[] = [];
  #grants: { startsAt: number; isOwn: boolean }[] = [];
  #ages: { at: number; counts: LeaseAges[] } | null = null;
  /** Before the first whole reading every lease would be new. */
  #isFirst = true;

  constructor(ranges: readonly BookRange[]) {
    this.#ranges = ranges;
    this.#newClients = new Uint32Array(ranges.length);
  }

  /** A block was read; `before` is the table as it was before it, null when nothing was read before. */
  took(slot: number, table: LeaseTable, block: LeaseBlock, before: Before | null): void {
    if (!table.isUnacknowledged(slot)) this.#waiting.delete(slot);
    else if (!this.#waiting.has(slot)) this.#waiting.set(slot, null);
    if (before === null) return;
    if (block.state !== STATE_CODE.active) {
      if (endedByItself(before, table.stateAt(slot), block.ends))
        this.#endings.push({ range: table.rangeOf(slot), endsSeconds: before.ends });
      return;
    }
    if (block.starts > before.starts && this.#grants.length < MOST_GRANTS)
      this.#grants.push({ startsAt: block.starts * 1000, isOwn: isOwnGrant(block) });
    // Whoever only comes back to what is still held for it takes no free address.
    const wasFree =
      before.state === 0 || before.state === STATE_CODE.free || before.state === STATE_CODE.backup;
    if (!wasFree && before.holder === table.holderAt(slot)) return;
    const range = table.rangeOf(slot);
    this.#newClients[range] = (this.#newClients[range] ?? 0) + 1;
  }

  /** The file has no block of it any more. */
  gone(slot: number): void {
    this.#waiting.delete(slot);
  }

  /** Takes stock at the end of the file. */
  backlog(table: LeaseTable, nowSeconds: number): LeaseBacklog {
    const byAge = { under10s: 0, under1min: 0, under10min: 0, older: 0 };
    let oldest: number | null = null;
    for (const [slot, known] of this.#waiting) {
      const since = known ?? (this.#isFirst ? begunAt(table, slot, nowSeconds) : nowSeconds);
      this.#waiting.set(slot, since);
      const age = nowSeconds - since;
      if (age < 10) byAge.under10s += 1;
      else if (age < MINUTE_SECONDS) byAge.under1min += 1;
      else if (age < 10 * MINUTE_SECONDS) byAge.under10min += 1;
      else byAge.older += 1;
      if (oldest === null || since < oldest) oldest = since;
    }
    this.#isFirst = false;
    return { count: this.#waiting.size, byAge, oldestAt: oldest === null ? null : oldest * 1000 };
  }

  ages(table: LeaseTable, nowSeconds: number): LeaseAges[] {
    if (this.#ages === null || Math.abs(nowSeconds - this.#ages.at) >= AGES_EVERY_SECONDS)
      this.#ages = { at: nowSeconds, counts: countAges(table, nowSeconds) };
    return this.#ages.counts;
  }

  /** Since this was asked last. */
  grants(): { startsAt: number; isOwn: boolean }[] {
    return this.#grants.splice(0);
  }

  /** Since this was asked last. */
  newClients(): CountByRange[] {
    const counts = this.#byRange(this.#newClients);
    this.#newClients.fill(0);
    return counts;
  }

  /** Since this was asked last. */
  endings(nowSeconds: number): CountByRange[] {
    const counts = new Uint32Array(this.#ranges.length);
    for (const { range, endsSeconds } of this.#endings.splice(0)) {
      if (nowSeconds - endsSeconds <= LATE_AFTER_SECONDS) counts[range] = (counts[range] ?? 0) + 1;
    }
    return this.#byRange(counts);
  }

  #byRange(counts: Uint32Array): CountByRange[] {
    return this.#ranges.flatMap(({ low }, range) => {
      const count = counts[range] ?? 0;
      return count === 0 ? [] : [{ low: formatAddress(low), count }];
    });
  }
}

/**
 * Whether a lease was active until its end. A release is a state of its own, but outside failover and in a file that was
 * not read meanwhile it shows as a free lease whose end was drawn in.
 */
function endedByItself(before: Before, state: number, ends: number): boolean {
  if (before.state !== STATE_CODE.active) return false;
  if (state === STATE_CODE.expired) return true;
  return (state === STATE_CODE.free || state === STATE_CODE.backup) && ends >= before.ends;
}

/** Only the server that gave a lease has heard its client then: the partner leaves cltt as it was (reference 2.2). */
function isOwnGrant({ starts, cltt }: LeaseBlock): boolean {
  return Math.abs(cltt - starts) <= 1;
}

/** At first sight a lease has waited since it was given, as far as one may trust the server's clock. */
function begunAt(table: LeaseTable, slot: number, nowSeconds: number): number {
  const starts = table.contents.starts[slot] ?? 0;
  return starts > 0 && starts < nowSeconds ? starts : nowSeconds;
}

function countAges(table: LeaseTable, nowSeconds: number): LeaseAges[] {
  const counts = BINDING_STATES.map((state) => ({
    state,
    underHour: 0,
    underDay: 0,
    underWeek: 0,
    underMonth: 0,
    older: 0,
  }));
  const byCode = new Map<number, LeaseAges>(counts.map((count) => [STATE_CODE[count.state], count]));
  const { starts } = table.contents;
  for (let slot = 0; slot < table.slots; slot += 1) {
    const count = byCode.get(table.stateAt(slot));
    if (!count) continue;
    const age = nowSeconds - (starts[slot] ?? 0);
    if (age < HOUR_SECONDS) count.underHour += 1;
    else if (age < DAY_SECONDS) count.underDay += 1;
    else if (age < 7 * DAY_SECONDS) count.underWeek += 1;
    else if (age < 30 * DAY_SECONDS) count.underMonth += 1;
    else count.older += 1;
  }
  return counts;
}
