'use client';

import { useZone } from '@/components/time/zone.tsx';
import type { ZoneChoice } from '@/components/time/zone-choice.ts';
import { Segmented } from '@/components/ui/segmented.tsx';

/** Which clocks all times on the page go by. */
export function ZoneSwitch() {
  const { choice, setChoice, server } = useZone();
  return (
    <Segmented<ZoneChoice>
      label="Time zone"
      value={choice}
      onChange={setChoice}
      options={[
        { value: 'UTC', title: 'UTC: times as the lease files have them', content: 'UTC' },
        { value: 'local', title: 'local: times in this browser’s zone', content: 'local' },
        {
          value: 'server',
          title: `server: times in the zone of ${server.of ?? 'the servers'}${server.zone === null ? '' : `, ${server.zone}`}`,
          content: 'server',
          whyNot: server.why,
        },
      ]}
    />
  );
}
