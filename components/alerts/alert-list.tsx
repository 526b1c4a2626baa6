'use client';

import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Key } from '@/components/ui/key.tsx';
import { useRowKeys } from '@/components/ui/use-row-keys.ts';
import type { AlertDto } from '@/lib/contracts/alert.ts';
import { AlertDialogs, mayBeAsked, type Question } from './alert-dialogs.tsx';
import { AlertRow } from './alert-row.tsx';

/** So many of a list are shown at first: a thousand pools may be pending at once. */
const SHOWN = 50;

/** Alerts by their phase, each with what can be done about it. `empty` stands where none goes on. */
export function AlertList({ alerts, empty }: { alerts: readonly AlertDto[]; empty: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const askOf = (kind: Question['kind']) => (row: string) => {
    const alert = alerts.find(({ id }) => id === Number(row));
    if (!alert || !mayBeAsked(kind, alert)) return false;
    return setQuestion({ kind, alert });
  };
  useRowKeys('Alerts', list, [
    { keys: 'a', does: 'acknowledge the alert that has the focus', act: askOf('acknowledge') },
    { keys: 's', does: 'silence the alert that has the focus', act: askOf('silence') },
    { keys: 'n', does: 'note something on its incident', act: askOf('note') },
  ]);
  const of = (phase: AlertDto['phase']) => alerts.filter((alert) => alert.phase === phase);
  const sections = [
    { title: 'Firing', alerts: of('firing') },
    { title: 'Pending', alerts: of('pending') },
    { title: 'Over', alerts: of('resolved') },
  ];
  const goesOn = alerts.some(({ phase }) => phase !== 'resolved');
  return (
    <div ref={list} className="space-y-6">
      {!goesOn && empty}
      {sections.map((section) => (
        <Section key={section.title} {...section} others={alerts} ask={setQuestion} />
      ))}
      {goesOn && <KeyHint />}
      <AlertDialogs question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}

function Section({
  title,
  alerts,
  others,
  ask,
}: {
  title: string;
  alerts: readonly AlertDto[];
  others: readonly AlertDto[];
  ask: (question: Question) => void;
}) {
  const [isWhole, setWhole] = useState(false);
  if (alerts.length === 0) return null;
  const shown = isWhole ? alerts : alerts.slice(0, SHOWN);
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-semibold text-16">
        {title} <span className="font-normal text-13 text-muted tabular-nums">{alerts.length}</span>
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {shown.map((alert) => (
          <AlertRow key={alert.id} alert={alert} others={others} ask={ask} />
        ))}
      </ul>
      {shown.length < alerts.length && (
        <div className="mt-2">
          <Button onClick={() => setWhole(true)}>Show all {alerts.length}</Button>
        </div>
      )}
    </section>
  );
}

function KeyHint() {
  return (
    <p className="text-12 text-faint max-sm:hidden print:hidden">
      Keys: <Key>j</Key> and <Key>k</Key> go down and up the list, <Key>a</Key> acknowledges, <Key>s</Key>{' '}
      silences the alert that has the focus, <Key>n</Key> notes something on its incident.
    </p>
  );
}
