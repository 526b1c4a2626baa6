'use client';

import { useState } from 'react';
import { Act } from '@/components/ui/act.tsx';
import { SelectField } from '@/components/ui/field.tsx';
import { MESSAGE_TYPES, type MessageType } from '@/lib/contracts/message.ts';
import { testEndpoint } from '@/lib/queries/endpoints.ts';
import { deliveriesKey, endpointsKey } from '@/lib/queries/keys.ts';

/** Sends an endpoint a message that only tries the way there, as any type of message would look. */
export function TestEndpoint({ name, onDone }: { name: string; onDone: (id: string) => void }) {
  const [type, setType] = useState<MessageType>('test');
  return (
    <Act
      word="Test"
      label={`Test ${name}`}
      confirm="Send"
      act={(by) => testEndpoint(name, { by, type })}
      changes={[endpointsKey, deliveriesKey]}
      onDone={({ id }) => onDone(id)}
    >
      <SelectField<MessageType>
        path="type"
        label="As which message"
        help="It is about a pair named test. Where it opens something, the one that resolves it closes it again."
        value={type}
        onChange={setType}
        options={MESSAGE_TYPES.map((each) => ({ value: each, word: each }))}
      />
    </Act>
  );
}
