'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Moment } from '@/components/settings/moment.tsx';
import { Act } from '@/components/ui/act.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { DeliveryAnswerDto, DeliverySummaryDto } from '@/lib/contracts/delivery.ts';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import { deliveryQuery, replayDelivery } from '@/lib/queries/deliveries.ts';
import { deliveriesKey, endpointsKey } from '@/lib/queries/keys.ts';
import { DeliveryStatus } from './delivery-status.tsx';
import { deliveriesHref } from './href.ts';
import { prettyBody } from './pretty-body.ts';
import { Tries } from './tries.tsx';

/** One message, each try to deliver it, and the message itself. */
export function DeliveryPage({ id, firstProblem }: { id: string; firstProblem: ProblemDto | null }) {
  return (
    <div className="space-y-6">
      <title>Delivery · Pairwatch</title>
      <Resource query={useQuery(deliveryQuery(id))} firstProblem={firstProblem} what="the delivery">
        {(answer) => <Delivery answer={answer} />}
      </Resource>
    </div>
  );
}

function Delivery({ answer: { delivery, body, tries } }: { answer: DeliveryAnswerDto }) {
  return (
    <>
      <header className="space-y-3">
        <p className="text-13">
          <DeliveryStatus delivery={delivery} />
        </p>
        <h1 className="wrap-anywhere font-semibold text-20">
          <Prose text={delivery.sentence} />
        </h1>
        <Facts delivery={delivery} />
        <Act
          word="Send again"
          question={
            delivery.status === 'delivered'
              ? 'It arrived before. It is sent again under the same id, so a receiver that looks at ids takes no notice.'
              : 'It starts over under the same id, and is tried at once.'
          }
          confirm="Send again"
          act={(by) => replayDelivery(delivery.id, by)}
          changes={[deliveriesKey, endpointsKey]}
        />
      </header>
      <Tries tries={tries} />
      <section aria-labelledby="body" className="space-y-2">
        <h2 id="body" className="font-semibold text-16">
          The message
        </h2>
        <p className="text-13 text-muted">
          As it was written down, before it takes the shape its endpoint wants.
        </p>
        <pre className="overflow-x-auto rounded-md border border-line bg-surface p-3 font-mono text-12 leading-5">
          {prettyBody(body)}
        </pre>
      </section>
    </>
  );
}

function Facts({ delivery }: { delivery: DeliverySummaryDto }) {
  const { id, endpoint, pair, type, createdAt, nextAttemptAt, endedAt, status } = delivery;
  return (
    <dl className="grid gap-x-4 gap-y-1.5 text-13 sm:grid-cols-[96px_minmax(0,1fr)]">
      <Fact name="Endpoint">
        <Link href={deliveriesHref({ endpoint })} prefetch={false} className="underline underline-offset-3">
          {endpoint}
        </Link>
      </Fact>
      {pair !== null && (
        <Fact name="Pair">
          <Link href={`/pairs/${pair}`} prefetch={false} className="underline underline-offset-3">
            {pair}
          </Link>
        </Fact>
      )}
      <Fact name="Type">
        <span className="font-mono text-12">{type}</span>
      </Fact>
      <Fact name="webhook-id">
        <span className="wrap-anywhere font-mono text-12">{id}</span>
      </Fact>
      <Fact name="Written">
        <Moment at={createdAt} of="Written down to be sent" />
      </Fact>
      {nextAttemptAt !== null && (
        <Fact name="Next try">
          <Moment at={nextAttemptAt} of="Next try" />
        </Fact>
      )}
      {endedAt !== null && (
        <Fact name={status === 'delivered' ? 'Arrived' : 'Given up'}>
          <Moment at={endedAt} of={status === 'delivered' ? 'Delivered' : 'Given up'} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted max-sm:mt-1">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
