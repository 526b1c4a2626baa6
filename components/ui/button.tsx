import type { ComponentProps } from 'react';

export const BUTTON_LOOK =
  'inline-flex h-8 items-center gap-2 rounded-md border border-strong-line bg-surface px-3 font-medium text-13 hover:bg-sunken disabled:text-faint aria-disabled:text-faint';

/** Of the one button of a form that does what the form is for. */
export const MAIN_BUTTON_LOOK =
  'inline-flex h-8 items-center gap-2 rounded-md border border-ink bg-ink px-3 font-medium text-13 text-ground hover:opacity-85 aria-disabled:opacity-60';

export function Button(props: ComponentProps<'button'>) {
  return <button type="button" className={BUTTON_LOOK} {...props} />;
}
