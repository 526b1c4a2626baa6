'use client';

import { Search, SunMoon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { Who } from '@/components/access/who.tsx';
import { LiveBadge } from '@/components/live/live-badge.tsx';
import { usePalette } from '@/components/palette/palette-keys.tsx';
import { pageTimeOf } from '@/components/time/page-time.ts';
import { Popover } from '@/components/ui/popover.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import { ZoneSwitch } from './zone-switch.tsx';

/** Only pages that have a time carry what chooses it. */
const RangePicker = dynamic(() =>
  import('@/components/time/range-picker.tsx').then((part) => part.RangePicker),
);

/** Where we are, the time looked at, whether news arrives, and what is at hand everywhere. A phone has the time in a row of its own. */
export function TopBar() {
  const time = pageTimeOf(usePathname());
  return (
    <div className="@container border-line border-b px-4 sm:px-6 print:hidden">
      <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 py-2 sm:gap-x-4 @min-[1000px]:flex-nowrap @min-[1000px]:py-0">
        <Breadcrumb />
        {time && (
          <div className="order-last flex min-w-0 basis-full justify-end @min-[1000px]:order-none @min-[1000px]:ml-auto @min-[1000px]:shrink-0 @min-[1000px]:basis-auto">
            <RangePicker standard={time.standard} />
          </div>
        )}
        <div className={`ml-auto flex items-center gap-3 sm:gap-4 ${time ? '@min-[1000px]:ml-0' : ''}`}>
          <LiveBadge />
          <SearchButton />
          <div className="flex items-center gap-3 max-md:hidden">
            <ZoneSwitch />
            <ThemeSwitch />
          </div>
          <Looks />
          <Who />
        </div>
      </div>
    </div>
  );
}

function SearchButton() {
  const { open } = usePalette();
  return (
    <button
      type="button"
      onClick={() => open()}
      aria-keyshortcuts="Control+K Meta+K"
      title="Go to a page, a pair or a pool, or find a lease (Ctrl+K, ⌘K)"
      className="flex h-7 min-w-7 items-center justify-center gap-1.5 rounded-md border border-line px-1.5 text-12 text-muted hover:text-ink"
    >
      <Search size={14} aria-hidden="true" />
      <span className="max-xl:sr-only">Search</span>
    </button>
  );
}

/** Zone and colours, where the bar has no room for them. */
function Looks() {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="md:hidden">
      <Popover
        label="Time zone and colours"
        isOpen={isOpen}
        onOpenChange={setOpen}
        triggerClassName="flex size-7 items-center justify-center rounded-md border border-line text-muted"
        trigger={
          <>
            <SunMoon size={14} aria-hidden="true" />
            <span className="sr-only">Time zone and colours</span>
          </>
        }
      >
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 text-13">
          <dt>Times in</dt>
          <dd>
            <ZoneSwitch />
          </dd>
          <dt>Colours</dt>
          <dd className="w-fit">
            <ThemeSwitch />
          </dd>
        </dl>
      </Popover>
    </div>
  );
}
