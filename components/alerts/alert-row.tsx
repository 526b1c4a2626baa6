'use client';

import Link from 'next/link';
import { useMay } from '@/components/access/may.tsx';
import { withCommands } from '@/components/pair/command-words.ts';
import { RunbookLink } from '@/components/pair/runbook-link.tsx';
import { Lasted, Since } from '@/components/time/since.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { AlertRowDto } from '@/lib/contracts/alert.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { Acknowledged } from './acknowledged.tsx';
import type { Question } from './alert-dialogs.tsx';
import { isEnding } from './ending.ts';
import { Held } from './held.tsx';
import { Looked } from './looked.tsx';
import { AlertWord } from './severity-word.tsx';
import { SubjectLine } from './subject.tsx';
import { Suppressed } from './suppressed.tsx';
import { useLook } from './use-look.ts';
import { WhatFired } from './what-fired.tsx';

/** One alert. `incident`: whose page this is, so that what stands there need not be said again. */
export function AlertRow({
  alert,
  others,
  ask,
  incident = null,
}: {
  alert: AlertRowDto;
  /** Alerts on the same page, one of which may explain it. */
  others: readonly AlertRowDto[];
  ask: (question: Question) => void;
  incident?: IncidentDto | null;
}) {
  const { phase, title, why, firedBecause, incidentId, acknowledgement } = alert;
  const isOver = phase === 'resolved';
  const isOld = useLook(alert.pair)?.freshness === 'stale' && !isOver;
  const isAllOld = useLook(null)?.freshness === 'stale';
  const told = ((isOver || isEnding(alert)) && firedBecause) || why;
  return (
    <li
      id={`alert-${alert.id}`}
      data-testid={`alert-${alert.rule}`}
      data-row={alert.id}
      data-phase={phase}
      data-severity={alert.severity ?? undefined}
      tabIndex={-1}
      className={`grid scroll-mt-4 gap-x-4 gap-y-1 px-4 py-2.5 -outline-offset-2 md:grid-cols-[84px_minmax(0,1fr)_auto] ${isOld ? 'text-faint grayscale' : ''}`}
    >
      <p className="text-13 leading-5">
        <AlertWord alert={alert} />
      </p>
      <div className="min-w-0 space-y-0.5">
        <h3 className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{title}</span>
          <SubjectLine alert={alert} withPair={incident === null} />
        </h3>
        <p data-testid="sentence" className="wrap-anywhere max-w-[100ch]">
          <Prose text={withCommands(told.sentence)} />
        </p>
        {!isOver && told !== why && (
          <p className="wrap-anywhere max-w-[100ch]">
            <span className="font-medium">Now: </span>
            <Prose text={withCommands(why.sentence)} />
          </p>
        )}
        {!isOver && why.nextStep && (
          <p className="wrap-anywhere max-w-[100ch]">
            <span className="font-medium">What to do: </span>
            <Prose text={withCommands(why.nextStep)} />
          </p>
        )}
        <Suppressed alert={alert} others={others} />
        {acknowledgement && acknowledgement.at !== incident?.acknowledgement?.at && (
          <Acknowledged acknowledgement={acknowledgement} />
        )}
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-2 text-12 text-muted">
          <When alert={alert} />
          {isOld && !isAllOld && <Looked pair={alert.pair} />}
          {alert.noDataSince !== null && !isOver && (
            <span>
              nothing is known of it <Since at={alert.noDataSince} of="Nothing is known of it since" />
            </span>
          )}
          {alert.isFlapping && !isOver && <span>comes and goes: over only once it was quiet for longer</span>}
          {incidentId !== null && incidentId !== incident?.id && (
            <Link
              href={`/incidents/${incidentId}`}
              prefetch={false}
              className="text-ink underline decoration-strong-line underline-offset-3 hover:decoration-ink"
            >
              Incident {incidentId}
            </Link>
          )}
          <RunbookLink code={alert.rule} className="text-ink" />
          <WhatFired alert={alert} />
        </div>
      </div>
      {!isOver && <Buttons alert={alert} ask={ask} />}
    </li>
  );
}

function When({ alert }: { alert: AlertRowDto }) {
  const { phase, startedAt, resolvedAt, severity } = alert;
  if (phase === 'resolved' && resolvedAt !== null) {
    return (
      <span>
        {severity !== null && `was ${severity}, `}
        <Lasted from={startedAt} to={resolvedAt} of="From its begin until it was over" />
      </span>
    );
  }
  return (
    <>
      <Since at={startedAt} of="What it tells of began" />
      {phase === 'pending' && <Held alert={alert} />}
    </>
  );
}

/** They stay where they are once they are used, for whoever goes through a list by keyboard. */
function Buttons({ alert, ask }: { alert: AlertRowDto; ask: (question: Question) => void }) {
  const isAcknowledged = alert.acknowledgement !== null;
  const isOver = alert.phase === 'resolved';
  if (!useMay('operator')) return null;
  return (
    <div className="flex flex-wrap items-start gap-2 max-md:pt-1">
      {alert.phase === 'firing' && (
        <Button
          aria-disabled={isAcknowledged}
          onClick={() => !isAcknowledged && ask({ kind: 'acknowledge', alert })}
        >
          {isAcknowledged ? 'Acknowledged' : 'Acknowledge'}
        </Button>
      )}
      {!isOver && <Button onClick={() => ask({ kind: 'silence', alert })}>Silence</Button>}
      {alert.incidentId !== null && !isOver && (
        <Button onClick={() => ask({ kind: 'note', alert })}>Note</Button>
      )}
    </div>
  );
}
