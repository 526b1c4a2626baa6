'use client';

import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useAct } from '@/components/acting.ts';
import { knownActor, rememberActor } from '@/components/actor.ts';
import { useActorName } from '@/components/ui/actor-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ByField } from './fields.tsx';
import { Form } from './form.tsx';

type ActProps<Answer> = {
  /** On the button. */
  word: string;
  /** The same in full, for who hears it out of its place: "End silence 3". */
  label: string;
  /** What is to be thought of before; without it a click does it at once, once it is known who acts. */
  question?: string;
  /** The word that answers the question with yes. */
  confirm?: string;
  act: (by: string) => Promise<Answer>;
  changes: readonly QueryKey[];
  /** Gives the sentence to read out. */
  done: (answer: Answer) => string;
  /** Further fields. */
  children?: ReactNode;
};

/**
 * A button that does one thing in the reader's name. It asks before when there is something to ask: whether it is meant, or
 * who asks. What was refused is told there too.
 */
export function Act<Answer>(props: ActProps<Answer>) {
  const { word, label, question, children } = props;
  const [isAsking, setAsking] = useState(false);
  const action = useAct({
    act: (by: string) => props.act(by),
    changes: props.changes,
    done: (answer) => {
      setAsking(false);
      return props.done(answer);
    },
  });
  const begin = () => {
    action.reset();
    const by = knownActor();
    const asksNothing = question === undefined && children === undefined && by !== '';
    if (asksNothing) action.mutate(by, { onError: () => setAsking(true) });
    else setAsking(true);
  };
  return (
    <>
      <Button onClick={begin} aria-label={label} disabled={action.isPending}>
        {action.isPending ? 'One moment…' : word}
      </Button>
      {isAsking && (
        <Dialog title={label} onClose={() => setAsking(false)}>
          <Question
            {...props}
            error={action.error}
            isBusy={action.isPending}
            onAnswer={(by) => action.mutate(by)}
            onClose={() => setAsking(false)}
          />
        </Dialog>
      )}
    </>
  );
}

function Question<Answer>({
  word,
  label,
  question,
  confirm = word,
  children,
  error,
  isBusy,
  onAnswer,
  onClose,
}: ActProps<Answer> & {
  error: Error | null;
  isBusy: boolean;
  onAnswer(by: string): void;
  onClose(): void;
}) {
  const [by, setBy] = useActorName();
  return (
    <div className="mt-3">
      <Form
        label={label}
        error={error}
        isBusy={isBusy}
        onSubmit={() => {
          rememberActor(by);
          onAnswer(by);
        }}
        submit={confirm}
        onCancel={onClose}
      >
        {question && <p className="text-muted">{question}</p>}
        {children}
        <ByField value={by} onChange={setBy} />
      </Form>
    </div>
  );
}
