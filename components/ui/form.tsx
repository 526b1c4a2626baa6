'use client';

import { createContext, type ReactNode, use, useEffect, useId, useRef, useState } from 'react';
import { Button, MAIN_BUTTON_LOOK } from './button.tsx';
import { type Mistake, mistakeAt, type Refusal } from './mistakes.ts';
import { Prose } from './prose.tsx';

/** Names of fields by their paths, as the fields tell them. */
type Labels = Map<string, string>;
type FormState = { id: string; mistakes: readonly Mistake[]; labels: Labels };

const FormContext = createContext<FormState>({ id: 'form', mistakes: [], labels: new Map() });

/** The id of the field at `path`, which has the name `label`, and what is wrong with its value. */
export function useField(path: string, label: string): { id: string; mistake: string | null } {
  const { id, mistakes, labels } = use(FormContext);
  useEffect(() => {
    labels.set(path, label);
  }, [labels, path, label]);
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
  const [labels] = useState<Labels>(() => new Map());
  return (
    <FormContext value={{ id, mistakes: refusal?.mistakes ?? [], labels }}>
      <form
        aria-label={label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onSubmit();
        }}
        className="max-w-[560px] space-y-4"
      >
        {refusal && <Sum form={id} refusal={refusal} labels={labels} />}
        {children}
        <div className="flex flex-wrap gap-2">
          <button type="submit" aria-disabled={isBusy} className={MAIN_BUTTON_LOOK}>
            {isBusy ? 'One moment…' : submit}
          </button>
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
function Sum({ form, refusal, labels }: { form: string; refusal: Refusal; labels: Labels }) {
  const element = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal takes the focus anew
  useEffect(() => element.current?.focus(), [refusal]);
  return (
    <div
      ref={element}
      role="alert"
      tabIndex={-1}
      className="wrap-anywhere rounded-md border border-strong-line bg-sunken px-3 py-2"
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
                {labelAt(labels, path)}: {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function labelAt(labels: Labels, path: string): string {
  const field = pathsAround(path).find((each) => labels.has(each));
  return (field !== undefined && labels.get(field)) || path;
}

/** Of a value within a list the field is that of the list. It may be folded away. */
function focusField(form: string, path: string): void {
  for (const each of pathsAround(path)) {
    const field = document.getElementById(fieldId(form, each));
    if (!field) continue;
    field.closest('details')?.setAttribute('open', '');
    field.scrollIntoView({ block: 'center' });
    field.focus();
    return;
  }
}

/** `to.1`, then `to`. */
function pathsAround(path: string): string[] {
  const steps = path.split('.');
  return steps.map((_, index) => steps.slice(0, steps.length - index).join('.'));
}
