import { CodeBlock } from '@/components/runbook/code-block.tsx';
import type { LastingConfigFinding } from '@/lib/contracts/config.ts';

/** What to write instead, to copy; nothing where only people know. */
export function Correction({
  finding: { correction },
}: {
  finding: Pick<LastingConfigFinding, 'correction'>;
}) {
  if (correction.length === 0) return null;
  return (
    <details className="text-13">
      <summary className="w-fit py-1 text-12 text-muted hover:text-ink">Suggested correction</summary>
      <div className="mt-1 space-y-2">
        {correction.map(({ server, file, lines }) => (
          <div key={`${server} ${file} ${lines.join('\n')}`}>
            <p className="mb-1 text-12 text-muted">
              {server}, {file}
            </p>
            <CodeBlock text={lines.join('\n')} />
          </div>
        ))}
      </div>
    </details>
  );
}
