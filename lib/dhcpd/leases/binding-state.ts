/** The binding states of a lease in the order of their codes, which are OMAPI's numbers 1 to 7 (reference 2.3). */
export const BINDING_STATES = [
  'free',
  'active',
  'expired',
  'released',
  'abandoned',
  'reset',
  'backup',
] as const;

export type BindingState = (typeof BINDING_STATES)[number];

/** Codes of the binding states; 0 stands for "no block". */
export const STATE_CODE = {
  free: 1,
  active: 2,
  expired: 3,
  released: 4,
  abandoned: 5,
  reset: 6,
  backup: 7,
} as const satisfies Record<BindingState, number>;

/** @throws RangeError for a number that is no code of a binding state. */
export function bindingStateOf(code: number): BindingState {
  const state = BINDING_STATES[code - 1];
  if (!state) throw new RangeError(`found binding state code ${code}, expected 1 to 7`);
  return state;
}

export function isBindingState(word: string): word is BindingState {
  return Object.hasOwn(STATE_CODE, word);
}
