'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { SeverityWord } from '@/components/alerts/severity-word.tsx';
import { IncidentState } from '@/components/incidents/incident-state.tsx';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { useActor } from '@/components/ui/actor.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { IncidentDto } from '@/lib/contracts/incident.ts';
import type { ReportProfile } from '@/lib/contracts/report-profile.ts';
import { incidentsQuery } from '@/lib/queries/incidents.ts';
import { reportPath } from '@/lib/queries/report.ts';
import { LATEST } from './latest.ts';
import { FORMATS, PROFILES } from './words.ts';

const PROFILE_OPTIONS = PROFILES.map(({ value, word, about }) => ({
  value,
  title: `${word}: ${about}`,
  content: word.toLowerCase(),
}));

/** The latest incidents, each with its report in every format. */
export function IncidentReports({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const [profile, setProfile] = useState<ReportProfile>('internal');
  const about = PROFILES.find(({ value }) => value === profile)?.about;
  return (
    <section aria-labelledby="incident-reports" className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 id="incident-reports" className="font-semibold text-16">
          On incidents
        </h2>
        <div className="flex items-center gap-2 text-13 print:hidden">
          <span className="text-muted">For whom:</span>
          <Segmented<ReportProfile>
            label="For whom"
            value={profile}
            options={PROFILE_OPTIONS}
            onChange={setProfile}
          />
        </div>
      </div>
      <p className="min-h-10 max-w-[100ch] text-13 text-muted sm:min-h-5">{about}</p>
      <Resource query={useQuery(incidentsQuery(LATEST))} firstProblem={firstProblem} what="incidents">
        {({ incidents, nextBefore }) =>
          incidents.length === 0 ? (
            <p className="text-muted">No incident is known yet, so there is none to report on.</p>
          ) : (
            <>
              <ul className="divide-y divide-line rounded-md border border-line bg-surface">
                {incidents.map((incident) => (
                  <Row key={incident.id} incident={incident} profile={profile} />
                ))}
              </ul>
              {nextBefore !== null && (
                <p className="pt-1">
                  <Link href="/incidents" prefetch={false} className={BUTTON_LOOK}>
                    All incidents
                  </Link>
                </p>
              )}
            </>
          )
        }
      </Resource>
    </section>
  );
}

function Row({ incident, profile }: { incident: IncidentDto; profile: ReportProfile }) {
  const { id, pair, phase, severity, sentence } = incident;
  return (
    <li
      data-testid={`report-${id}`}
      className="grid gap-x-4 gap-y-1 px-4 py-2.5 md:grid-cols-[84px_minmax(0,1fr)] xl:grid-cols-[84px_minmax(0,1fr)_auto]"
    >
      <p className="text-13 leading-5">
        {phase === 'open' ? <SeverityWord severity={severity} /> : <LevelWord level="good" word="over" />}
      </p>
      <div className="min-w-0 space-y-0.5">
        <h3 className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`/incidents/${id}?report`}
            prefetch={false}
            className="font-semibold underline decoration-strong-line underline-offset-4 hover:decoration-ink"
          >
            Incident {id}
          </Link>
          <span className="text-muted">{pair}</span>
        </h3>
        <p className="wrap-anywhere line-clamp-2 max-w-[100ch]">
          <Prose text={sentence} />
        </p>
        <p className="flex flex-wrap gap-x-4 text-12 text-muted">
          <IncidentState incident={incident} />
        </p>
      </div>
      <Formats incident={id} profile={profile} />
    </li>
  );
}

function Formats({ incident, profile }: { incident: number; profile: ReportProfile }) {
  const [by] = useActor();
  return (
    <ul
      aria-label={`Report on incident ${incident}`}
      className="flex flex-wrap content-start gap-1 md:col-start-2 xl:col-start-3 print:hidden"
    >
      {FORMATS.map(({ value, word, about }) => (
        <li key={value}>
          <a
            href={reportPath(incident, { format: value, profile, by })}
            download
            title={about}
            className="inline-flex h-7 items-center rounded-md border border-line px-2 text-13 hover:bg-sunken"
          >
            {value === 'zip' ? 'ZIP' : word}
            <span className="sr-only"> of incident {incident}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
