'use client';

import { useZone } from '@/components/time/zone.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';

type Choice = 'UTC' | 'local';

const OPTIONS = [
  { value: 'UTC', title: 'Times in UTC, as the servers’ files have them', content: 'UTC' },
  { value: 'local', title: 'Times in this browser’s zone', content: 'local' },
] as const;

export function ZoneSwitch() {
  const { zone, setZone } = useZone();
  return (
    <Segmented<Choice>
      label="Time zone"
      value={zone === 'UTC' ? 'UTC' : 'local'}
      options={OPTIONS}
      onChange={(choice) =>
        setZone(choice === 'UTC' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone)
      }
    />
  );
}
