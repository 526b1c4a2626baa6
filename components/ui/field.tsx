import { type ReactNode, useId } from 'react';

/** Larger on a phone, whose browsers zoom into smaller letters. */
export const CONTROL_LOOK =
  'block w-full rounded-md border border-strong-line bg-ground px-2.5 py-1.5 text-16 text-ink placeholder:text-faint aria-invalid:border-2 aria-invalid:border-ink sm:text-14';

/** What a control takes to belong to its label, its help and its error. */
export type ControlProps = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  className: string;
};

/** One control of a form: its label above, what is wrong with it and help beneath. */
export function Field({
  id,
  label,
  help,
  error,
  children,
}: {
  /** Where something has to find the control. */
  id?: string;
  label: string;
  help?: string;
  /** What was expected of it; null while nothing is wrong. */
  error: string | null;
  children: (props: ControlProps) => ReactNode;
}) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const [errorId, helpId] = [`${controlId}-error`, `${controlId}-help`];
  const described = [error !== null && errorId, help !== undefined && helpId].filter(Boolean).join(' ');
  return (
    <div className="space-y-1">
      <label htmlFor={controlId} className="block font-medium text-13">
        {label}
      </label>
      {children({
        id: controlId,
        'aria-describedby': described || undefined,
        'aria-invalid': error === null ? undefined : true,
        className: CONTROL_LOOK,
      })}
      {error !== null && <FieldError id={errorId} error={error} />}
      {help !== undefined && (
        <p id={helpId} className="text-12 text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

/** What is expected of a control, or of several that belong together. */
export function FieldError({ id, error }: { id: string; error: string }) {
  return (
    <p id={id} className="wrap-anywhere font-medium text-13">
      Expected: {error}
    </p>
  );
}
