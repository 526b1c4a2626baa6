'use client';

import { Drawer } from '@/components/ui/drawer.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { EventFacts } from './event-facts.tsx';

/** What an event rests on, beside the list it stands in. */
export function EventDrawer({ event, onClose }: { event: EventDto; onClose(): void }) {
  return (
    <Drawer title={`Event ${event.id}`} onClose={onClose}>
      <div data-testid="event-drawer" className="space-y-5">
        <EventFacts event={event} />
      </div>
    </Drawer>
  );
}
