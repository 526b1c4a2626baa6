import type { Conflicts } from '../../pair/reconcile.ts';
import { hideProblem } from '../../privacy/hide-lease.ts';
import type { Pseudonyms } from '../../privacy/pseudonyms.ts';
import { isReachError } from '../../reach/error.ts';
import { FileFollower } from '../../reach/follow/follower.ts';
import type { OpenedStep } from '../../reach/follow/step.ts';
import type { Reach, ReachedFile } from '../../reach/reach.ts';
import type { LeaseKeeper } from '../leases/lease-keeper.ts';
import type { LeaseThread } from '../leases/lease-thread.ts';
import type { BookRange } from '../leases/protocol.ts';
import { StateBlocks } from '../leases/state-blocks.ts';
import type { Source } from './source.ts';

export type LeasesSourceOptions = {
  serverId: number;
  isPrimary: boolean;
  partnerId: number | null;
  path: string;
  reach: Reach;
  thread: LeaseThread;
  keeper: LeaseKeeper;
  pseudonyms: Pseudonyms;
  /** Throws while no dhcpd.conf was read. */
  ranges: () => BookRange[];
  /** Name of the pair's failover peer; throws while it is not known. */
  peerName: () => string;
  now: () => number;
};

/** dhcpd hard-links the file it replaces to this (reference 4.6). */
const FORMER_NAME = '~';
const CHUNK_BYTES = 1024 * 1024;

/** Follows one server's lease file: what changed goes to the database while it is read, the counts are the reading. */
export function leasesSource(options: LeasesSourceOptions): Source<'leases'> {
  const { path, reach } = options;
  const stateBlocks = new StateBlocks();
  let reader: LeaseFileReader | null = null;

  return {
    kind: 'leases',
    async read(signal) {
      const ranges = options.ranges();
      // Tables are laid out by the ranges: with others the file is read anew.
      if (reader && reader.ranges !== JSON.stringify(ranges)) reader = await letGo(reader);
      reader ??= await openReader(options, ranges, stateBlocks);
      try {
        const completed = await reader.readOn(signal);
        const { size: sizeBytes } = await reach.stat(path, signal);
        return { path, sizeBytes, stateBlocks: stateBlocks.waiting(), ...completed };
      } catch (error) {
        // While only the file can't be had, reading goes on where it was. Else bytes were given that were not stored.
        if (!reader.isInStep) throw error;
        reader = await letGo(reader);
        throw error;
      }
    },
    stored: (reading) => stateBlocks.stored(reading.stateBlocks),
    close: async () => {
      if (reader) reader = await letGo(reader);
    },
  };
}

async function letGo(reader: LeaseFileReader): Promise<null> {
  await reader.close();
  return null;
}

type LeaseFileReader = Awaited<ReturnType<typeof openReader>>;

