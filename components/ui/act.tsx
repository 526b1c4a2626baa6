'use client';

import type { QueryKey } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { May } from '@/components/access/may.tsx';
import type { Role } from '@/lib/access/role.ts';
import { ActorField, useActor } from './actor.tsx';
import { BUTTON_LOOK } from './button.tsx';
import { Form } from './form.tsx';
import { Popover } from './popover.tsx';
import { useAction } from './use-action.ts';

type ActProps<Answer> = {
  word: string;
  /** Said in full, for who hears it out of its place: "End silence 3". */
  label?: string;
  /** What is to be thought of before; without it a click does it at once. */
  question?: string;
  /** The word that answers the question with yes. */
  confirm?: string;
  act: (by: string) => Promise<Answer>;
  changes: readonly QueryKey[];
  onDone?: (answer: Answer) => void;
  /** Further fields. */
  children?: ReactNode;
};

/**
 * A button that does one thing in the reader's name, for whose role is enough. It asks before, beside itself, when there is
 * something to ask: whether it is meant, or who asks. What was refused is told there too.
 */
export function Act<Answer>({ need = 'operator', ...props }: ActProps<Answer> & { need?: Role }) {
  return (
    <May need={need}>
      <ActButton {...props} />
    </May>
  );
}

function ActButton<Answer>({
  word,
  label,
  question,
  confirm = word,
  act,
  changes,
  onDone,
  children,
}: ActProps<Answer>) {
  const [isOpen, setOpen] = useState(false);
  const [actor] = useActor();
  const action = useAction({
    act,
    changes,
    onDone: (answer) => {
      setOpen(false);
      onDone?.(answer);
    },
  });
  const asksNothing = question === undefined && children === undefined && actor !== '';

  function close(): void {
    action.reset();
    setOpen(false);
  }

  /** Whether there is something to ask; else it is done at once. */
  function asks(): boolean {
    action.reset();
    if (asksNothing) action.run(actor);
    return !asksNothing;
  }

  return (
    <Popover
      trigger={action.isBusy ? 'One moment…' : word}
      triggerLabel={label}
      isBusy={action.isBusy}
      label={label ?? word}
      isOpen={isOpen || (asksNothing && action.refusal !== null)}
      onOpenChange={(next) => (next ? setOpen(true) : close())}
      mayOpen={asks}
      align="start"
      takesFocus
      triggerClassName={BUTTON_LOOK}
      className="w-[400px] text-14"
    >
      <Form
        label={label ?? word}
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(actor)}
        submit={confirm}
        onCancel={close}
      >
        {question && <p>{question}</p>}
        {children}
        <ActorField />
      </Form>
    </Popover>
  );
}
