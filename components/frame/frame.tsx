'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { PaletteProvider } from '@/components/palette/palette-keys.tsx';
import type { Rail as RailWidth, Theme } from '@/components/preferences.ts';
import { Announcer } from './announcer.tsx';
import { BottomBar, Rail } from './navigation.tsx';
import { OldData } from './old-data.tsx';
import { PrintHead } from './print-head.tsx';
import { ThemeProvider } from './theme.tsx';
import { TopBar } from './top-bar.tsx';
import { useFocusOnPage } from './use-focus-on-page.ts';

/** What stays around every page; the wall has its window to itself. */
export function Frame({ theme, rail, children }: { theme: Theme; rail: RailWidth; children: ReactNode }) {
  const isWall = usePathname() === '/wall';
  return (
    <ThemeProvider initial={theme}>
      <PaletteProvider>
        {isWall ? (
          <main id="main" tabIndex={-1} className="focus:outline-none">
            {children}
          </main>
        ) : (
          <Around rail={rail}>{children}</Around>
        )}
        <Announcer />
      </PaletteProvider>
    </ThemeProvider>
  );
}

function Around({ rail, children }: { rail: RailWidth; children: ReactNode }) {
  useFocusOnPage();
  return (
    <div className="flex min-h-dvh print:block">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:rounded-md focus:bg-ink focus:px-3 focus:py-1.5 focus:text-ground print:hidden"
      >
        Skip to the page
      </a>
      <Rail initial={rail} />
      <div className="min-w-0 grow pb-16 sm:pb-0">
        <header>
          <TopBar />
          <PrintHead />
          <OldData />
        </header>
        <noscript>
          <p className="border-line border-b bg-sunken px-4 py-2 sm:px-6">
            Scripts are off in this browser: the page stays as it was when it was loaded, its ages too. Load
            it again for news.
          </p>
        </noscript>
        {/* Tables gain from a wide window; text has its own width. */}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-[max(1200px,min(84vw,2400px))] px-4 py-6 focus:outline-none sm:px-6 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
      <BottomBar />
    </div>
  );
}
