'use client';

import { type ReactNode, useRef, useState } from 'react';
import { May } from '@/components/access/may.tsx';
import { Key } from '@/components/ui/key.tsx';
import { useRowKeys } from '@/components/ui/use-row-keys.ts';
import type { AlertListDto, AlertRowDto } from '@/lib/contracts/alert.ts';
import { AlertDialogs, mayBeAsked, type Question } from './alert-dialogs.tsx';
import { AlertRow } from './alert-row.tsx';

/** One page of alerts by their phase, each with what can be done about it. `empty` stands where none goes on. */
export function AlertList({
  list: { alerts, counts },
  empty,
}: {
  list: Pick<AlertListDto, 'alerts' | 'counts'>;
  empty: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const askOf = (kind: Question['kind']) => (row: string) => {
    const alert = alerts.find(({ id }) => id === Number(row));
    if (!alert || !mayBeAsked(kind, alert)) return false;
    return setQuestion({ kind, alert });
  };
  useRowKeys('Alerts', box, [
    {
      keys: 'a',
      does: 'acknowledge the alert that has the focus',
      act: askOf('acknowledge'),
      need: 'operator',
    },
    { keys: 's', does: 'silence the alert that has the focus', act: askOf('silence'), need: 'operator' },
    { keys: 'n', does: 'note something on its incident', act: askOf('note'), need: 'operator' },
  ]);
  const of = (phase: AlertRowDto['phase']) => alerts.filter((alert) => alert.phase === phase);
  const sections = [
    { title: 'Firing', alerts: of('firing'), count: counts.firing },
    { title: 'Pending', alerts: of('pending'), count: counts.pending },
    { title: 'Over', alerts: of('resolved'), count: null },
  ];
  const goesOn = counts.firing + counts.pending > 0;
  return (
    <div ref={box} className="space-y-6">
      {!goesOn && empty}
      {sections.map((section) => (
        <Section key={section.title} {...section} others={alerts} ask={setQuestion} />
      ))}
      {alerts.length > 0 && <KeyHint />}
      <AlertDialogs question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}

function Section({
  title,
  alerts,
  count,
  others,
  ask,
}: {
  title: string;
  alerts: readonly AlertRowDto[];
  /** Of all pages; null where nobody counted. */
  count: number | null;
  others: readonly AlertRowDto[];
  ask: (question: Question) => void;
}) {
  if (alerts.length === 0) return null;
  const isPart = count !== null && count > alerts.length;
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold text-16">
        {title}{' '}
        <span className="font-normal text-13 text-muted tabular-nums">
          {count ?? alerts.length}
          {isPart && `, ${alerts.length} on this page`}
        </span>
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} others={others} ask={ask} />
        ))}
      </ul>
    </section>
  );
}

function KeyHint() {
  return (
    <p className="text-12 text-faint max-sm:hidden print:hidden">
      Keys: <Key>j</Key> and <Key>k</Key> go down and up the list
      <May need="operator">
        , <Key>a</Key> acknowledges, <Key>s</Key> silences the alert that has the focus, <Key>n</Key> notes
        something on its incident
      </May>
      .
    </p>
  );
}
