'use client';

import { Age } from '@/components/time/age.tsx';
import type { LeaseFileStandDto } from '@/lib/contracts/lease.ts';
import { whyNotKnown } from './file-words.ts';

/** How old what is shown is, server by server, and why it is older than it should be or missing. */
export function FileStands({ files }: { files: readonly LeaseFileStandDto[] }) {
  return (
    <ul aria-label="Lease files" className="space-y-0.5 text-13 text-muted" data-testid="lease-files">
      {files.map((file) => (
        <li key={file.server} data-freshness={file.freshness}>
          <FileStand file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileStand({ file }: { file: LeaseFileStandDto }) {
  const why = whyNotKnown(file);
  if (file.readAt === null) return <span className="font-medium text-ink">{why}</span>;
  const isOld = file.freshness !== 'fresh';
  return (
    <>
      <span className={isOld ? 'font-semibold text-ink' : ''}>
        Lease file of {file.server} read{' '}
        <Age
          at={file.readAt}
          of={`Last reading of the lease file of ${file.server}${file.intervalMs === null ? '' : `, due every ${file.intervalMs / 1000} s`}`}
        />
      </span>
      {why !== null && (
        <span className="wrap-anywhere">, too long ago to tell what is there now. {file.failure}</span>
      )}
    </>
  );
}
