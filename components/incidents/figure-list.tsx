'use client';

import type { ReactNode } from 'react';
import { Moment } from '@/components/time/since.tsx';
import type { IncidentDto, IncidentFiguresDto } from '@/lib/contracts/incident.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { minutesWords } from './minutes-words.ts';

/** What the incident comes to, in figures. */
export function FigureList({ incident, figures }: { incident: IncidentDto; figures: IncidentFiguresDto }) {
  const { detectMs, acknowledgeMs, resolveMs, beganAt, answering, clients } = figures;
  const isOpen = incident.phase === 'open';
  return (
    <section aria-labelledby="figures" data-testid="figures">
      <h2 id="figures" className="mb-2 font-semibold text-16">
        Figures
      </h2>
      <dl className="grid grid-cols-2 lg:grid-cols-3 gap-px overflow-hidden rounded-md border border-line bg-line">
        <Figure name="Until it was detected" value={formatDuration(detectMs)}>
          from the begin of the trouble, <Moment at={beganAt} />
        </Figure>
        <Figure
          name="Until somebody looked after it"
          value={acknowledgeMs === null ? '–' : formatDuration(acknowledgeMs)}
        >
          {acknowledgeMs !== null
            ? 'from its opening'
            : isOpen
              ? 'nobody does yet'
              : 'nobody said to look after it'}
        </Figure>
        <Figure name="Until it was over" value={resolveMs === null ? '–' : formatDuration(resolveMs)}>
          {resolveMs === null ? 'it goes on' : 'from the begin of the trouble'}
        </Figure>
        <Figure name="One server answered" value={minutesWords(answering.one)}>
          two answered {minutesWords(answering.two)}
        </Figure>
        <Figure name="Nobody answered" value={minutesWords(answering.none)}>
          {answering.unseen > 0
            ? `not known for ${minutesWords(answering.unseen)}`
            : 'known for the whole time'}
        </Figure>
        <Figure
          name="Clients at risk"
          value={clients === null ? 'not known' : clients.count.toLocaleString('en')}
        >
          {clients === null ? (
            'no lease file was counted then'
          ) : (
            <>
              had an address by the lease file of {clients.server}, <Moment at={clients.at} />
            </>
          )}
        </Figure>
      </dl>
    </section>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-2.5">
      <dt className="text-13 text-muted">{name}</dt>
      <dd>
        <span className="block font-semibold text-16 tabular-nums">{value}</span>
        <span className="block text-12 text-faint">{children}</span>
      </dd>
    </div>
  );
}
