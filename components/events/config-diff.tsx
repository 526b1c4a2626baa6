import { type DiffLine, diffLines } from './diff-lines.ts';

const LOOK: Record<DiffLine['kind'], string> = {
  file: 'font-semibold',
  hunk: 'text-faint',
  added: 'bg-healthy/12',
  removed: 'bg-down/12',
  same: 'text-muted',
};

/** What changed in a configuration, as unified hunks; the sign in front of a line tells what its tint does. */
export function ConfigDiff({ diff, isOpen = false }: { diff: string; isOpen?: boolean }) {
  const lines = diffLines(diff);
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return (
    <details open={isOpen} className="text-13">
      <summary className="w-fit text-muted hover:text-ink">
        What changed{' '}
        <span className="text-faint tabular-nums">
          (+{count('added')} −{count('removed')} lines)
        </span>
      </summary>
      <pre className="mt-1.5 max-h-96 overflow-auto rounded-md border border-line bg-surface py-1.5 font-mono text-12">
        <code className="block w-max min-w-full">
          {lines.map(({ kind, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one diff never change
            <span key={index} data-kind={kind} className={`block px-3 ${LOOK[kind]}`}>
              {text === '' ? ' ' : text}
            </span>
          ))}
        </code>
      </pre>
    </details>
  );
}
