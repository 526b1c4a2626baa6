import type { ComponentProps } from 'react';

export const BUTTON_LOOK =
  'inline-flex h-8 items-center gap-2 rounded-md border border-strong-line bg-surface px-3 font-medium text-13 hover:bg-sunken disabled:text-faint aria-disabled:text-faint';

export function Button(props: ComponentProps<'button'>) {
  return <button type="button" className={BUTTON_LOOK} {...props} />;
}
