'use client';

import { useEffect, useRef } from 'react';
import { KeyReader, nameOfPress } from './key-reader.ts';

export type KeyBinding = {
  /** `j`, `?`, `Space`, `ArrowLeft`; `g o` one after the other; `mod+k` with Ctrl or ⌘. */
  keys: string;
  /** What it does, as the list of keys says it: "go to the overview". */
  does: string;
  /** `false`: there was nothing to do, so the key is left to the browser. Anything else is not looked at. */
  act(): unknown;
};

/** Keys of one thing on the page, under its name in the list of keys. */
export type KeyGroup = { name: string; bindings: readonly KeyBinding[] };

const groups = new Set<{ readonly current: KeyGroup }>();
const reader = new KeyReader();

/**
 * Has keys do something for as long as the component is drawn, and lists them under `name`. They do nothing while something is
 * typed, nor while a dialog is open (`mod` keys reach through a field). Of two that want one key, the later drawn has it.
 */
export function useKeys(name: string, bindings: readonly KeyBinding[]): void {
  const group = useRef<KeyGroup>({ name, bindings });
  useEffect(() => {
    group.current = { name, bindings };
  }, [name, bindings]);
  useEffect(() => {
    if (groups.size === 0) document.addEventListener('keydown', onKey);
    groups.add(group);
    return () => {
      groups.delete(group);
      if (groups.size === 0) document.removeEventListener('keydown', onKey);
    };
  }, []);
}

/** All keys that do something now, those of the page before those of the frame. */
export function keyGroups(): KeyGroup[] {
  return [...groups].map(({ current }) => current).filter(({ bindings }) => bindings.length > 0);
}

function onKey(event: KeyboardEvent): void {
  const name = nameOfPress(event);
  if (name === null || event.defaultPrevented || isTaken(event.target, name)) return;
  const bindings = keyGroups()
    .toReversed()
    .flatMap((group) => group.bindings);
  const sequence = reader.read(
    name,
    event.timeStamp,
    bindings.map(({ keys }) => keys),
  );
  if (sequence === null) return;
  const binding = bindings.find(({ keys }) => keys === sequence);
  // Or the letter would be typed into the field that now has the focus.
  if (binding && binding.act() !== false) event.preventDefault();
}

const FIELDS = 'input, textarea, select, [contenteditable]';
/** What Space itself presses, and arrows move in. */
const CONTROLS = 'a, button, summary, [role="slider"], [role="radio"], [role="tab"], [role="option"]';

/** Whether the key belongs to a field or a control, or to what is open above the page. */
function isTaken(target: EventTarget | null, name: string): boolean {
  if (document.querySelector('dialog[open], [popover]:popover-open')) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS)) return !name.startsWith('mod+');
  return (name === 'Space' || name === 'Enter') && target.closest(CONTROLS) !== null;
}
