'use client';

import { useEffect, useRef, useState } from 'react';
import { Button, MAIN_BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { SetupAnswerDto, SetupLine } from '@/lib/contracts/setup.ts';
import { testSetup } from '@/lib/queries/setup.ts';
import { Finish } from './finish.tsx';
import { HostKeyQuestion } from './host-key-question.tsx';
import { MistakePlaces } from './mistake-places.tsx';
import { copiedToSecond, entryOf, type PairDraft, withFound, withServer } from './pair-draft.ts';
import { PLACES, type Place, STEP_WORDS } from './places.ts';
import { Progress, type Told } from './progress.tsx';
import { SetupLines } from './setup-lines.tsx';
import { StepFields } from './step-fields.tsx';

/** Sets up a pair step by step, each tried against the servers before the next. */
export function Wizard({ first, stored }: { first: PairDraft; stored: string | null }) {
  const [draft, setDraft] = useState(first);
  const [at, setAt] = useState(0);
  const [told, setTold] = useState<readonly (Told | undefined)[]>([]);
  const [took, setTook] = useState<readonly string[]>([]);
  // Not useId: two browsers would have the same.
  const [browser] = useState(() => crypto.randomUUID?.() ?? `browser-${Math.random()}`);
  const heading = useHeading(at);
  const place = PLACES[at] ?? { server: 0, step: 'check' };
  const here = told[at];

  const test = useAction({
    act: (tried: PairDraft) =>
      testSetup({ browser, step: place.step, server: place.server, pair: entryOf(tried), stored }),
    changes: [],
    onDone: (answer, tried) => {
      setTold((before) => PLACES.map((_, index) => (index === at ? { answer, isOf: tried } : before[index])));
      if (place.step === 'check') return;
      const found = withFound(tried, place.server, answer.found);
      setDraft(found.draft);
      setTook(found.took);
    },
  });

  function go(to: number): void {
    if (at < 4 && to >= 4) setDraft(copiedToSecond(draft));
    test.reset();
    setTook([]);
    setAt(to);
  }

  /** What was told of other values than those that stand there now says nothing of them. */
  function change(next: PairDraft): void {
    setDraft(next);
    setTold((before) => before.map((each, index) => (index === at ? undefined : each)));
  }

  function trust(fingerprint: string): void {
    const next = withServer(draft, place.server, { fingerprint, knownHosts: '' });
    change(next);
    test.run(next);
  }

  const names = draft.servers.map(({ name }, index) => name || `server ${index + 1}`);
  const isLast = place.step === 'check';
  const title = isLast ? 'Check both servers' : `${names[place.server]}: ${STEP_WORDS[place.step]}`;
  return (
    <div className="space-y-5">
      <Progress at={at} told={told} names={names} onGo={go} />
      <section aria-labelledby="setup-step" className="max-w-[640px] space-y-4">
        <h2 id="setup-step" ref={heading} tabIndex={-1} className="font-semibold text-16 outline-none">
          {title}
        </h2>
        <Form
          key={at}
          label={title}
          refusal={test.refusal}
          isBusy={test.isBusy}
          onSubmit={() => test.run(draft)}
          submit={here ? 'Test again' : 'Test'}
          actions={
            <>
              {at > 0 && (
                <Button onClick={() => go(at - 1)} disabled={test.isBusy}>
                  Back
                </Button>
              )}
              {!isLast && (
                <button
                  type="button"
                  onClick={() => go(at + 1)}
                  className={here && isWell(here.answer) ? MAIN_BUTTON_LOOK : PLAIN_LOOK}
                >
                  {nextWord(here, PLACES[at + 1])}
                </button>
              )}
            </>
          }
        >
          {place.step === 'check' ? (
            <p className="text-muted">
              Everything is asked of both servers once more, then what they say of each other is held
              together.
            </p>
          ) : (
            <StepFields
              step={place.step}
              index={place.server}
              draft={draft}
              keepsName={stored !== null}
              onChange={change}
            />
          )}
        </Form>
        {isLast && <MistakePlaces refusal={test.refusal} names={names} onGo={go} />}
        <div role="status" className="space-y-3">
          {test.isBusy && <p className="text-muted">Asking; this takes 8 s at most…</p>}
          {!test.isBusy && here && <SetupLines lines={here.answer.lines} servers={names} />}
          {!test.isBusy && took.length > 0 && (
            <p className="text-13 text-muted">Taken over into the form: {took.join(', ')}.</p>
          )}
        </div>
        {!test.isBusy && here?.answer.found.hostKey && (
          <HostKeyQuestion shown={here.answer.found.hostKey} onTrust={trust} />
        )}
      </section>
      {isLast && (
        <Finish
          draft={draft}
          stored={stored}
          isChecked={here !== undefined && isWell(here.answer)}
          names={names}
          onGo={go}
        />
      )}
    </div>
  );
}

const PLAIN_LOOK =
  'inline-flex h-8 items-center rounded-md border border-strong-line bg-surface px-3 font-medium text-13 hover:bg-sunken';

const isWell = ({ lines }: SetupAnswerDto) => lines.every(isGood);
const isGood = ({ status }: SetupLine) => status === 'good' || status === 'note';

function nextWord(here: Told | undefined, next: Place | undefined): string {
  const word = next ? STEP_WORDS[next.step] : '';
  if (!here) return `Go on to ${word} without a test`;
  return isWell(here.answer) ? `Next: ${word}` : `Go on to ${word} all the same`;
}

/** The heading takes the focus at each new step, so that a keyboard or a screen reader goes on from there. */
function useHeading(at: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(at);
  useEffect(() => {
    if (before.current !== at) heading.current?.focus();
    before.current = at;
  }, [at]);
  return heading;
}
