import { VerdictMark } from '@/components/status/verdict-mark.tsx';

/** How good or bad one thing is; a `note` is neither. */
export type Level = 'good' | 'warn' | 'bad' | 'unknown' | 'note';

const VERDICT = { good: 'healthy', warn: 'degraded', bad: 'down', unknown: 'unknown' } as const;

const TEXT: Record<Level, string> = {
  good: 'text-healthy',
  warn: 'text-degraded',
  bad: 'text-down',
  unknown: 'text-unknown',
  note: 'text-muted',
};

/** A level by its shape and its word, in its colour. */
export function LevelWord({ level, word, size = 12 }: { level: Level; word: string; size?: number }) {
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${TEXT[level]}`}>
      {level === 'note' ? <NoteMark size={size} /> : <VerdictMark verdict={VERDICT[level]} size={size} />}
      {word}
    </span>
  );
}

function NoteMark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" className="shrink-0">
      <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 7.25v4" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="8" cy="5" r="1" fill="currentColor" />
    </svg>
  );
}
