import type { ReactNode } from 'react';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { formatDuration } from '@/lib/pair/duration.ts';
import { CodeBlock } from './code-block.tsx';
import { LINES_TO_SET, linesToLook, type OmapiAccess } from './omapi-access.ts';

/** As omshell prints the number of a state (reference 3.1). */
const OMSHELL_STATE: Record<string, string> = {
  'communications-interrupted': '00:00:00:03',
  'resolution-interrupted': '00:00:00:0a',
};

/** What to type once all is proven: first to look, then to set; with what happens if the proof was wrong. */
export function OmshellLines({
  pair,
  lost,
  survivor,
  access,
}: {
  pair: PairDto;
  lost: ServerDto;
  survivor: ServerDto;
  access: OmapiAccess | null;
}) {
  const mclt = survivor.mcltSeconds ? formatDuration(survivor.mcltSeconds * 1000) : 'the MCLT';
  return (
    <div data-testid="omshell-lines" className="space-y-3">
      <p className="flex gap-2">
        <span className="mt-1">
          <VerdictMark verdict="dangerous" size={12} />
        </span>
        <span>
          <strong className="font-semibold">If {lost.name} runs after all,</strong> both give out the same
          addresses: two clients with one address, over and over, until one server is stopped.
        </span>
      </p>
      <p>
        Start <Code>omshell</Code> on a host that may reach the OMAPI port of {survivor.name}, and type these
        lines. They change nothing yet.
      </p>
      <CodeBlock text={linesToLook(access, survivor.host, pair.peer)} />
      <p>
        <Code>open</Code> must have printed <Code>local-state = {OMSHELL_STATE[survivor.state ?? '']}</Code>,
        which is {survivor.state}. Then, and only then:
      </p>
      <CodeBlock text={LINES_TO_SET} />
      <ul className="list-disc space-y-1 pl-5 text-13 text-muted">
        <li>SECRET is the key’s secret in the dhcpd.conf of {survivor.name}. Pairwatch shows it nowhere.</li>
        {access === null && (
          <li>
            PORT, KEYNAME and ALGORITHM are <Code>omapi-port</Code>, <Code>omapi-key</Code> and its algorithm
            in the same file: this web server could not read pairwatch.yaml to fill them in.
          </li>
        )}
        <li>
          It worked when the first lines, typed in a new <Code>omshell</Code>, print{' '}
          <Code>local-state = 00:00:00:04</Code>, and Pairwatch shows {survivor.name} in partner-down.
          Pairwatch itself sends none of these lines.
        </li>
        <li>
          {survivor.name} may give the addresses of {lost.name} {mclt} after that, not before.
        </li>
      </ul>
    </div>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-[0.93em]">{children}</code>;
}
