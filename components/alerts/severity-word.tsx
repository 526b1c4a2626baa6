import { type Level, LevelWord } from '@/components/pair/level-mark.tsx';
import type { AlertDto } from '@/lib/contracts/alert.ts';
import type { Severity } from '@/lib/contracts/severity.ts';

const LEVELS: Record<Severity, Level> = { info: 'note', warning: 'warn', critical: 'bad' };

/** How bad something that goes on is, by shape and word. */
export function SeverityWord({ severity }: { severity: Severity }) {
  return <LevelWord level={LEVELS[severity]} word={severity} />;
}

/** How bad an alert is while it fires, else whether it is yet to fire or over. */
export function AlertWord({ alert: { phase, severity } }: { alert: Pick<AlertDto, 'phase' | 'severity'> }) {
  if (phase === 'resolved') return <LevelWord level="good" word="over" />;
  if (phase === 'pending' || severity === null) return <LevelWord level="unknown" word="pending" />;
  return <SeverityWord severity={severity} />;
}
