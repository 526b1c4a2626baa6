'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import type { EndpointAnswerDto } from '@/lib/contracts/action.ts';
import { ENDPOINT_KINDS } from '@/lib/contracts/endpoint.ts';
import type { EndpointInputBody } from '@/lib/contracts/endpoint-input.ts';
import { endpointsKey } from '@/lib/queries/keys.ts';
import { ChannelFields } from './channel-fields.tsx';
import { type EndpointDraft, endpointInput } from './endpoint-draft.ts';
import { KIND_WORDS } from './endpoint-words.ts';
import { FilterFields } from './filter-fields.tsx';

/** A whole endpoint: for a new one, or for one in the place of another that keeps its name. */
export function EndpointForm({
  first,
  keepsName,
  submit,
  send,
}: {
  /** What stands in it at first. */
  first: EndpointDraft;
  keepsName: boolean;
  submit: string;
  send: (input: EndpointInputBody) => Promise<EndpointAnswerDto>;
}) {
  const router = useRouter();
  const [draft, setDraft] = useState(first);
  const [actor] = useActor();
  const action = useAction({
    act: send,
    changes: [endpointsKey],
    onDone: ({ endpoint }) => router.push(`/settings/endpoints#${endpoint.name}`),
  });
  const change = (changes: Partial<EndpointDraft>) => setDraft({ ...draft, ...changes });
  return (
    <Form
      label={submit}
      refusal={action.refusal}
      isBusy={action.isBusy}
      onSubmit={() => action.run(endpointInput(draft, actor))}
      submit={submit}
      onCancel={() => router.push('/settings/endpoints')}
    >
      {!keepsName && (
        <TextField
          path="name"
          label="Name"
          help="Small letters, digits and hyphens. It stays as it is."
          placeholder="ops"
          value={draft.name}
          onChange={(name) => change({ name })}
        />
      )}
      <SelectField
        path="kind"
        label="Kind"
        value={draft.kind}
        options={ENDPOINT_KINDS.map((value) => ({ value, word: KIND_WORDS[value] }))}
        onChange={(kind) => change({ kind })}
      />
      <ChannelFields draft={draft} onChange={change} />
      <FilterFields value={draft.filter} onChange={(filter) => change({ filter })} />
      <ActorField />
    </Form>
  );
}
