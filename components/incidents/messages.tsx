'use client';

import Link from 'next/link';
import { type Level, LevelWord } from '@/components/pair/level-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { useNow } from '@/components/time/now.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { DeliverySummaryDto } from '@/lib/contracts/delivery.ts';
import { messageWords } from './message-words.ts';

/** Who was told of an incident, and whether it reached them. */
export function Messages({ messages }: { messages: readonly DeliverySummaryDto[] }) {
  return (
    <section aria-labelledby="messages">
      <h2 id="messages" className="mb-2 font-semibold text-16">
        Messages
      </h2>
      {messages.length === 0 ? (
        <p className="text-muted">
          Nobody was told of it: no endpoint wants such messages, or it was kept back by a silence or a
          maintenance window.{' '}
          <Link
            href="/settings/endpoints"
            prefetch={false}
            className="underline underline-offset-3 hover:text-ink"
          >
            Endpoints
          </Link>
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line bg-surface text-13">
          {messages.map((message, index) => (
            <MessageRow
              key={message.id}
              message={message}
              isBehind={messages
                .slice(0, index)
                .some(({ endpoint, status }) => endpoint === message.endpoint && status === 'waiting')}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function MessageRow({ message, isBehind }: { message: DeliverySummaryDto; isBehind: boolean }) {
  const now = useNow();
  const { id, endpoint, type, sentence, createdAt, status, lastError } = message;
  return (
    <li
      data-testid="message"
      data-status={status}
      className="grid gap-x-4 gap-y-0.5 px-4 py-1.5 md:grid-cols-[236px_120px_minmax(0,1fr)_auto]"
    >
      <span>
        <LevelWord level={levelOf(message)} word={messageWords(message, isBehind, now)} size={11} />
      </span>
      <Link
        href={`/settings/deliveries/${encodeURIComponent(id)}`}
        prefetch={false}
        className="wrap-anywhere w-fit underline decoration-strong-line underline-offset-3 hover:decoration-ink"
      >
        {endpoint}
      </Link>
      <span className="wrap-anywhere min-w-0">
        <span className="text-muted">{type}</span> <Prose text={firstLine(sentence)} />
        {status !== 'delivered' && lastError !== null && (
          <span className="block text-muted">
            Last try: <Prose text={lastError} />
          </span>
        )}
      </span>
      <Age at={createdAt} of="Written" className="text-muted" />
    </li>
  );
}

/** What people noted may have many; its page has them all. */
const firstLine = (sentence: string) => sentence.split('\n')[0] ?? '';

function levelOf({ status, attempts }: DeliverySummaryDto): Level {
  if (status === 'delivered') return 'good';
  if (status === 'dead') return 'bad';
  return attempts === 0 ? 'unknown' : 'warn';
}