/** A reader with empty tables, which begins where the database ends. */
async function openReader(
  {
    serverId,
    isPrimary,
    partnerId,
    path,
    reach,
    thread,
    keeper,
    pseudonyms,
    peerName,
    now,
  }: LeasesSourceOptions,
  ranges: BookRange[],
  stateBlocks: StateBlocks,
) {
  await thread.ask({ kind: 'open', serverId, isPrimary, partnerId, ranges });
  stateBlocks.begin();
  const known = await keeper.position();
  const follower = new FileFollower(reach, path, { resumeAt: known, formerNames: [FORMER_NAME] });
  const place = { identity: '', offset: 0, rewrittenAt: known?.rewrittenAt ?? null };
  /** When the last reading began that came to the file's end. */
  let readBefore: number | null = null;
  /** Whether the file that is read now was there before Pairwatch looked. */
  let isFirst = false;
  /** Whether the file that is read now lost its end: states may be missing between its last and what follows. */
  let isCut = false;
  let isInStep = false;
  let storing: Promise<void> = Promise.resolve();

  function begin(offset: number, knownUpTo: number | null): Promise<null> {
    return thread.ask({ kind: 'begin', serverId, offset, knownUpTo, nowSeconds: Math.floor(now() / 1000) });
  }

  /** Gives bytes to the thread, and the states among them to the history. */
  async function push(bytes: Uint8Array, from: string, backfilled: boolean) {
    // A copy: what is handed to the thread is gone here, and a Buffer may share its memory with others.
    const taken = await thread.ask({ kind: 'push', serverId, bytes: new Uint8Array(bytes) });
    const ours = taken.stateBlocks.filter(({ peer }) => peer === peerName());
    stateBlocks.take(ours, from, backfilled);
    return taken;
  }

  async function pushUpTo(
    file: ReachedFile,
    limit: number,
    from: string,
    backfilled: boolean,
    signal: AbortSignal,
  ) {
    for (let at = 0; at < limit; ) {
      const bytes = await file.read(at, Math.min(CHUNK_BYTES, limit - at), signal);
      if (bytes.length === 0) return;
      const { changed } = await push(bytes, from, backfilled);
      if (changed.length > 0) await keeper.keep(changed, { identity: place.identity, offset: place.offset });
      at += bytes.length;
    }
  }

  /** Tells the thread what the database has, and the database what it should not have any more. */
  async function seed(): Promise<void> {
    for await (const portion of keeper.hashes()) {
      const outside = await thread.ask({ kind: 'seed', serverId, ...portion });
      if (outside.length > 0) await keeper.remove(outside);
    }
  }

  /** Goes on in a file: what an earlier run stored fills the table, and is not stored again. */
  async function resume(offset: number, signal: AbortSignal): Promise<void> {
    const file = await reach.open(path, signal, { formerNames: [FORMER_NAME] });
    try {
      const isAtPath = await file.answersTo(place.identity, signal);
      if (isFirst) await backfill(signal);
      if (isAtPath) await seed();
      await begin(isAtPath ? 0 : offset, offset);
      if (isAtPath) await pushUpTo(file, offset, path, isFirst, signal);
    } finally {
      await file.close();
    }
  }

  /** Begins a file whose blocks are held against what the database has of an earlier one. */
  async function restart({ reason, gap }: OpenedStep, signal: AbortSignal): Promise<void> {
    if (reason !== 'first') place.rewrittenAt = now();
    await seed();
    if (reason === 'first' || gap) await backfill(signal);
    await begin(0, 0);
  }

  /** The states of the file before this one, which is as far back as dhcpd keeps them. */
  async function backfill(signal: AbortSignal): Promise<void> {
    const former = `${path}${FORMER_NAME}`;
    const file = await openIfThere(reach, former, signal);
    if (!file) return;
    try {
      // The file that is read now may bear that name already: what stands behind the place is still to come.
      const isSame = await file.answersTo(place.identity, signal);
      await begin(0, null);
      await pushUpTo(file, isSame ? place.offset : Number.MAX_SAFE_INTEGER, former, true, signal);
    } finally {
      await file.close();
    }
  }

  async function opened(step: OpenedStep, signal: AbortSignal): Promise<void> {
    place.identity = step.identity;
    place.offset = step.reason === 'resumed' ? (known?.offset ?? 0) : 0;
    isFirst = step.reason === 'first' || (step.reason === 'resumed' && known?.isWhole === false);
    // What is read then may be older than what was read last, and follows it in no case.
    if (step.gap || isCut) stateBlocks.begin();
    isCut = step.reason === 'truncated' && step.gap;
    if (step.reason === 'resumed') await resume(place.offset, signal);
    else await restart(step, signal);
  }

  /** An address given twice is told with its two clients. */
  async function withHolders(conflicts: Conflicts): Promise<Conflicts> {
    const { count, sample } = conflicts['two-clients'];
    if (count === 0) return conflicts;
    const holders = await keeper.holders(sample.map(({ address }) => address));
    const named = sample.map((each) => ({ ...each, ...holders.get(each.address) }));
    return { ...conflicts, 'two-clients': { count, sample: named } };
  }

  /** The thread reads the next bytes while those before them are stored; they are stored in their order. */
  async function took(bytes: Uint8Array): Promise<void> {
    const { changed, offset } = await push(bytes, path, isFirst);
    await storing;
    place.offset = offset;
    storing = keeper.keep(changed, { identity: place.identity, offset });
    storing.catch(() => {}); // whoever awaits it next is told
  }

  return {
    ranges: JSON.stringify(ranges),
    /** Whether a failure left something half done, rather than the file out of reach. */
    get isInStep() {
      return isInStep;
    },
    async readOn(signal: AbortSignal) {
      const beganAt = now();
      for await (const step of follower.poll(signal)) {
        isInStep = true;
        if (step.kind === 'bytes') await took(step.bytes);
        else {
          await storing;
          await opened(step, signal);
        }
        isInStep = false;
      }
      isInStep = true;
      await storing;
      const { removed, ...completed } = await thread.ask({ kind: 'complete', serverId, now: now() });
      if (removed.length > 0) await keeper.remove(removed);
      const conflicts = completed.conflicts && (await withHolders(completed.conflicts));
      isInStep = false;
      isFirst = false;
      const absentAt = readBefore;
      readBefore = beganAt;
      const { problems } = completed.counts;
      const list = problems.list.map((problem) => hideProblem(problem, pseudonyms));
      const counts = { ...completed.counts, problems: { ...problems, list } };
      return { ...place, ...completed, counts, conflicts, absentAt };
    },
    async close() {
      await Promise.allSettled([storing]);
      await follower.close();
    },
  };
}

async function openIfThere(reach: Reach, path: string, signal: AbortSignal): Promise<ReachedFile | null> {
  try {
    return await reach.open(path, signal);
  } catch (error) {
    if (isReachError(error, 'not-found', 'permission')) return null;
    throw error;
  }
}
