'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { dayWords, type RedundancyDay } from './redundancy-words.ts';

/** The three lanes, by how many servers answered: their place tells them apart as well as their colour. */
const LANES = [
  { of: 'two', label: 'two', height: 'h-6', colour: 'bg-healthy', least: 2 },
  { of: 'one', label: 'one', height: 'h-3.5', colour: 'bg-degraded', least: 4 },
  { of: 'none', label: 'none', height: 'h-3.5', colour: 'bg-down', least: 4 },
] as const;

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -7,
  PageDown: 7,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * A column a day: how long two servers answered, one, none, each in its lane; hatched what nobody saw. One stop for the
 * keyboard, within which arrows go from day to day; the day looked at is told in words beneath.
 */
export function RedundancyStrip({ days }: { days: readonly RedundancyDay[] }) {
  const last = days.length - 1;
  const [looked, setLooked] = useState(last);
  const at = Math.min(looked, last);
  const columns = useRef<HTMLDivElement>(null);
  const day = days[at];

  function step(event: KeyboardEvent) {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, at + by));
    setLooked(next);
    columns.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    <div className="space-y-1.5">
      <div className="flex gap-2">
        <div aria-hidden="true" className="flex flex-col gap-0.5 text-right text-12 text-faint">
          {LANES.map(({ of, label, height }) => (
            <span key={of} className={`flex items-center justify-end leading-none ${height}`}>
              {label}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
        <div
          ref={columns}
          role="group"
          aria-label={`Redundancy of the last ${days.length} days`}
          onKeyDown={step}
          className="flex min-w-0 grow"
        >
          {days.map((each, index) => (
            <button
              key={each.day}
              type="button"
              tabIndex={index === at ? 0 : -1}
              aria-label={`${each.day}: ${dayWords(each)}`}
              onFocus={() => setLooked(index)}
              onMouseEnter={() => setLooked(index)}
              className={`flex min-w-0 flex-1 cursor-default flex-col gap-0.5 px-[0.5px] ${index === at ? 'bg-sunken' : ''}`}
            >
              <Lanes day={each} />
            </button>
          ))}
        </div>
      </div>
      {day && (
        <p className="text-13" data-testid="redundancy-day">
          <span className="font-medium tabular-nums">{day.day}</span> {dayWords(day)}
        </p>
      )}
    </div>
  );
}

function Lanes({ day }: { day: RedundancyDay }) {
  const whole = day.two + day.one + day.none + day.unseen;
  const share = (minutes: number) => (whole === 0 ? 0 : (100 * minutes) / whole);
  return LANES.map(({ of, height, colour, least }) => (
    <span key={of} className={`flex w-full flex-col justify-end ${height}`}>
      {of === 'two' && day.unseen > 0 && (
        <span className="hatched w-full text-muted" style={{ height: `${share(day.unseen)}%` }} />
      )}
      {day[of] > 0 && (
        <span className={`w-full ${colour}`} style={{ height: `${share(day[of])}%`, minHeight: least }} />
      )}
    </span>
  ));
}
