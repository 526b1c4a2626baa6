'use client';

import { useState } from 'react';
import { announce } from '@/components/frame/announcements.ts';
import { useNow } from '@/components/time/now.tsx';
import { wallTime } from '@/components/time/wall-time.ts';
import { useZone } from '@/components/time/zone.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { formatTime } from '@/lib/pair/sentence.ts';
import { alertsKey, eventsKey, incidentKey, silencesKey } from '@/lib/queries/keys.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { createSilence } from '@/lib/queries/silences.ts';
import { endOfSilence, SILENCE_ENDS, type SilenceEnd } from './silence-ends.ts';
import type { SilenceScope } from './silence-scopes.ts';

const HOUR_MS = 3_600_000;

/** Asks what is to be told to nobody, for how long and why. The first of `scopes` is what is meant at first. */
export function SilenceDialog({ scopes, onClose }: { scopes: readonly SilenceScope[]; onClose(): void }) {
  const [by] = useActor();
  const { zone } = useZone();
  const [words, setWords] = useState(scopes[0]?.words ?? '');
  const [end, setEnd] = useState<SilenceEnd>('2h');
  const [ownEnd, setOwnEnd] = useState(() => wallTime(serverClock.now() + 4 * HOUR_MS, zone));
  const [reason, setReason] = useState('');
  const action = useAction({
    act: () => {
      const { words: _, ...scope } = scopes.find((each) => each.words === words) ?? scopeOfNothing;
      const endsAt = endOfSilence(end, ownEnd, serverClock.now(), zone);
      return createSilence({
        by,
        ...scope,
        endsAt: endsAt === null ? '' : new Date(endsAt).toISOString(),
        reason,
      });
    },
    changes: [silencesKey, alertsKey, incidentKey, eventsKey],
    onDone: ({ silence }) => {
      const until = formatTime(Date.parse(silence.endsAt), serverClock.now(), zone);
      announce(`Silenced until ${until}: ${words}.`);
      onClose();
    },
  });
  return (
    <Dialog title="Silence" onClose={onClose}>
      <p className="mt-1 mb-4 text-muted">
        Nobody is told until then; what happens is still seen and stands in the history.
      </p>
      <Form
        label="Silence"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Silence"
        onCancel={onClose}
      >
        <SelectField
          path="pair"
          label="What"
          value={words}
          options={scopes.map((scope) => ({ value: scope.words, word: scope.words }))}
          onChange={setWords}
        />
        <EndFields end={end} ownEnd={ownEnd} onEnd={setEnd} onOwnEnd={setOwnEnd} />
        <TextField
          path="reason"
          label="Reason"
          help="For whoever wonders later why nobody was told."
          value={reason}
          onChange={setReason}
        />
        <ActorField />
      </Form>
    </Dialog>
  );
}

/** The API says what it wants in its place. */
const scopeOfNothing = { words: '', pair: null, rule: null, server: null, pool: null };

export function EndFields({
  end,
  ownEnd,
  onEnd,
  onOwnEnd,
}: {
  end: SilenceEnd;
  ownEnd: string;
  onEnd(end: SilenceEnd): void;
  onOwnEnd(text: string): void;
}) {
  const now = useNow();
  const { zone } = useZone();
  const endsAt = endOfSilence(end, ownEnd, now, zone);
  const until = endsAt === null ? '' : `Ends ${formatTime(endsAt, now, zone)}`;
  const left =
    endsAt === null ? '' : endsAt > now ? `, in ${formatDuration(endsAt - now)}.` : ': that is over.';
  return (
    <>
      <SelectField
        path={end === 'own' ? 'end' : 'endsAt'}
        label="For"
        value={end}
        options={SILENCE_ENDS.map(({ value, words }) => ({ value, word: words }))}
        onChange={onEnd}
        {...(end !== 'own' && { help: `${until}${left}` })}
      />
      {end === 'own' && (
        <TextField
          path="endsAt"
          label={zone === 'UTC' ? 'Until, in UTC' : `Until, by clocks of ${zone}`}
          type="datetime-local"
          value={ownEnd}
          onChange={onOwnEnd}
          help={`${until}${left}`}
        />
      )}
    </>
  );
}
