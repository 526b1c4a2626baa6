'use client';

import { useState } from 'react';
import { isoOfWallTime, wallTime } from '@/components/time/wall-time.ts';
import { useZone } from '@/components/time/zone.tsx';
import { Act } from '@/components/ui/act.tsx';
import { TextField } from '@/components/ui/field.tsx';
import type { EndpointDto } from '@/lib/contracts/endpoint.ts';
import { countOf } from '@/lib/pair/count.ts';
import { replayEndpoint } from '@/lib/queries/endpoints.ts';
import { deliveriesKey, endpointsKey } from '@/lib/queries/keys.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';

const DAY_MS = 86_400_000;

/** Has sent again what an endpoint was not told. */
export function ReplaySince({ endpoint: { name } }: { endpoint: EndpointDto }) {
  const { zone } = useZone();
  const [since, setSince] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const value = since ?? wallTime(serverClock.now() - DAY_MS, zone);
  return (
    <>
      <Act
        word="Send again"
        label={`Send again to ${name}`}
        question="Every message that was given up since a time is sent again, each under its own id and in its order; those that wait are tried at once."
        confirm="Send again"
        act={(by) => replayEndpoint(name, { by, since: isoOfWallTime(value, zone) })}
        changes={[endpointsKey, deliveriesKey]}
        onDone={({ replayed }) =>
          setTold(
            replayed === 0
              ? 'Nothing was given up or waits since then.'
              : `${countOf(replayed, 'message is', 'messages are')} sent again.`,
          )
        }
      >
        <TextField
          path="since"
          label="Since"
          help={`By the clocks of ${zone}.`}
          type="datetime-local"
          value={value}
          onChange={setSince}
        />
      </Act>
      <p role="status" className="self-center text-13 text-muted empty:hidden">
        {told}
      </p>
    </>
  );
}
