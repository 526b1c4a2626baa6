import { Fragment } from 'react';

const NAMES: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** A key as it is named on it; `mod` is Ctrl or ⌘, held with the key after it. */
export function Key({ children: key }: { children: string }) {
  const words = key.startsWith('mod+') ? ['Ctrl', key.slice(4).toUpperCase()] : [NAMES[key] ?? key];
  return words.map((word, index) => (
    <Fragment key={word}>
      {index > 0 && <span className="text-faint">+</span>}
      <kbd className="min-w-5 rounded-[3px] border border-line bg-sunken px-1 text-center font-mono text-12">
        {word}
      </kbd>
    </Fragment>
  ));
}
