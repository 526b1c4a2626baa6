import { readMaintenance } from '@/app/_server/maintenance.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { MaintenanceList } from '@/components/settings/maintenance/maintenance-list.tsx';
import { maintenanceKey } from '@/lib/queries/keys.ts';

export default async function MaintenancePage() {
  const { data, problem } = await outcomeOf(readMaintenance);
  return (
    <Prefetched answers={[[maintenanceKey, data]]}>
      <MaintenanceList firstProblem={problem} />
    </Prefetched>
  );
}
