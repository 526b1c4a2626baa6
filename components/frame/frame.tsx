import type { ReactNode } from 'react';
import type { Theme } from '@/components/preferences.ts';
import { Announcer } from './announcer.tsx';
import { BottomBar, Rail } from './navigation.tsx';
import { OldData } from './old-data.tsx';
import { TopBar } from './top-bar.tsx';

/** What stays around every page. */
export function Frame({ theme, children }: { theme: Theme; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:rounded-md focus:bg-ink focus:px-3 focus:py-1.5 focus:text-ground"
      >
        Skip to the page
      </a>
      <Rail />
      <div className="min-w-0 grow pb-16 sm:pb-0">
        <TopBar theme={theme} />
        <OldData />
        <noscript>
          <p className="border-line border-b bg-sunken px-4 py-2 sm:px-6">
            Scripts are off in this browser: the page stays as it was when it was loaded, its ages too. Load
            it again for news.
          </p>
        </noscript>
        <main id="main" tabIndex={-1} className="mx-auto max-w-[1200px] px-4 py-6 focus:outline-none sm:px-6">
          {children}
        </main>
      </div>
      <BottomBar />
      <Announcer />
    </div>
  );
}
