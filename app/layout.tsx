import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { VisitorProvider } from '@/components/access/visitor.tsx';
import { BareFrame } from '@/components/frame/bare-frame.tsx';
import { Frame } from '@/components/frame/frame.tsx';
import { type Preferences, readPreferences } from '@/components/preferences.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { Providers } from '@/components/providers.tsx';
import { ZoneProvider } from '@/components/time/zone.tsx';
import type { Actor } from '@/lib/access/actor.ts';
import { fleetKey, goingOnKey } from '@/lib/queries/keys.ts';
import { VERSION } from '@/lib/version.ts';
import { cursorOfPage } from './_server/cursor-of-page.ts';
import { readGoingOn } from './_server/going-on.ts';
import { visitor } from './_server/guard.ts';
import { outcomeOf } from './_server/outcome.ts';
import { readFleet } from './_server/read.ts';
import { inter, jetbrainsMono } from './fonts.ts';
import './globals.css';

export const metadata: Metadata = {
  description: 'Watches DHCP failover pairs from both sides',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const { theme, zone, rail } = readPreferences((name) => jar.get(name)?.value);
  const seen = await outcomeOf(visitor);
  const isStranger = seen.data === null && seen.problem === null;
  return (
    <html
      lang="en"
      data-theme={theme}
      data-version={VERSION}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
    >
      <body>
        {isStranger ? (
          <BareFrame>{children}</BareFrame>
        ) : (
          <Inside visitor={seen.data} theme={theme} rail={rail} zone={zone}>
            {children}
          </Inside>
        )}
      </body>
    </html>
  );
}

/** What is around the pages for who is known. */
async function Inside({
  visitor: actor,
  theme,
  rail,
  zone,
  children,
}: Preferences & { visitor: Actor | null; children: ReactNode }) {
  const [fleet, goingOn] = await Promise.all([outcomeOf(readFleet), outcomeOf(readGoingOn)]);
  return (
    <VisitorProvider
      visitor={actor && { kind: actor.kind, name: actor.name, role: actor.role, pairs: actor.pairs }}
    >
      <Providers renderedAt={renderedAt(fleet.data)} cursor={await cursorOfPage()}>
        <Prefetched
          answers={[
            [fleetKey, fleet.data],
            [goingOnKey, goingOn.data],
          ]}
        >
          <ZoneProvider remembered={zone}>
            <Frame theme={theme} rail={rail}>
              {children}
            </Frame>
          </ZoneProvider>
        </Prefetched>
      </Providers>
    </VisitorProvider>
  );
}

/** The moment the data is drawn for: its own. */
function renderedAt(fleet: { now: string } | null): number {
  return fleet === null ? Date.now() : Date.parse(fleet.now);
}
