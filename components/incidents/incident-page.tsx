'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { type RefObject, useRef, useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { FilterLink, PairFilter } from '@/components/alerts/filter-link.tsx';
import { Looked } from '@/components/alerts/looked.tsx';
import { useLook } from '@/components/alerts/use-look.ts';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Key } from '@/components/ui/key.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { useRowKeys } from '@/components/ui/use-row-keys.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { IncidentDto, IncidentListDto } from '@/lib/contracts/incident.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { type IncidentFilter, incidentExportPath, incidentsQuery } from '@/lib/queries/incidents.ts';
import { incidentsHref } from './href.ts';
import { IncidentDialogs, type IncidentQuestion, mayBeAsked } from './incident-dialogs.tsx';
import { IncidentRow } from './incident-row.tsx';

/** What is wrong with pairs, and what was. */
export function IncidentPage({
  filter,
  firstProblem,
}: {
  filter: IncidentFilter;
  firstProblem: ProblemDto | null;
}) {
  const { data } = useQuery(fleetQuery());
  return (
    <div className="space-y-4">
      <title>Incidents · Pairwatch</title>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        <h1 className="font-semibold text-20">Incidents</h1>
        <nav aria-label="Filter by state" className="flex gap-1 text-13">
          <FilterLink
            href={incidentsHref({ pair: filter.pair })}
            word="all"
            isChosen={filter.phase !== 'open'}
          />
          <FilterLink
            href={incidentsHref({ pair: filter.pair, phase: 'open' })}
            word="open"
            isChosen={filter.phase === 'open'}
          />
        </nav>
        <PairFilter
          pairs={data?.pairs ?? []}
          chosen={filter.pair}
          hrefOf={(pair) => incidentsHref({ pair, phase: filter.phase })}
        />
        <Link
          href="/reports"
          prefetch={false}
          className="text-13 text-muted underline decoration-strong-line underline-offset-4 hover:text-ink sm:hidden"
        >
          Reports
        </Link>
        <Link
          href="/practices"
          prefetch={false}
          className="text-13 text-muted underline decoration-strong-line underline-offset-4 hover:text-ink sm:hidden"
        >
          Practices
        </Link>
        <a href={incidentExportPath(filter)} download className={BUTTON_LOOK}>
          Save as CSV
        </a>
        <p className="ml-auto text-13 text-muted">
          <Looked pair={filter.pair ?? null} />
        </p>
      </div>
      <Resource query={useQuery(incidentsQuery(filter))} firstProblem={firstProblem} what="incidents">
        {(list) => <Lists filter={filter} list={list} />}
      </Resource>
    </div>
  );
}

function Lists({ filter, list }: { filter: IncidentFilter; list: IncidentListDto }) {
  const box = useRef<HTMLDivElement>(null);
  const [question, setQuestion] = useState<{ kind: IncidentQuestion; incident: IncidentDto } | null>(null);
  const open = list.incidents.filter(({ phase }) => phase === 'open');
  const over = list.incidents.filter(({ phase }) => phase === 'resolved');
  const isFirst = filter.before === undefined;
  const ask = (kind: IncidentQuestion, incident: IncidentDto) => setQuestion({ kind, incident });
  const askOf = (kind: IncidentQuestion) => (row: string) => {
    const incident = list.incidents.find(({ id }) => id === Number(row));
    return incident && mayBeAsked(kind, incident) ? ask(kind, incident) : false;
  };
  useRowKeys('Incidents', box, [
    { keys: 'Enter', does: 'open the incident that has the focus', act: (row) => openIncident(box, row) },
    {
      keys: 'a',
      does: 'acknowledge the incident that has the focus',
      act: askOf('acknowledge'),
      need: 'operator',
    },
    { keys: 's', does: 'silence its pair', act: askOf('silence'), need: 'operator' },
    { keys: 'n', does: 'note something on it', act: askOf('note'), need: 'operator' },
  ]);
  return (
    <div ref={box} className="space-y-6">
      {isFirst && open.length === 0 && <NoneOpen pair={filter.pair} hasHistory={over.length > 0} />}
      <Section title="Open" incidents={open} ask={ask} />
      <Section title="Over" incidents={over} ask={ask} />
      {!isFirst && list.incidents.length === 0 && <p className="text-muted">There are no older incidents.</p>}
      <Pager filter={filter} list={list} />
      {list.incidents.length > 0 && <KeyHint />}
      {question && (
        <IncidentDialogs
          question={question.kind}
          incident={question.incident}
          onClose={() => setQuestion(null)}
        />
      )}
    </div>
  );
}

/** By the row's own link. */
function openIncident(box: RefObject<HTMLElement | null>, row: string): void {
  box.current?.querySelector<HTMLElement>(`[data-row="${row}"] a`)?.click();
}

function KeyHint() {
  return (
    <p className="text-12 text-faint max-sm:hidden print:hidden">
      Keys: <Key>j</Key> and <Key>k</Key> go down and up the list, <Key>Enter</Key> opens the incident that
      has the focus
      <May need="operator">
        , <Key>a</Key> acknowledges it, <Key>s</Key> silences its pair, <Key>n</Key> notes something on it
      </May>
      .
    </p>
  );
}

function Section({
  title,
  incidents,
  ask,
}: {
  title: string;
  incidents: readonly IncidentDto[];
  ask: (kind: IncidentQuestion, incident: IncidentDto) => void;
}) {
  if (incidents.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold text-16">
        {title} <span className="font-normal text-13 text-muted tabular-nums">{incidents.length}</span>
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} ask={ask} />
        ))}
      </ul>
    </section>
  );
}

/** That none is open: only as far as somebody looked. */
function NoneOpen({ pair, hasHistory }: { pair: string | undefined; hasHistory: boolean }) {
  const look = useLook(pair ?? null);
  const of = pair === undefined ? '' : ` of ${pair}`;
  if (look === null || look.freshness === 'stale') {
    return (
      <Notice title="Not known now">
        <p>
          {look === null
            ? `${pair ?? 'No pair'} was not checked yet, so nothing tells whether an incident should be open.`
            : `No incident${of} was open when the collector looked last. What is now is not known.`}
        </p>
      </Notice>
    );
  }
  return (
    <Notice
      title={hasHistory ? `No incident${of} is open` : `No incident${of} since Pairwatch began to watch`}
    >
      <p>
        An incident opens when an alert fires that a pair is in trouble, takes in what follows from it, and is
        over once all was well for a while. Every pair has one at most.
      </p>
    </Notice>
  );
}

function Pager({ filter: { pair, phase, before }, list }: { filter: IncidentFilter; list: IncidentListDto }) {
  if (before === undefined && list.nextBefore === null) return null;
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {before !== undefined && (
        <Link href={incidentsHref({ pair, phase })} prefetch={false} className={BUTTON_LOOK}>
          Newest
        </Link>
      )}
      {list.nextBefore !== null && (
        <Link
          href={incidentsHref({ pair, phase, before: list.nextBefore })}
          prefetch={false}
          className={BUTTON_LOOK}
        >
          Older
        </Link>
      )}
    </nav>
  );
}
