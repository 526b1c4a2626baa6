'use client';

import type { LeaseFileStandDto, LeaseRecordDto } from '@/lib/contracts/lease.ts';
import { STATE_WORDS } from '@/lib/contracts/lease-glossary.ts';
import { Ends, SinceText } from './lease-time.tsx';

/** One server's word on an address: its state in both languages, its end, since when. `isApart`: the partner tells another. */
export function RecordCell({
  record,
  file,
  isApart,
}: {
  record: LeaseRecordDto;
  file: LeaseFileStandDto | undefined;
  isApart: boolean;
}) {
  const { lease } = record;
  const isOld = file?.freshness === 'stale' || file?.freshness === 'never';
  if (!lease) return <p className="text-muted">{missingWords(record)}</p>;
  const words = STATE_WORDS[lease.ended ? 'ended' : lease.state];
  return (
    <div className={isOld ? 'text-faint' : ''}>
      <p>
        {isApart && <Apart />}
        <span className="font-medium font-mono text-13">{lease.state}</span>{' '}
        <span className={isOld ? '' : 'text-muted'}>{words}</span>
      </p>
      {lease.ends !== null && (
        <p className={`text-12 ${isOld ? '' : 'text-muted'}`}>
          <Ends state={lease.state} ends={lease.ends} />
        </p>
      )}
      <p className={`text-12 ${isOld ? '' : 'text-muted'}`}>
        <SinceText at={lease.since} />
        {isOld && ', as read last'}
      </p>
    </div>
  );
}

/** Marks what the partner tells otherwise: a sign for the eye, a word for the ear. */
export function Apart() {
  return (
    <span className="mr-1.5 rounded-[3px] bg-sunken px-1 font-semibold" data-testid="apart">
      <span aria-hidden="true">≠</span>
      <span className="sr-only">differs: </span>
    </span>
  );
}

export function missingWords({ missing, server }: LeaseRecordDto): string {
  return missing === 'not-read'
    ? `not known: the lease file of ${server} was not read yet`
    : 'no block: free and never used, as far as its file tells';
}
