import { CodeBlock } from '@/components/runbook/code-block.tsx';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';

/** How to have the clocks read, for the servers whose clocks are not. */
export function SetUp({ pair }: { pair: PairDto }) {
  const unread = pair.servers.filter(({ sources }) => !sources.some(({ kind }) => kind === 'clock'));
  if (unread.length === 0) return null;
  const names = unread.map(({ name }) => name).join(' and ');
  return (
    <section aria-labelledby="set-up-title" data-testid="clock-set-up">
      <h2 id="set-up-title" className="mb-2 font-semibold text-16">
        To have the clock{unread.length > 1 ? 's' : ''} of {names} read
      </h2>
      <div className="space-y-3 rounded-md border border-line bg-surface px-4 py-3">
        <p className="max-w-prose">
          The settings name no way to read {unread.length > 1 ? 'them' : 'it'}, so the distance is only told
          by lease files and stamps, to about a second and only at times. By NTP or SSH it is known to
          milliseconds, once a minute.
        </p>
        <p className="max-w-prose">
          <span className="font-medium">By NTP:</span> let the time daemon of the server answer Pairwatch on
          UDP port 123 (chrony: <code>allow</code> with Pairwatch’s address in <code>chrony.conf</code>), and
          write in <code>pairwatch.yaml</code>:
        </p>
        <CodeBlock text={unread.map((server) => yamlOf(server, ['clock: { ntp: true }'])).join('\n')} />
        <p className="max-w-prose">
          <span className="font-medium">By SSH:</span> an account that may run <code>date</code>; with it both
          ways are tried by themselves. <code>docs/reach.md</code> tells how to make it.
        </p>
        <CodeBlock text={unread.map((server) => yamlOf(server, SSH_LINES(server.name))).join('\n')} />
      </div>
    </section>
  );
}

const SSH_LINES = (name: string) => [
  'reach:',
  '  ssh:',
  '    user: pairwatch',
  `    key: file:keys/${name}`,
  '    knownHosts: file:known_hosts',
];

/** An entry of `servers:` with the lines to add to it. */
function yamlOf({ role, name, host }: ServerDto, added: readonly string[]): string {
  return [`- role: ${role}`, `  name: ${name}`, `  host: ${host}`, ...added.map((line) => `  ${line}`)].join(
    '\n',
  );
}
