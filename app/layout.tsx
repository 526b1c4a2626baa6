import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '@/components/frame/frame.tsx';
import { readPreferences } from '@/components/preferences.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { Providers } from '@/components/providers.tsx';
import { ZoneProvider } from '@/components/time/zone.tsx';
import { goingOnKey, pairsKey } from '@/lib/queries/keys.ts';
import { VERSION } from '@/lib/version.ts';
import { readGoingOn } from './_server/going-on.ts';
import { outcomeOf } from './_server/outcome.ts';
import { readPairs } from './_server/read.ts';
import { inter, jetbrainsMono } from './fonts.ts';
import './globals.css';

export const metadata: Metadata = {
  description: 'Watches DHCP failover pairs from both sides',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const { theme, zone, rail } = readPreferences((name) => jar.get(name)?.value);
  const [pairs, goingOn] = await Promise.all([outcomeOf(readPairs), outcomeOf(readGoingOn)]);
  return (
    <html
      lang="en"
      data-theme={theme}
      data-version={VERSION}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
    >
      <body>
        <Providers renderedAt={renderedAt(pairs.data)}>
          <Prefetched
            answers={[
              [pairsKey, pairs.data],
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
      </body>
    </html>
  );
}

/** The moment the data is drawn for: its own. */
function renderedAt(pairs: { now: string } | null): number {
  return pairs === null ? Date.now() : Date.parse(pairs.now);
}
