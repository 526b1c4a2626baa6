import { ApiReference } from '@/components/settings/api/api-reference.tsx';
import { referenceOperations } from '@/lib/openapi/reference.ts';

/** What programs can ask Pairwatch and have it do, for people to read. */
export default function ApiPage() {
  return <ApiReference operations={referenceOperations()} />;
}
