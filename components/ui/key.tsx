const NAMES: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

/** A key as it is named on it; `mod` is Ctrl or ⌘. */
export function Key({ children: key }: { children: string }) {
  const words = key.startsWith('mod+') ? ['Ctrl', key.slice(4).toUpperCase()] : [NAMES[key] ?? key];
  return words.map((word) => (
    <kbd
      key={word}
      className="min-w-5 rounded-[3px] border border-line bg-sunken px-1 text-center font-mono text-12"
    >
      {word}
    </kbd>
  ));
}
