import { NewEndpoint } from '@/components/settings/endpoints/new-endpoint.tsx';

export default function NewEndpointPage() {
  return <NewEndpoint />;
}
