import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '@/components/frame/frame.tsx';
import { readPreferences } from '@/components/preferences.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { Providers } from '@/components/providers.tsx';
import { ZoneProvider } from '@/components/time/zone.tsx';
import { incidentQuerySchema } from '@/lib/contracts/incident.ts';
import { firingAlertsQuery } from '@/lib/queries/alerts.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';
import { pairsKey } from '@/lib/queries/pairs.ts';
import { VERSION } from '@/lib/version.ts';
import { readFiringCount } from './_server/alerts.ts';
import { readIncidents } from './_server/incidents.ts';
import { outcomeOf } from './_server/outcome.ts';
import { readPairs } from './_server/read.ts';
import { inter, jetbrainsMono } from './fonts.ts';
import './globals.css';

/** What the frame counts of incidents. */
const OPEN = { phase: 'open' } as const;

export const metadata: Metadata = {
  description: 'Watches DHCP failover pairs from both sides',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const { theme, zone, rail } = readPreferences((name) => jar.get(name)?.value);
  const [pairs, firing, incidents] = await Promise.all([
    outcomeOf(readPairs),
    outcomeOf(readFiringCount),
    outcomeOf(() => readIncidents(incidentQuerySchema.parse(OPEN))),
  ]);
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
              [firingAlertsQuery().queryKey, firing.data],
              [incidentsQuery(OPEN).queryKey, incidents.data],
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
