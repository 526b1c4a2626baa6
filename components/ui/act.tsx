'use client';

import type { QueryKey } from '@tanstack/react-query';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { ActorField, useActor } from './actor.tsx';
import { BUTTON_LOOK } from './button.tsx';
import { Form } from './form.tsx';
import { useAction } from './use-action.ts';

/**
 * A button that does one thing in the reader's name. It asks before, beside itself, when there is something to ask: whether
 * it is meant, or who asks. What was refused is told there too.
 */
export function Act<Answer>({
  word,
  label,
  question,
  confirm = word,
  act,
  changes,
  onDone,
  children,
}: {
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
}) {
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

  function toggle(next: boolean): void {
    action.reset();
    if (next && asksNothing) action.run(actor);
    else setOpen(next);
  }

  return (
    <Popover.Root open={isOpen || (asksNothing && action.refusal !== null)} onOpenChange={toggle}>
      <Popover.Trigger className={BUTTON_LOOK} aria-label={label} aria-disabled={action.isBusy}>
        {action.isBusy ? 'One moment…' : word}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label ?? word}
          className="z-40 max-h-[var(--radix-popover-content-available-height)] w-[min(400px,calc(100vw-24px))] overflow-y-auto rounded-md border border-strong-line bg-surface p-4"
        >
          <Form
            label={label ?? word}
            refusal={action.refusal}
            isBusy={action.isBusy}
            onSubmit={() => action.run(actor)}
            submit={confirm}
            onCancel={() => toggle(false)}
          >
            {question && <p>{question}</p>}
            {children}
            <ActorField />
          </Form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
