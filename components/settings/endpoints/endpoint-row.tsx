'use client';

import Link from 'next/link';
import { useState } from 'react';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { deliveriesHref } from '@/components/settings/deliveries/href.ts';
import { EditLink } from '@/components/settings/edit-link.tsx';
import { Moment } from '@/components/settings/moment.tsx';
import { Provisioned } from '@/components/settings/provisioned.tsx';
import { Act } from '@/components/ui/act.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { EndpointDto } from '@/lib/contracts/endpoint.ts';
import { enableEndpoint } from '@/lib/queries/endpoints.ts';
import { deliveriesKey, endpointsKey } from '@/lib/queries/keys.ts';
import { EndpointTest } from './endpoint-test.tsx';
import { endpointState, KIND_WORDS, toldWords } from './endpoint-words.ts';
import { ReplaySince } from './replay-since.tsx';
import { TestEndpoint } from './test-endpoint.tsx';

const CHANGES = [endpointsKey, deliveriesKey];

/** One endpoint: where it leads, what it is told, how that goes. */
export function EndpointRow({ endpoint }: { endpoint: EndpointDto }) {
  const { name, kind, origin, address, filter, disabled } = endpoint;
  const [testId, setTestId] = useState<string | null>(null);
  const state = endpointState(endpoint);
  return (
    <li id={name} data-testid={`endpoint-${name}`} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5">
        <h2 className="font-semibold text-16">{name}</h2>
        <span className="text-13">
          <LevelWord {...state} />
        </span>
        <span className="text-13 text-muted">{KIND_WORDS[kind]}</span>
        <span className="wrap-anywhere font-mono text-13">{address}</span>
        {origin === 'settings' && <Provisioned />}
      </div>
      <p className="max-w-[110ch]">{toldWords(filter)}</p>
      <State endpoint={endpoint} />
      <div className="flex flex-wrap gap-2 pt-1">
        {disabled !== null && (
          <Act
            need="admin"
            word="Enable"
            label={`Enable ${name}`}
            question={`Messages are sent to ${name} again, in their order, from those that waited while it was disabled.`}
            act={(by) => enableEndpoint(name, by)}
            changes={CHANGES}
          />
        )}
        {disabled === null && <TestEndpoint name={name} onDone={setTestId} />}
        {disabled === null && <ReplaySince endpoint={endpoint} />}
        {origin === 'database' && <EditLink of="endpoints" name={name} />}
        <Link
          href={deliveriesHref({ endpoint: name })}
          prefetch={false}
          aria-label={`Deliveries to ${name}`}
          className={BUTTON_LOOK}
        >
          Deliveries
        </Link>
      </div>
      {testId !== null && <EndpointTest id={testId} />}
    </li>
  );
}

function State({ endpoint }: { endpoint: EndpointDto }) {
  const { name, disabled, unusable, counts, lastDeliveredAt, oldestWaitingAt, lastFailure } = endpoint;
  const { word } = endpointState(endpoint);
  return (
    <div className="space-y-0.5 text-13">
      {disabled !== null && (
        <p className="wrap-anywhere">
          Nothing is sent there since <Moment at={disabled.at} of="Disabled" />:{' '}
          <Prose text={disabled.reason} />.
        </p>
      )}
      {unusable !== null && (
        <p className="wrap-anywhere">
          Nothing can be sent there: <Prose text={unusable} />
        </p>
      )}
      {word === 'failing' && lastFailure !== null && (
        <p className="wrap-anywhere">
          Failed <Moment at={lastFailure.at} of="Last try that failed" />: <Prose text={lastFailure.error} />.
        </p>
      )}
      <p className="flex flex-wrap gap-x-4 text-muted">
        <span>
          {lastDeliveredAt === null ? (
            'Nothing has arrived there yet.'
          ) : (
            <>
              Last arrived <Moment at={lastDeliveredAt} of="Last delivered" />
            </>
          )}
        </span>
        <Count of={counts.delivered} endpoint={name} status="delivered" word="delivered in 30 d" />
        <Count of={counts.waiting} endpoint={name} status="waiting" word="waiting" />
        {oldestWaitingAt !== null && (
          <span>
            the oldest since <Moment at={oldestWaitingAt} of="Oldest message that waits" />
          </span>
        )}
        <Count of={counts.dead} endpoint={name} status="dead" word="given up in 30 d" />
      </p>
    </div>
  );
}

/** How many, leading to which. */
function Count({
  of,
  endpoint,
  status,
  word,
}: {
  of: number;
  endpoint: string;
  status: 'waiting' | 'delivered' | 'dead';
  word: string;
}) {
  if (of === 0) return <span>0 {word}</span>;
  return (
    <Link
      href={deliveriesHref({ endpoint, status })}
      prefetch={false}
      className="text-ink underline underline-offset-3"
    >
      {of} {word}
    </Link>
  );
}
