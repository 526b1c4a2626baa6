import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { SetupLine } from '@/lib/contracts/setup.ts';

const LOOK = {
  good: { verdict: 'healthy', colour: 'text-healthy', word: 'good' },
  note: { verdict: 'degraded', colour: 'text-degraded', word: 'note' },
  ask: { verdict: 'degraded', colour: 'text-degraded', word: 'to decide' },
  failed: { verdict: 'down', colour: 'text-down', word: 'failed' },
  'not-tried': { verdict: 'unknown', colour: 'text-unknown', word: 'not tried' },
} as const;

/** What a test tried, line by line. */
export function SetupLines({ lines, servers }: { lines: readonly SetupLine[]; servers: readonly string[] }) {
  const isOfBoth = new Set(lines.map(({ server }) => server)).size > 1;
  return (
    <ul data-testid="setup-lines" className="divide-y divide-line rounded-md border border-line bg-surface">
      {lines.map(({ id, server, status, text, why }) => {
        const { verdict, colour, word } = LOOK[status];
        return (
          <li key={`${server} ${id}`} data-status={status} className="flex gap-2.5 px-3 py-2">
            <span className={`mt-1 shrink-0 ${colour}`}>
              <VerdictMark verdict={verdict} size={12} />
            </span>
            <div className="min-w-0">
              <p className="wrap-anywhere">
                {isOfBoth && server !== null && <span className="text-muted">{servers[server]}: </span>}
                <span className={status === 'not-tried' ? 'text-muted' : ''}>{text}</span>
                {status !== 'good' && <span className={`font-medium ${colour}`}> · {word}</span>}
              </p>
              {why !== null && (
                <p className="wrap-anywhere mt-0.5 text-13 text-muted">
                  <Prose text={why} />
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
