import { addressOf } from '@/app/_server/address.ts';
import { readDeliveries } from '@/app/_server/deliveries.ts';
import { readEndpoints } from '@/app/_server/endpoints.ts';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { DeliveryList } from '@/components/settings/deliveries/delivery-list.tsx';
import { UnreadableAddress } from '@/components/ui/unreadable-address.tsx';
import { deliveryQuerySchema } from '@/lib/contracts/delivery.ts';
import { type DeliveryFilter, deliveriesQuery } from '@/lib/queries/deliveries.ts';
import { endpointsKey } from '@/lib/queries/keys.ts';

const ADDRESS = deliveryQuerySchema.pick({ endpoint: true, status: true, before: true });

export default async function DeliveriesPage({ searchParams }: PageProps<'/settings/deliveries'>) {
  const asked = addressOf(await searchParams, ADDRESS);
  if (asked.problem)
    return <UnreadableAddress of="Deliveries" problem={asked.problem} href="/settings/deliveries" />;
  const filter: DeliveryFilter = asked.data;
  const [deliveries, endpoints] = await Promise.all([
    outcomeOf(() => readDeliveries(deliveryQuerySchema.parse(filter))),
    outcomeOf(readEndpoints),
  ]);
  return (
    <Prefetched
      answers={[
        [deliveriesQuery(filter).queryKey, deliveries.data],
        [endpointsKey, endpoints.data],
      ]}
    >
      <DeliveryList filter={filter} firstProblem={deliveries.problem} />
    </Prefetched>
  );
}
