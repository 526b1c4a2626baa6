'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EvidenceList } from '@/components/pair/evidence-list.tsx';
import { Moment } from '@/components/time/since.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { AlertDto, AlertRowDto, Why } from '@/lib/contracts/alert.ts';
import { alertQuery } from '@/lib/queries/alerts.ts';
import { isEnding } from './ending.ts';
import { figureWords } from './figure-words.ts';

/** What was judged and by which figures, folded up: as it was when the alert fired, and as it is. Asked for when opened. */
export function WhatFired({ alert: { id, phase, facts } }: { alert: AlertRowDto }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="min-w-0 open:basis-full"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="min-h-[24px] w-fit py-1 hover:text-ink">
        {phase === 'pending' ? 'What is seen' : 'What fired it'}{' '}
        <span className="text-faint tabular-nums">({facts})</span>
      </summary>
      {isOpen && <Asked id={id} />}
    </details>
  );
}

function Asked({ id }: { id: number }) {
  const query = useQuery(alertQuery(id));
  return (
    <Resource query={query} firstProblem={null} what={`what alert ${id} rests on`}>
      {({ alert }) => <Judged alert={alert} />}
    </Resource>
  );
}

function Judged({ alert }: { alert: AlertDto }) {
  const { why, firedBecause, phase, levels, labels } = alert;
  const cause = firedBecause ?? why;
  const held = levels.filter(({ since }) => since !== null);
  const isNews = phase !== 'resolved' && cause.sentence !== why.sentence;
  return (
    <div className="mt-1.5 space-y-2 text-13 text-ink">
      <Facts why={cause} withSentence={isNews && !isEnding(alert)} />
      {isNews && why.figures.length + why.evidence.length > 0 && (
        <>
          <p className="text-muted">As it was judged last:</p>
          <Facts why={why} />
        </>
      )}
      {held.length > 0 && (
        <p className="text-muted">
          {held.map(({ severity, since }, index) => (
            <span key={severity}>
              {index > 0 && ', '}
              {severity} holds since {since !== null && <Moment at={since} />}
            </span>
          ))}
        </p>
      )}
      {Object.keys(labels).length > 0 && (
        <p className="wrap-anywhere text-muted">
          Labels:{' '}
          <span className="font-mono text-12">
            {Object.entries(labels)
              .map(([name, value]) => `${name}=${value}`)
              .join(' ')}
          </span>
        </p>
      )}
    </div>
  );
}

/** `withSentence`: it does not stand above already. */
function Facts({
  why: { sentence, figures, evidence },
  withSentence = false,
}: {
  why: Why;
  withSentence?: boolean;
}) {
  return (
    <>
      {withSentence && (
        <p className="wrap-anywhere">
          <Prose text={sentence} />
        </p>
      )}
      {figures.length > 0 && (
        <ul className="flex flex-wrap gap-x-6 tabular-nums">
          {figures.map((figure) => (
            <li key={`${figure.name} ${figure.unit}`}>{figureWords(figure)}</li>
          ))}
        </ul>
      )}
      {evidence.length > 0 && <EvidenceList evidence={evidence} />}
    </>
  );
}
