'use client';

import { CodeBlock } from '@/components/runbook/code-block.tsx';
import type { DrillPlan } from '@/lib/contracts/drill.ts';

/** What people run themselves, in its order. */
export function Commands({ plan }: { plan: DrillPlan }) {
  return (
    <section aria-labelledby="commands" className="space-y-3" data-testid="drill-commands">
      <h2 id="commands" className="font-semibold text-16">
        What you run
      </h2>
      <ol className="max-w-[720px] list-decimal space-y-3 pl-5">
        {plan.commands.map(({ when, command, text }) => (
          <li key={when}>
            <p className="wrap-anywhere mb-1">
              {when === 'start' ? `After about ${plan.outageMinutes} min. ` : ''}
              {text}
            </p>
            <CodeBlock text={command} />
          </li>
        ))}
      </ol>
      <p className="max-w-[100ch] text-13 text-muted">
        The service is called isc-dhcp-server on Debian and Ubuntu, dhcpd elsewhere. Pairwatch never stops a
        server.
        {plan.setsPartnerDown
          ? ' Partner-down is set with omshell, as the runbook says; only while the server is stopped.'
          : ' Setting partner-down is not needed for a drill of a few minutes: with it the stopped server has to recover, and may answer nobody until MCLT has passed.'}
      </p>
    </section>
  );
}
