'use client';

import Link from 'next/link';
import { useMay } from '@/components/access/may.tsx';
import { SeverityWord } from '@/components/alerts/severity-word.tsx';
import { useLook } from '@/components/alerts/use-look.ts';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { countOf } from '@/lib/pair/count.ts';
import type { IncidentQuestion } from './incident-dialogs.tsx';
import { IncidentState } from './incident-state.tsx';

/** One incident in a list. The whole row leads to it. */
export function IncidentRow({
  incident,
  ask,
}: {
  incident: IncidentDto;
  ask: (kind: IncidentQuestion, incident: IncidentDto) => void;
}) {
  const { id, pair, phase, severity, sentence, acknowledgement, alertCounts } = incident;
  const isOld = useLook(pair)?.freshness === 'stale' && phase === 'open';
  return (
    <li
      tabIndex={-1}
      data-row={id}
      data-testid={`incident-${id}`}
      data-phase={phase}
      data-severity={severity}
      className={`relative grid gap-x-4 gap-y-1 px-4 py-2.5 -outline-offset-2 hover:bg-sunken/60 md:grid-cols-[84px_minmax(0,1fr)_auto] ${isOld ? 'text-faint grayscale' : ''}`}
    >
      <p className="text-13 leading-5">
        {phase === 'open' ? <SeverityWord severity={severity} /> : <LevelWord level="good" word="over" />}
      </p>
      <div className="min-w-0 space-y-0.5">
        <h3 className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`/incidents/${id}`}
            prefetch={false}
            className="font-semibold after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink"
          >
            Incident {id}
          </Link>
          <span className="text-muted">{pair}</span>
        </h3>
        <p className="wrap-anywhere max-w-[100ch]">
          <Prose text={sentence} />
        </p>
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-12 text-muted">
          {phase === 'resolved' && <span>was {severity}</span>}
          <IncidentState incident={incident} />
          <span>
            {countOf(alertCounts.all, 'alert')}
            {phase === 'open' && `, ${alertCounts.firing} firing`}
          </span>
          {acknowledgement ? (
            <span className="text-ink">acknowledged by {acknowledgement.by}</span>
          ) : (
            phase === 'open' && <span className="text-ink">nobody looks after it yet</span>
          )}
        </p>
      </div>
      <Buttons incident={incident} ask={(kind) => ask(kind, incident)} />
    </li>
  );
}

/** They stay where they are once they are used, for whoever goes through a list by keyboard. */
function Buttons({ incident, ask }: { incident: IncidentDto; ask: (kind: IncidentQuestion) => void }) {
  const isAcknowledged = incident.acknowledgement !== null;
  const isOpen = incident.phase === 'open';
  if (!useMay('operator')) return null;
  return (
    <div className="relative z-10 flex w-fit flex-wrap items-start gap-2 self-start max-md:pt-1">
      {isOpen && (
        <Button aria-disabled={isAcknowledged} onClick={() => !isAcknowledged && ask('acknowledge')}>
          {isAcknowledged ? 'Acknowledged' : 'Acknowledge'}
        </Button>
      )}
      {isOpen && <Button onClick={() => ask('silence')}>Silence</Button>}
      <Button onClick={() => ask('note')}>Note</Button>
    </div>
  );
}
