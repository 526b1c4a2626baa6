'use client';

import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import type { ForecastDto } from '@/lib/contracts/truth.ts';
import { countOf } from '@/lib/pair/count.ts';
import { LevelWord } from '../level-mark.tsx';
import {
  endWords,
  rateWords,
  type ServerForecastDto,
  takeoverWords,
  whyNothingKnown,
} from './survivor-words.ts';

/** How long each server's own share of a pool would last if its partner went away now. */
export function Survivors({ forecast, isOld }: { forecast: ForecastDto[number]; isOld: boolean }) {
  const why = whyNothingKnown(forecast);
  return (
    <div
      className={`grid gap-x-6 gap-y-2 border-line border-t pt-2 text-13 lg:col-span-2 lg:grid-cols-2 ${isOld ? 'text-faint grayscale' : ''}`}
    >
      {why !== null && (
        <p className="wrap-anywhere lg:col-span-2">
          <span className="font-medium">How long either server would last alone is unknown:</span> {why}
        </p>
      )}
      {[forecast.primary, forecast.secondary].map((each) => (
        <div key={each.server} className="min-w-0" data-testid={`survivor-${each.server}`}>
          {why === null && <Ends forecast={each} />}
          <Figures forecast={each} isNamed={why !== null} />
        </div>
      ))}
    </div>
  );
}

function Ends({ forecast }: { forecast: ServerForecastDto }) {
  const now = useNow();
  const { zone } = useZone();
  const { server, isPartnerDown, alone, afterPartnerDown } = forecast;
  return (
    <>
      {!isPartnerDown && (
        <p className="wrap-anywhere">
          {alone.kind === 'empty' ? (
            <LevelWord level="bad" word={`${server} alone:`} />
          ) : (
            <span className="font-medium">{server} alone:</span>
          )}{' '}
          {endWords(alone, now, zone)}
        </p>
      )}
      <p className="wrap-anywhere">
        <span className="font-medium">
          {isPartnerDown ? `${server} in partner-down:` : 'with partner-down:'}
        </span>{' '}
        {endWords(afterPartnerDown, now, zone)}
      </p>
    </>
  );
}

/** What the times above rest on. */
function Figures({ forecast, isNamed }: { forecast: ServerForecastDto; isNamed: boolean }) {
  const now = useNow();
  const { zone } = useZone();
  const { server, ownFree } = forecast;
  const own =
    ownFree === null
      ? 'its own free addresses are not known'
      : countOf(ownFree, 'free address of its own', 'free addresses of its own');
  const figures = [own, rateWords(forecast), takeoverWords(forecast, now, zone)];
  return (
    <p className="text-12 text-muted">
      {isNamed && `${server}: `}
      {figures.filter((figure) => figure !== null).join(' · ')}
    </p>
  );
}
