'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Age } from '@/components/time/age.tsx';
import { Hint } from '@/components/ui/hint.tsx';
import type { PairAnsweringDto } from '@/lib/contracts/answering.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { answeringQuery } from '@/lib/queries/evidence.ts';
import { answersSentence, grantShares, hashCounts, hashShares, type Shares } from './answer-words.ts';

const BY_GRANTS =
  'Leases granted or renewed within the last hour, counted in both lease files: the server that granted a lease has its client’s last contact (cltt) then';

/** Who answers whom: what the hash says, and what the grants of the last hour say. */
export function Answers({ pair }: { pair: PairDto }) {
  const { data, isError } = useQuery(answeringQuery(pair.name));
  return (
    <section
      aria-labelledby="answers"
      data-testid="answers"
      className="grid gap-x-8 gap-y-1 rounded-md border border-line bg-surface px-4 py-2.5 text-13 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)]"
    >
      <div>
        <h2 id="answers" className="font-medium">
          Who answers whom
        </h2>
        <p className="text-muted">{answersSentence(pair.servers)}</p>
      </div>
      {data ? (
        <Known answering={data} pair={pair} />
      ) : (
        ['by the hash', 'by grants'].map((title) => (
          <Share
            key={title}
            title={title}
            age={null}
            shares={null}
            words={isError ? 'could not be read; it is asked for again' : 'reading…'}
            note={null}
          />
        ))
      )}
    </section>
  );
}

function Known({ answering: { hash, grants }, pair }: { answering: PairAnsweringDto; pair: PairDto }) {
  const byHash = hashShares(hash, pair.servers);
  const byGrants = grantShares(grants);
  const counts = hashCounts(pair.servers);
  const readAt = grants.known ? grants.servers.map((server) => server.readAt).sort()[0] : undefined;
  return (
    <>
      <Share
        title={
          <Hint text="Share of the hash of RFC 3074 over client-id or MAC, from the bitmap load-balance-hba">
            by the hash
          </Hint>
        }
        age={hash.known && <Age at={hash.observedAt} of={`Bitmap told by ${hash.server} over OMAPI`} />}
        {...byHash}
        note={counts ? null : 'not in force: it only counts while both are in normal'}
      />
      <Share
        title={<Hint text={BY_GRANTS}>by grants</Hint>}
        age={readAt !== undefined && <Age at={readAt} of="The older reading of the two lease files" />}
        {...byGrants}
        note={null}
      />
    </>
  );
}

const FILL = ['bg-server-a', 'bg-server-b'];

function Share({
  title,
  age,
  shares,
  words,
  note,
}: {
  title: ReactNode;
  age: ReactNode;
  shares: Shares | null;
  words: string | null;
  note: string | null;
}) {
  return (
    <div className="min-h-[68px] min-w-0">
      <p className="flex justify-between gap-3">
        <span className="text-muted">{title}</span>
        <span className="text-12 text-faint">{age}</span>
      </p>
      {shares === null ? (
        <p className="text-muted">{words}</p>
      ) : (
        <>
          <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-[2px]">
            {shares.map(({ name, percent }, index) => (
              <span
                key={name}
                className={`${FILL[index] ?? ''} ${note === null ? '' : 'opacity-40'}`}
                style={{ width: `${percent}%` }}
              />
            ))}
          </div>
          <p className="flex flex-wrap justify-between gap-x-3 tabular-nums">
            {shares.map(({ name, percent, figure }) => (
              <span key={name}>
                {name} <span className="font-medium">{percent} %</span>{' '}
                <span className="text-12 text-muted">{figure}</span>
              </span>
            ))}
          </p>
          {note && <p className="text-12 text-muted">{note}</p>}
        </>
      )}
    </div>
  );
}
