import type { FailoverView, ServerRole, Skew } from './facts.ts';
import { skewFromStamps } from './skew.ts';

/**
 * Whether the stamps of two servers are of the same changes. A server that was not asked since its partner changed, or
 * that kept its stamps over a restart while its partner stamped anew, has both of an earlier time: one delay comes out too
 * long by as much as the other comes out too short, and their sum is as it should be.
 */
export type StampWatch = {
  read: Readonly<Partial<Record<ServerRole, ReadView>>>;
  /** As they were when both were in normal, and each was asked after the other had shown its latest. */
  settled: { stamps: Record<ServerRole, string>; belongTogether: boolean } | null;
};

type ReadView = {
  view: FailoverView;
  /** When it was asked last; its answer is of then or later. */
  askedAt: number;
  /** When it showed these stamps first. */
  shownAt: number;
};

export const NO_STAMPS: StampWatch = { read: {}, settled: null };

/** `former` with what a server told that was asked at `askedAt`, all by our clock. */
export function withStamps(
  former: StampWatch,
  role: ServerRole,
  view: FailoverView,
  askedAt: number,
): StampWatch {
  const known = former.read[role];
  // Our clock was set back: nothing is known of the order any more.
  if (known && askedAt < known.askedAt) return withStamps(NO_STAMPS, role, view, askedAt);
  const isSame = known !== undefined && stampsOf(known.view) === stampsOf(view);
  const shownAt = isSame ? known.shownAt : view.observedAt;
  const read = { ...former.read, [role]: { view, askedAt, shownAt } };
  return { read, settled: settledBy(read, former.settled) };
}

/** The skew by the stamps of both servers; null while it is not known that they are of the same changes. */
export function skewByStamps({ read: { primary, secondary }, settled }: StampWatch): Skew | null {
  if (!primary || !secondary || !areUpToDate(primary, secondary) || !settled?.belongTogether) return null;
  return skewFromStamps(primary.view, secondary.view);
}

function settledBy(
  { primary, secondary }: StampWatch['read'],
  former: StampWatch['settled'],
): StampWatch['settled'] {
  if (!primary || !secondary || !areUpToDate(primary, secondary)) return former;
  if (![primary, secondary].every(({ view }) => isInNormal(view))) return former;
  const stamps = { primary: stampsOf(primary.view), secondary: stampsOf(secondary.view) };
  // At a first look only the one or the other may be old, and dhcpd stamps what it hears of its partner.
  if (former === null) return { stamps, belongTogether: true };
  const changed = [former.stamps.primary !== stamps.primary, former.stamps.secondary !== stamps.secondary];
  if (!changed.includes(true)) return former;
  return { stamps, belongTogether: !changed.includes(false) };
}

const areUpToDate = (one: ReadView, other: ReadView) =>
  one.askedAt >= other.shownAt && other.askedAt >= one.shownAt;

const isInNormal = ({ localState, partnerState }: FailoverView) =>
  localState === 'normal' && partnerState === 'normal';

const stampsOf = ({ localStosAt, partnerStosAt }: FailoverView) => `${localStosAt} ${partnerStosAt}`;
