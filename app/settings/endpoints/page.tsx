import { readEndpoints } from '@/app/_server/endpoints.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { EndpointList } from '@/components/settings/endpoints/endpoint-list.tsx';
import { endpointsKey } from '@/lib/queries/keys.ts';

export default async function EndpointsPage() {
  const { data, problem } = await outcomeOf(readEndpoints);
  return (
    <Prefetched answers={[[endpointsKey, data]]}>
      <EndpointList firstProblem={problem} />
    </Prefetched>
  );
}
