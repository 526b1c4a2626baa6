import { Only } from '@/components/access/may.tsx';
import { NewEndpoint } from '@/components/settings/endpoints/new-endpoint.tsx';

export default function NewEndpointPage() {
  return (
    <Only need="admin">
      <NewEndpoint />
    </Only>
  );
}
