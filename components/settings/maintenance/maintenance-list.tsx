'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { PageHead } from '@/components/settings/page-head.tsx';
import { Provisioned } from '@/components/settings/provisioned.tsx';
import { useNow } from '@/components/time/now.tsx';
import { useZone } from '@/components/time/zone.tsx';
import { Act } from '@/components/ui/act.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { MaintenanceDto } from '@/lib/contracts/silence.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { maintenanceKey } from '@/lib/queries/keys.ts';
import { maintenanceQuery, removeWindow } from '@/lib/queries/silences.ts';
import { NewWindow } from './new-window.tsx';
import { scheduleWords, spanWords } from './schedule-words.ts';

/** Times in which nobody is told. */
export function MaintenanceList({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const [isMaking, setMaking] = useState(false);
  return (
    <div className="space-y-4">
      <PageHead
        title="Maintenance"
        action={
          !isMaking && (
            <May need="operator">
              <Button onClick={() => setMaking(true)}>Plan maintenance</Button>
            </May>
          )
        }
      >
        Times in which nobody is told of a pair, or of any. What happens is still seen, and stands in the
        history.
      </PageHead>
      {isMaking && <NewWindow onClose={() => setMaking(false)} />}
      <Resource query={useQuery(maintenanceQuery())} firstProblem={firstProblem} what="maintenance windows">
        {({ windows }) =>
          windows.length === 0 ? (
            <NoWindows />
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface">
              {windows.map((window) => (
                <Window key={window.id} window={window} />
              ))}
            </ul>
          )
        }
      </Resource>
    </div>
  );
}

function NoWindows() {
  return (
    <Notice title="No maintenance is planned">
      Before you restart a server or move it, plan it here: nobody is woken by what you do. Windows that come
      every week can also stand under <code className="font-mono text-13 text-ink">maintenance:</code> in{' '}
      <code className="font-mono text-13 text-ink">pairwatch.yaml</code>.
    </Notice>
  );
}

function Window({ window }: { window: MaintenanceDto }) {
  const now = useNow();
  const { zone } = useZone();
  const { id, origin, pair, schedule, reason, by, next } = window;
  const of = pair === null ? 'All pairs' : `Pair ${pair}`;
  const when = scheduleWords(schedule, now, zone);
  return (
    <li
      data-testid="maintenance"
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2"
    >
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">
          {of}: {reason}
        </p>
        <p>{when}</p>
        <Next window={window} />
        <p className="flex flex-wrap gap-x-4 text-13 text-muted">
          {origin === 'settings' ? <Provisioned /> : <span>by {by}</span>}
        </p>
      </div>
      {origin === 'database' && (
        <Act
          word={next !== null && Date.parse(next.startsAt) <= now ? 'End it' : 'Remove'}
          question={`${when}. Without it everybody is told again, of what fires now too.`}
          confirm="Remove"
          act={(actor) => removeWindow(id, actor)}
          changes={[maintenanceKey]}
        />
      )}
    </li>
  );
}

/** When it is the next time, by the reader's clocks, and by the window's own where those are others. */
function Next({ window: { schedule, next } }: { window: MaintenanceDto }) {
  const now = useNow();
  const { zone } = useZone();
  if (next === null) return <p className="text-13 text-muted">Over: it does not come again.</p>;
  const [startsAt, endsAt] = [Date.parse(next.startsAt), Date.parse(next.endsAt)];
  const isNow = startsAt <= now && now < endsAt;
  const own = schedule.kind === 'weekly' && schedule.zone !== zone ? schedule.zone : null;
  return (
    <p className="flex flex-wrap gap-x-2 text-13">
      {isNow && <LevelWord level="note" word="now" />}
      <span>
        {isNow ? 'until' : 'Next'}{' '}
        <time dateTime={isNow ? next.endsAt : next.startsAt}>
          {spanWords(next, now, zone)}{' '}
          {isNow ? `(${formatDuration(endsAt - now)} left)` : `(in ${formatDuration(startsAt - now)})`}
        </time>
        {own !== null && (
          <span className="text-muted">
            , there {spanWords(next, now, own)} ({own})
          </span>
        )}
      </span>
    </p>
  );
}
