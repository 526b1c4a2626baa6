import { CodeBlock } from '@/components/runbook/code-block.tsx';
import type { ServerConfigDto } from '@/lib/contracts/config.ts';

/** How to have the configurations read that the settings say nothing of. */
export function SetUp({ servers }: { servers: readonly ServerConfigDto[] }) {
  const unread = servers.filter(({ source }) => source === null);
  if (unread.length === 0) return null;
  const names = unread.map(({ name }) => name).join(' and ');
  return (
    <section
      aria-labelledby="config-set-up"
      data-testid="config-set-up"
      className="space-y-3 rounded-md border border-line bg-surface px-4 py-3"
    >
      <h2 id="config-set-up" className="font-semibold text-16">
        To have the configuration of {names} read
      </h2>
      <p className="max-w-prose">
        Name its path in <code>pairwatch.yaml</code>. With both files Pairwatch finds what makes the two
        servers act differently, tells each change, and has <code>dhcpd -t</code> say whether the server would
        start again with it. Files of another machine are read over SSH: see <code>docs/reach.md</code>.
      </p>
      <CodeBlock
        text={unread
          .map(
            ({ role, name }) => `- role: ${role}\n  name: ${name}\n  config: { path: /etc/dhcp/dhcpd.conf }`,
          )
          .join('\n')}
      />
    </section>
  );
}
