'use client';

import { PageHead } from '@/components/settings/page-head.tsx';
import { createEndpoint } from '@/lib/queries/endpoints.ts';
import { NEW_ENDPOINT } from './endpoint-draft.ts';
import { EndpointForm } from './endpoint-form.tsx';

export function NewEndpoint() {
  return (
    <div className="space-y-4">
      <PageHead title="Add an endpoint">
        It is told from the next message on. Test it afterwards, on the list of endpoints.
      </PageHead>
      <EndpointForm first={NEW_ENDPOINT} keepsName={false} submit="Add the endpoint" send={createEndpoint} />
    </div>
  );
}
