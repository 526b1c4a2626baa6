import type { LeaseFileStandDto } from '../../lib/contracts/lease.ts';

/** Why the lease file of a server can't be relied on, without its age; null while it can. */
export function whyNotKnown({
  server,
  readAt,
  freshness,
  failure,
  intervalMs,
}: LeaseFileStandDto): string | null {
  if (freshness === 'fresh' || freshness === 'late') return null;
  const file = `The lease file of ${server}`;
  if (intervalMs === null) return `${file} is not read: the settings name no lease file for it.`;
  const reason = failure === null ? '' : ` ${asSentence(failure)}`;
  if (readAt === null) return `${file} was not read yet.${reason}`;
  return `${file} was read too long ago to tell what is there now.${reason}`;
}

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
