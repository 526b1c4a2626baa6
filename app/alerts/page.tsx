import { addressOf } from '@/app/_server/address.ts';
import { readAlerts } from '@/app/_server/alerts.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { AlertPage } from '@/components/alerts/alert-page.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { UnreadableAddress } from '@/components/ui/unreadable-address.tsx';
import { alertQuerySchema } from '@/lib/contracts/alert.ts';
import { type AlertFilter, alertsQuery } from '@/lib/queries/alerts.ts';

const ADDRESS = alertQuerySchema.pick({ pair: true, phase: true, severity: true, before: true });

export default async function AlertsPage({ searchParams }: PageProps<'/alerts'>) {
  const asked = addressOf(await searchParams, ADDRESS);
  if (asked.problem) return <UnreadableAddress of="Alerts" problem={asked.problem} href="/alerts" />;
  const filter: AlertFilter = asked.data;
  const { data, problem } = await outcomeOf(() => readAlerts(alertQuerySchema.parse(filter)));
  return (
    <Prefetched answers={[[alertsQuery(filter).queryKey, data]]}>
      <AlertPage filter={filter} firstProblem={problem} />
    </Prefetched>
  );
}
