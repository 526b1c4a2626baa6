'use client';

import { useEffect, useRef, useState } from 'react';
import { TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { InputError, type Refusal, refusalOf } from '@/components/ui/mistakes.ts';
import { COMMON_RANGES, durationOf, type Span, type TimeRange } from '@/lib/contracts/range.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { type AbsoluteInput, absoluteInput, readAbsolute } from './absolute-range.ts';
import { useNow } from './now.tsx';
import { lengthWords } from './range-words.ts';
import { useZone } from './zone.tsx';

/** Lengths at one press, and from when to when by the clocks of the zone. */
export function RangePanel({
  range,
  span,
  standard,
  onChoose,
}: {
  /** What is shown; null: any time. */
  range: TimeRange | null;
  /** What the fields begin with. */
  span: Span;
  standard: TimeRange | null;
  /** Null: what the page shows by itself. */
  onChoose(range: TimeRange | null): void;
}) {
  return (
    <div className="space-y-4">
      <Lengths range={range} standard={standard} onChoose={onChoose} />
      <Absolute span={span} onChoose={onChoose} />
    </div>
  );
}

function Lengths({
  range,
  standard,
  onChoose,
}: {
  range: TimeRange | null;
  standard: TimeRange | null;
  onChoose(range: TimeRange | null): void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const buttons = list.current;
    const chosen = buttons?.querySelector<HTMLElement>('[aria-pressed=true]');
    (chosen ?? buttons?.querySelector('button'))?.focus();
  }, []);
  const lastMs = range && 'lastMs' in range ? range.lastMs : null;
  const lengths = COMMON_RANGES.flatMap((text) => durationOf(text) ?? []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div ref={list} role="group" aria-label="Up to now" className="grid grid-cols-4 gap-1.5">
      {standard === null && (
        <Choice isChosen={range === null} word="Any time" isWide onClick={() => onChoose(null)} />
      )}
      {lengths.map((ms) => (
        <Choice
          key={ms}
          isChosen={ms === lastMs}
          word={lengthWords(ms)}
          onClick={() => onChoose({ lastMs: ms })}
        />
      ))}
    </div>
  );
}

function Choice({
  isChosen,
  word,
  isWide = false,
  onClick,
}: {
  isChosen: boolean;
  word: string;
  isWide?: boolean;
  onClick(): void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onClick}
      className={`h-8 rounded-md border text-13 tabular-nums hover:bg-sunken ${isWide ? 'col-span-full' : ''} ${isChosen ? 'border-ink bg-sunken font-medium' : 'border-line text-muted'}`}
    >
      {word}
    </button>
  );
}

function Absolute({ span, onChoose }: { span: Span; onChoose(range: TimeRange): void }) {
  const { zone } = useZone();
  const now = useNow();
  const [input, setInput] = useState<AbsoluteInput>(() => absoluteInput(span, zone));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { notes } = readAbsolute(input, zone, now);

  function choose(): void {
    const { span: chosen, mistakes } = readAbsolute(input, zone, serverClock.now());
    if (chosen) onChoose(chosen);
    else setRefusal(refusalOf(new InputError(mistakes)));
  }

  const change = (part: Partial<AbsoluteInput>) => setInput({ ...input, ...part });
  return (
    <Form
      label="From when to when"
      refusal={refusal}
      isBusy={false}
      onSubmit={choose}
      submit="Show this time"
    >
      <p className="text-13 text-muted">
        From when to when, {zone === 'UTC' ? 'in UTC' : `by clocks of ${zone}`}:
      </p>
      <TextField
        path="from"
        label="From"
        type="datetime-local"
        value={input.from}
        onChange={(from) => change({ from })}
        {...(notes.from !== undefined && { help: notes.from })}
      />
      <TextField
        path="to"
        label="To"
        type="datetime-local"
        value={input.to}
        onChange={(to) => change({ to })}
        {...(notes.to !== undefined && { help: notes.to })}
      />
    </Form>
  );
}
