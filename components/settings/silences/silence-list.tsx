'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { Moment } from '@/components/settings/moment.tsx';
import { PageHead } from '@/components/settings/page-head.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Act } from '@/components/ui/act.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { SilenceDto } from '@/lib/contracts/silence.ts';
import { silencesKey } from '@/lib/queries/keys.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';
import { endSilence, silencesQuery } from '@/lib/queries/silences.ts';
import { NewSilence } from './new-silence.tsx';
import { type SilencePhase, silencePhase, silenceWords } from './silence-words.ts';

const EVERYWHERE = { pair: null, pool: null };
const PHASES: readonly { phase: SilencePhase; title: string }[] = [
  { phase: 'present', title: 'Now' },
  { phase: 'coming', title: 'To come' },
  { phase: 'past', title: 'Over, of the last 30 days' },
];

/** What nobody is told of for a while. */
export function SilenceList({ firstProblem }: { firstProblem: ProblemDto | null }) {
  const [isMaking, setMaking] = useState(false);
  return (
    <div className="space-y-4">
      <PageHead
        title="Silences"
        action={
          !isMaking && (
            <May need="operator">
              <Button onClick={() => setMaking(true)}>Silence something</Button>
            </May>
          )
        }
      >
        What nobody is told of for a while. It is still seen, and stands in the history.
      </PageHead>
      {isMaking && <NewSilence onClose={() => setMaking(false)} />}
      <Resource query={useQuery(silencesQuery())} firstProblem={firstProblem} what="silences">
        {({ silences }) => (silences.length === 0 ? <NoSilences /> : <Silences silences={silences} />)}
      </Resource>
    </div>
  );
}

function NoSilences() {
  return (
    <Notice title="Nothing is silenced">
      Silence an alert that you know about, so that nobody is woken by it: here, or from its page. For work
      that is planned, plan maintenance instead.
    </Notice>
  );
}

function Silences({ silences }: { silences: readonly SilenceDto[] }) {
  const now = useNow();
  return PHASES.map(({ phase, title }) => {
    const listed = silences.filter((silence) => silencePhase(silence, now) === phase);
    if (listed.length === 0) return null;
    return (
      <section key={phase} aria-labelledby={phase} className="space-y-2">
        <h2 id={phase} className="font-semibold text-16">
          {title}
        </h2>
        <ul className="divide-y divide-line rounded-md border border-line bg-surface">
          {listed.map((silence) => (
            <Silence key={silence.id} silence={silence} phase={phase} />
          ))}
        </ul>
      </section>
    );
  });
}

function Silence({ silence, phase }: { silence: SilenceDto; phase: SilencePhase }) {
  const { data } = useQuery(rulesQuery(EVERYWHERE));
  const titles = new Map(data?.rules.map(({ id, title }) => [id, title]) ?? []);
  const words = silenceWords(silence, titles);
  const { id, reason, by, startsAt, endsAt, ended } = silence;
  return (
    <li
      data-testid="silence"
      data-phase={phase}
      className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-2"
    >
      <div className="min-w-0">
        <p className={`wrap-anywhere ${phase === 'past' ? 'text-muted' : 'font-medium'}`}>{words}</p>
        <p className="wrap-anywhere">{reason}</p>
        <p className="flex flex-wrap gap-x-4 text-13 text-muted">
          <span>by {by}</span>
          <span>
            from <Moment at={startsAt} of="Begins" />
          </span>
          {ended === null ? (
            <span>
              until <Moment at={endsAt} of="Ends" />
            </span>
          ) : (
            <span>
              ended by {ended.by} <Moment at={ended.at} of="Ended before its time" />
            </span>
          )}
        </p>
      </div>
      {phase !== 'past' && (
        <Act
          word="End now"
          label={`End now: ${words}`}
          question="Whoever is to be told of what still fires is told then."
          act={(by) => endSilence(id, by)}
          changes={[silencesKey]}
        />
      )}
    </li>
  );
}
