'use client';

import Link from 'next/link';
import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { Acknowledged } from '@/components/alerts/acknowledged.tsx';
import { Looked } from '@/components/alerts/looked.tsx';
import { SeverityWord } from '@/components/alerts/severity-word.tsx';
import { withCommands } from '@/components/pair/command-words.ts';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { RunbookLink } from '@/components/pair/runbook-link.tsx';
import { ReportButton } from '@/components/reports/report-button.tsx';
import { Changed } from '@/components/status/changed.tsx';
import { Moment } from '@/components/time/since.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { AlertDto } from '@/lib/contracts/alert.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import { IncidentDialogs, type IncidentQuestion } from './incident-dialogs.tsx';
import { IncidentState } from './incident-state.tsx';
import { mainAlert } from './main-alert.ts';

/** What it is, since when, who looks after it, what to do. */
export function IncidentHead({ incident, alerts }: { incident: IncidentDto; alerts: readonly AlertDto[] }) {
  const { id, pair, phase, severity, sentence, firstSymptom, acknowledgement } = incident;
  const isOpen = phase === 'open';
  return (
    <header className="space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="flex flex-wrap items-baseline gap-x-3 font-semibold text-28 tracking-tight">
          Incident {id}
          <Link
            href={`/pairs/${pair}`}
            prefetch={false}
            className="font-normal text-20 text-muted underline decoration-strong-line underline-offset-4 hover:text-ink"
          >
            {pair}
          </Link>
        </h1>
        {isOpen && (
          <p className="text-13 text-muted">
            <Looked pair={pair} />
          </p>
        )}
      </div>
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-muted">
        <span data-testid="incident-severity">
          <Changed value={`${phase} ${severity}`}>
            {isOpen ? <SeverityWord severity={severity} /> : <LevelWord level="good" word="over" />}
          </Changed>
        </span>
        {!isOpen && <span>was {severity}</span>}
        <IncidentState incident={incident} />
      </p>
      <p data-testid="sentence" className="wrap-anywhere max-w-[72ch] text-20">
        <Prose text={sentence} />
      </p>
      <WhatToDo alert={isOpen ? mainAlert(alerts) : null} />
      <p className="wrap-anywhere max-w-[100ch] text-muted">
        First symptom, <Moment at={firstSymptom.at} />: <Prose text={firstSymptom.sentence} />
      </p>
      {acknowledgement ? (
        <Acknowledged acknowledgement={acknowledgement} />
      ) : (
        isOpen && <p className="font-medium text-13">Nobody looks after it yet.</p>
      )}
      <Buttons incident={incident} />
    </header>
  );
}

function WhatToDo({ alert }: { alert: AlertDto | null }) {
  if (alert === null) return null;
  const { nextStep } = alert.why;
  return (
    <p className="wrap-anywhere max-w-[72ch] text-16">
      {nextStep !== null && (
        <>
          <span className="font-semibold">What to do: </span>
          <Prose text={withCommands(nextStep)} />{' '}
        </>
      )}
      <RunbookLink code={alert.rule} className="text-14" />
    </p>
  );
}

function Buttons({ incident }: { incident: IncidentDto }) {
  const [question, setQuestion] = useState<IncidentQuestion | null>(null);
  const isAcknowledged = incident.acknowledgement !== null;
  const isOpen = incident.phase === 'open';
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {isOpen && (
        <May need="operator">
          <Button
            aria-disabled={isAcknowledged}
            onClick={() => !isAcknowledged && setQuestion('acknowledge')}
          >
            {isAcknowledged ? 'Acknowledged' : 'Acknowledge'}
          </Button>
          <Button onClick={() => setQuestion('silence')}>Silence</Button>
        </May>
      )}
      <ReportButton incident={incident.id} />
      <IncidentDialogs question={question} incident={incident} onClose={() => setQuestion(null)} />
    </div>
  );
}
