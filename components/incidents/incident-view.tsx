'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AlertDialogs, type Question } from '@/components/alerts/alert-dialogs.tsx';
import { AlertRow } from '@/components/alerts/alert-row.tsx';
import { useLook } from '@/components/alerts/use-look.ts';
import { Resource } from '@/components/ui/resource.tsx';
import type { AlertDto } from '@/lib/contracts/alert.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { IncidentAnswerDto, IncidentDto } from '@/lib/contracts/incident.ts';
import { incidentQuery } from '@/lib/queries/incidents.ts';
import { AffectedPools } from './affected-pools.tsx';
import { FigureList } from './figure-list.tsx';
import { IncidentHead } from './incident-head.tsx';
import { Messages } from './messages.tsx';
import { Notes } from './notes.tsx';
import { Tasks } from './tasks.tsx';
import { Timeline } from './timeline.tsx';

/** One incident: what it is, what to do, what it comes to, what it is made of, what follows from it, who was told. */
export function IncidentView({ id, firstProblem }: { id: number; firstProblem: ProblemDto | null }) {
  const query = useQuery(incidentQuery(id));
  return (
    <>
      <title>{`Incident ${id} · Pairwatch`}</title>
      <Resource query={query} firstProblem={firstProblem} what={`incident ${id}`}>
        {(answer) => <Incident answer={answer} />}
      </Resource>
    </>
  );
}

function Incident({
  answer: { incident, alerts, timeline, figures, pools, notes, factors, tasks, removed, messages },
}: {
  answer: IncidentAnswerDto;
}) {
  const isOld = useLook(incident.pair)?.freshness === 'stale' && incident.phase === 'open';
  return (
    <div className="space-y-8" data-phase={incident.phase}>
      <div className={isOld ? 'text-faint grayscale' : ''}>
        <IncidentHead incident={incident} alerts={alerts} />
      </div>
      <FigureList incident={incident} figures={figures} />
      <AffectedPools pair={incident.pair} pools={pools} alerts={alerts} />
      <Alerts incident={incident} alerts={alerts} />
      <Timeline incident={incident} events={timeline} />
      <Notes id={incident.id} kind="note" notes={notes} removed={removed.notes} />
      <Notes id={incident.id} kind="factor" notes={factors} removed={removed.factors} />
      <Tasks id={incident.id} tasks={tasks} removed={removed.tasks} />
      <Messages messages={messages} />
    </div>
  );
}

function Alerts({ incident, alerts }: { incident: IncidentDto; alerts: readonly AlertDto[] }) {
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <section aria-labelledby="alerts">
      <h2 id="alerts" className="mb-2 font-semibold text-16">
        Alerts
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} others={alerts} ask={setQuestion} incident={incident} />
        ))}
      </ul>
      <AlertDialogs question={question} onClose={() => setQuestion(null)} />
    </section>
  );
}
