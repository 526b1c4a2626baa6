'use client';

import { createContext, type ReactNode, use, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import { type Mistake, mistakeAt, type Refusal } from './mistakes.ts';
import { Prose } from './prose.tsx';

type FormState = { id: string; mistakes: readonly Mistake[] };

const FormContext = createContext<FormState>({ id: 'form', mistakes: [] });

/** The id of the field at `path`, and what is wrong with its value. */
export function useField(path: string): { id: string; mistake: string | null } {
  const { id, mistakes } = use(FormContext);
  return { id: fieldId(id, path), mistake: mistakeAt(mistakes, path) };
}

const fieldId = (form: string, path: string) => `${form}-${path}`;

/**
 * Fields in one column. What was refused is summed up on top, with a link to each field that `useField` marks; what stands
 * in the fields stays. The caller holds the values and sends them.
 */
export function Form({
  label,
  refusal,
  isBusy,
  onSubmit,
  submit,
  onCancel,
  actions,
  children,
}: {
  /** What the form is for, to a screen reader. */
  label: string;
  refusal: Refusal | null;
  isBusy: boolean;
  onSubmit(): void;
  /** The words on its button. */
  submit: string;
  onCancel?: () => void;
  /** Buttons beside that one. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <FormContext value={{ id, mistakes: refusal?.mistakes ?? [] }}>
      <form
        aria-label={label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onSubmit();
        }}
        className="max-w-[560px] space-y-4"
      >
        {refusal && <Sum form={id} refusal={refusal} />}
        {children}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" aria-disabled={isBusy}>
            {isBusy ? 'One moment…' : submit}
          </Button>
          {actions}
          {onCancel && (
            <Button onClick={onCancel} disabled={isBusy}>
              Cancel
            </Button>
          )}
        </div>
      </form>
    </FormContext>
  );
}

/** Takes the focus when it appears, so that a keyboard or a screen reader goes on from there. */
function Sum({ form, refusal }: { form: string; refusal: Refusal }) {
  const element = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal takes the focus anew
  useEffect(() => element.current?.focus(), [refusal]);
  return (
    <div
      ref={element}
      role="alert"
      tabIndex={-1}
      className="wrap-anywhere rounded-md border border-down bg-surface px-4 py-3"
    >
      <p className="font-semibold">{refusal.title}</p>
      {refusal.detail && (
        <p className="mt-0.5">
          <Prose text={refusal.detail} />
        </p>
      )}
      {refusal.mistakes.length > 0 && (
        <ul className="mt-1 list-disc space-y-0.5 pl-5">
          {refusal.mistakes.map(({ path, text }) => (
            <li key={path}>
              <a
                href={`#${fieldId(form, path)}`}
                onClick={(event) => {
                  event.preventDefault();
                  focusField(form, path);
                }}
                className="underline underline-offset-3"
              >
                {path}: {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Of a value within a list the field is that of the list. */
function focusField(form: string, path: string): void {
  for (let steps = path.split('.'); steps.length > 0; steps = steps.slice(0, -1)) {
    const field = document.getElementById(fieldId(form, steps.join('.')));
    if (!field) continue;
    field.scrollIntoView({ block: 'center' });
    field.focus();
    return;
  }
}
