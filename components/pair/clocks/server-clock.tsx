import { Age } from '@/components/time/age.tsx';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { METHOD_WORDS } from '@/lib/pair/clocks/words.ts';
import { LevelWord } from '../level-mark.tsx';
import { offsetWords, syncLook } from './clock-words.ts';

type Server = ClocksDto['servers'][number];

/** One server's clock against ours, by the best way that is fresh; else what was last known of it. */
export function ServerClock({ server }: { server: Server }) {
  const reading = server.best ?? server.ways[0] ?? null;
  return (
    <li data-testid={`clock-${server.name}`} className="text-13">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{server.name}</span>
        {reading === null ? (
          <span className="text-muted">not read: neither NTP nor SSH gave its clock yet</span>
        ) : (
          <span className={server.best ? '' : 'text-faint'}>
            <span className="tabular-nums">{offsetWords(reading)}</span>{' '}
            <span className="text-muted">
              against Pairwatch’s, by {METHOD_WORDS[reading.method]},{' '}
              <Age
                at={new Date(reading.at).toISOString()}
                of={`Measured; the answer took ${reading.delayMs.toFixed(1)} ms`}
              />
            </span>
            {!server.best && <span className="font-semibold text-ink"> too old to be relied on</span>}
          </span>
        )}
      </p>
      {reading && (
        <p className="wrap-anywhere">
          <LevelWord {...syncLook(reading)} />
        </p>
      )}
    </li>
  );
}
