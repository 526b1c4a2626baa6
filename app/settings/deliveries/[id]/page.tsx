import { readDelivery } from '@/app/_server/deliveries.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { DeliveryPage } from '@/components/settings/deliveries/delivery-page.tsx';
import { deliveryQuery } from '@/lib/queries/deliveries.ts';

export default async function OneDeliveryPage({ params }: PageProps<'/settings/deliveries/[id]'>) {
  const id = decodeURIComponent((await params).id);
  const { data, problem } = await outcomeOf(() => readDelivery(id));
  return (
    <Prefetched answers={[[deliveryQuery(id).queryKey, data]]}>
      <DeliveryPage id={id} firstProblem={problem} />
    </Prefetched>
  );
}
