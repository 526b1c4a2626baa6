'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { Act } from '@/components/ui/act.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import type { PracticeAnswerDto, PracticeDto } from '@/lib/contracts/practice.ts';
import { eventsKey, practicesKey } from '@/lib/queries/keys.ts';
import { changePractice, doPractice } from '@/lib/queries/practices.ts';

const CHANGES = [practicesKey, eventsKey];

/** What a reader can do about a duty. */
export function Deeds({ pair, practice }: { pair: string; practice: PracticeDto }) {
  const { code, title, state, lastRun } = practice;
  const isDrill = code === 'failover-drill';
  const canDo = !(code === 'lease-backup' && practice.whyByHand !== null);
  const mayConfirm = isDrill || lastRun?.outcome === 'not-done' || practice.whyByHand !== null;
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {isDrill ? (
        <Link
          href={`/pairs/${encodeURIComponent(pair)}/drill` as Route} // the pair's name is in it
          prefetch={false}
          aria-label={`Go to the drills of ${pair}`}
          className={BUTTON_LOOK}
        >
          Go to the drills
        </Link>
      ) : (
        canDo &&
        practice.asked === null && (
          <Act
            word="Do it now"
            label={`Do it now: ${title} of ${pair}`}
            act={(by) => doPractice({ pair, code }, { by })}
            changes={CHANGES}
            onDone={tellRun}
          />
        )
      )}
      {mayConfirm && <Confirm pair={pair} practice={practice} />}
      <Change pair={pair} practice={practice} />
      <Act
        word={state === 'off' ? 'Switch on' : 'Switch off'}
        label={`${state === 'off' ? 'Switch on' : 'Switch off'}: ${title} of ${pair}`}
        {...(state !== 'off' && {
          question: `${title} of ${pair} is then never due, and nobody is warned of it. What was done is kept.`,
        })}
        act={(by) => changePractice({ pair, code }, { by, off: state !== 'off' })}
        changes={CHANGES}
      />
    </div>
  );
}

function tellRun({ practice }: PracticeAnswerDto): void {
  announce(
    practice.asked === null
      ? `${practice.title}: ${practice.lastRun?.sentence ?? ''}`
      : `${practice.title}: the collector was asked for it.`,
  );
}

function Confirm({ pair, practice: { code, title } }: { pair: string; practice: PracticeDto }) {
  const [note, setNote] = useState('');
  return (
    <Act
      word="Confirm"
      label={`Confirm: ${title} of ${pair}`}
      confirm="Confirm it"
      act={(by) => doPractice({ pair, code }, { by, note, confirm: true })}
      changes={CHANGES}
      onDone={(answer) => {
        setNote('');
        tellRun(answer);
      }}
    >
      <p>
        That you did it, or looked where Pairwatch can’t. What Pairwatch sees and counts against it still
        counts.
      </p>
      <TextField
        path="note"
        label="What you looked at, and what you saw"
        rows={3}
        value={note}
        onChange={setNote}
      />
    </Act>
  );
}

function Change({ pair, practice }: { pair: string; practice: PracticeDto }) {
  const { code, title, owner, everyDays, proposedDays } = practice;
  // What is typed and not saved.
  const [typed, setTyped] = useState<{ owner?: string; everyDays?: string }>({});
  const draft = {
    owner: owner ?? '',
    everyDays: everyDays === proposedDays ? '' : String(everyDays),
    ...typed,
  };
  return (
    <Act
      word="Change"
      label={`Change: ${title} of ${pair}`}
      confirm="Save"
      act={(by) =>
        changePractice(
          { pair, code },
          {
            by,
            owner: draft.owner.trim() || null,
            everyDays: daysOf(draft.everyDays.trim()),
          },
        )
      }
      changes={CHANGES}
      onDone={() => setTyped({})}
    >
      <TextField
        path="owner"
        label="Who sees to it"
        isOptional
        value={draft.owner}
        onChange={(text) => setTyped({ ...typed, owner: text })}
      />
      <TextField
        path="everyDays"
        label="Days"
        help={`How often it comes, 1 to 730. Left empty: as Pairwatch proposes, ${proposedDays}.`}
        isOptional
        inputMode="numeric"
        value={draft.everyDays}
        onChange={(text) => setTyped({ ...typed, everyDays: text })}
      />
    </Act>
  );
}

/** null for nothing; what is no number is sent as none that is allowed, which is refused with what is expected. */
function daysOf(text: string): number | null {
  if (text === '') return null;
  return /^\d+$/.test(text) ? Number(text) : 0;
}
