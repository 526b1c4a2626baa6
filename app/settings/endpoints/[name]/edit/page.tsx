import { readEndpoints } from '@/app/_server/endpoints.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Only } from '@/components/access/may.tsx';
import { Prefetched } from '@/components/prefetched.tsx';
import { EndpointEdit } from '@/components/settings/endpoints/endpoint-edit.tsx';
import { endpointsKey } from '@/lib/queries/keys.ts';

export default async function EditEndpointPage({ params }: PageProps<'/settings/endpoints/[name]/edit'>) {
  const name = decodeURIComponent((await params).name);
  const { data, problem } = await outcomeOf(readEndpoints);
  return (
    <Prefetched answers={[[endpointsKey, data]]}>
      <Only need="admin">
        <EndpointEdit name={name} firstProblem={problem} />
      </Only>
    </Prefetched>
  );
}
