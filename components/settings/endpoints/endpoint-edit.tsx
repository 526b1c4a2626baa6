'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PageHead } from '@/components/settings/page-head.tsx';
import { Act } from '@/components/ui/act.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Form } from '@/components/ui/form.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { EndpointDto } from '@/lib/contracts/endpoint.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import {
  endpointsQuery,
  refilterEndpoint,
  removeEndpoint,
  replaceEndpoint,
} from '@/lib/queries/endpoints.ts';
import { endpointsKey } from '@/lib/queries/keys.ts';
import { filterDraft, filterOf, NEW_ENDPOINT } from './endpoint-draft.ts';
import { EndpointForm } from './endpoint-form.tsx';
import { KIND_WORDS } from './endpoint-words.ts';
import { FilterFields } from './filter-fields.tsx';

/** Changes one endpoint that was made here. */
export function EndpointEdit({ name, firstProblem }: { name: string; firstProblem: ProblemDto | null }) {
  return (
    <Resource query={useQuery(endpointsQuery())} firstProblem={firstProblem} what="the endpoint">
      {({ endpoints }) => {
        const endpoint = endpoints.find((each) => each.name === name);
        if (!endpoint) return <NotThere name={name} />;
        return endpoint.origin === 'settings' ? <Elsewhere name={name} /> : <Edit endpoint={endpoint} />;
      }}
    </Resource>
  );
}

const backToList = (
  <Link href="/settings/endpoints" prefetch={false} className={BUTTON_LOOK}>
    All endpoints
  </Link>
);

function NotThere({ name }: { name: string }) {
  return (
    <Notice title={`There is no endpoint ${name}`} action={backToList}>
      It was removed, or has another name.
    </Notice>
  );
}

function Elsewhere({ name }: { name: string }) {
  return (
    <Notice title={`${name} stands in pairwatch.yaml`} action={backToList}>
      It is changed there; restart Pairwatch afterwards.
    </Notice>
  );
}

function Edit({ endpoint }: { endpoint: EndpointDto }) {
  const { name, kind, address, filter } = endpoint;
  const router = useRouter();
  return (
    <div className="space-y-8">
      <PageHead title={`Edit ${name}`}>
        {KIND_WORDS[kind]}, <span className="wrap-anywhere font-mono text-13">{address}</span>
      </PageHead>
      <section aria-labelledby="told" className="space-y-3">
        <h2 id="told" className="font-semibold text-16">
          What it is told
        </h2>
        <FilterForm endpoint={endpoint} />
      </section>
      <section aria-labelledby="replace" className="space-y-3">
        <h2 id="replace" className="font-semibold text-16">
          Where it leads
        </h2>
        <p className="max-w-prose text-muted">
          Address and secrets are kept encrypted and not shown again, so another address or secret means that
          all of it is entered anew. What waits is sent to the new place.
        </p>
        <details>
          <summary className="w-fit text-muted hover:text-ink">Replace all of it</summary>
          <div className="mt-4">
            <EndpointForm
              first={{ ...NEW_ENDPOINT, name, kind, filter: filterDraft(filter) }}
              keepsName
              submit={`Replace ${name}`}
              send={replaceEndpoint}
            />
          </div>
        </details>
      </section>
      <section aria-labelledby="remove" className="space-y-3">
        <h2 id="remove" className="font-semibold text-16">
          Remove it
        </h2>
        <Act
          need="admin"
          word="Remove"
          label={`Remove ${name}`}
          question={`${name} is told nothing any more, and what waits for it is not sent. Its past deliveries stay in the list.`}
          act={(by) => removeEndpoint(name, by)}
          changes={[endpointsKey]}
          onDone={() => router.push('/settings/endpoints')}
        />
      </section>
    </div>
  );
}

function FilterForm({ endpoint: { name, filter } }: { endpoint: EndpointDto }) {
  const [draft, setDraft] = useState(() => filterDraft(filter));
  const [actor] = useActor();
  const action = useAction({
    act: () => refilterEndpoint(name, { by: actor, ...filterOf(draft) }),
    changes: [endpointsKey],
  });
  return (
    <Form
      label={`What ${name} is told`}
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(undefined)}
      submit="Save what it is told"
      actions={
        <p role="status" className="self-center text-13 text-muted">
          {action.answer !== undefined && 'Saved.'}
        </p>
      }
    >
      <FilterFields value={draft} onChange={setDraft} />
      <ActorField />
    </Form>
  );
}
