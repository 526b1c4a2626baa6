import { addressOf } from '@/app/_server/address.ts';
import { readAudit } from '@/app/_server/audit.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { AuditList } from '@/components/settings/audit/audit-list.tsx';
import { UnreadableAddress } from '@/components/ui/unreadable-address.tsx';
import { auditQuerySchema } from '@/lib/contracts/audit.ts';
import { auditQuery } from '@/lib/queries/audit.ts';

const ADDRESS = auditQuerySchema.omit({ limit: true });

export default async function AuditPage({ searchParams }: PageProps<'/settings/audit'>) {
  const asked = addressOf(await searchParams, ADDRESS);
  if (asked.problem) return <UnreadableAddress of="Audit" problem={asked.problem} href="/settings/audit" />;
  const filter = asked.data;
  const read = await outcomeOf(() => readAudit({ ...filter, limit: auditQuerySchema.parse({}).limit }));
  return (
    <Prefetched answers={[[auditQuery(filter).queryKey, read.data]]}>
      <AuditList filter={filter} firstProblem={read.problem} />
    </Prefetched>
  );
}
