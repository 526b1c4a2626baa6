'use client';

import { Age } from '@/components/time/age.tsx';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { skewText } from './clocks/skew-text.ts';
import { LinkLine } from './link-line.tsx';
import { ServerCard } from './server-card.tsx';

/** Both servers, and between them the connection that makes them a pair. */
export function Servers({ pair }: { pair: PairDto }) {
  const [primary, secondary] = pair.servers;
  return (
    <section aria-label="Servers" className="grid gap-y-3 lg:grid-cols-[minmax(0,1fr)_200px_minmax(0,1fr)]">
      {primary && <ServerCard pair={pair} server={primary} />}
      <Between pair={pair} />
      {secondary && <ServerCard pair={pair} server={secondary} />}
    </section>
  );
}

function Between({ pair }: { pair: PairDto }) {
  const mcltSeconds = pair.servers
    .map((server) => server.mcltSeconds)
    .find((each) => each !== null && each > 0);
  return (
    <div className="flex flex-col gap-1 px-1 lg:px-0 lg:pt-5 lg:text-center">
      <p className="hidden text-12 text-faint lg:block">failover{pair.peer && ` “${pair.peer}”`}</p>
      <LinkLine status={pair.link.status} className="w-full" />
      <div className="space-y-1 text-12 text-muted lg:px-3 lg:pt-1">
        <p data-testid="link" data-status={pair.link.status}>
          {pair.link.text}
        </p>
        {mcltSeconds && (
          <p title="Maximum client lead time: how far one server may extend a lease beyond what its partner knows">
            MCLT {formatDuration(mcltSeconds * 1000)}
          </p>
        )}
        {pair.skew && <Skew skew={pair.skew} servers={pair.servers} />}
      </div>
    </div>
  );
}

function Skew({ skew, servers }: { skew: NonNullable<PairDto['skew']>; servers: readonly ServerDto[] }) {
  return (
    <p>
      {skewText(skew, servers)},{' '}
      <Age at={skew.measuredAt} of={`Secondary’s clock minus primary’s, by ${METHOD_WORDS[skew.method]}`} />
    </p>
  );
}
