'use client';

import { CodeBlock } from '@/components/runbook/code-block.tsx';
import { Button } from '@/components/ui/button.tsx';
import type { HostKeyShown } from '@/lib/contracts/setup.ts';

/** Asks whether the host key a server shows is its own: until then nothing is sent there. */
export function HostKeyQuestion({
  shown,
  onTrust,
}: {
  shown: HostKeyShown;
  onTrust(fingerprint: string): void;
}) {
  const { type, fingerprint, command, knownHostsLine } = shown;
  return (
    <section aria-labelledby="host-key" className="space-y-2 rounded-md border border-strong-line p-3">
      <h3 id="host-key" className="font-semibold">
        Is this the server?
      </h3>
      <p className="wrap-anywhere">
        It shows the {type} key <code className="font-mono text-13">{fingerprint}</code>. At its own console,
        this prints the same:
      </p>
      <CodeBlock text={command} />
      <p className="text-13 text-muted">As a line of a known_hosts file, for those who keep one:</p>
      <CodeBlock text={knownHostsLine} />
      <Button onClick={() => onTrust(fingerprint)}>It is the same: trust this key</Button>
    </section>
  );
}
