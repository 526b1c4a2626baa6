'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Moment } from '@/components/time/since.tsx';
import { Drawer } from '@/components/ui/drawer.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { IncidentRevisionDto } from '@/lib/contracts/incident.ts';
import { revisionsQuery } from '@/lib/queries/incidents.ts';

/** What is asked for: all versions of one thing, or what was removed of its kind. */
export type Asked = { item: IncidentRevisionDto['item']; of: number | 'removed' };

const WORDS = { note: 'note', factor: 'contributing factor', task: 'action' } as const;

/** What something that was written down on an incident said before, the latest first. `now` is what it says at present. */
export function EarlierVersions({
  incident,
  asked: { item, of },
  now,
  onClose,
}: {
  incident: number;
  asked: Asked;
  now: ReactNode;
  onClose(): void;
}) {
  const query = useQuery(revisionsQuery(incident));
  const isRemoved = of === 'removed';
  const isAsked = (revision: IncidentRevisionDto) =>
    revision.item === item && (isRemoved ? revision.deed === 'removed' : revision.itemId === of);
  return (
    <Drawer
      title={isRemoved ? `Each ${WORDS[item]} that was removed` : `Versions of this ${WORDS[item]}`}
      onClose={onClose}
    >
      {now !== null && (
        <section aria-label="What it says now">
          <h3 className="font-semibold text-13">Now</h3>
          {now}
        </section>
      )}
      <Resource query={query} firstProblem={null} what={`earlier versions on incident ${incident}`}>
        {({ revisions }) => (
          <ol className="space-y-4">
            {revisions
              .filter(isAsked)
              .toReversed()
              .map((revision) => (
                <li key={revision.id} data-testid="version" className="border-line border-l-2 pl-3">
                  <p className="text-13 text-muted">
                    until {revision.by} {revision.deed} it, <Moment at={revision.at} />
                  </p>
                  <Before revision={revision} />
                </li>
              ))}
          </ol>
        )}
      </Resource>
    </Drawer>
  );
}

function Before({ revision }: { revision: IncidentRevisionDto }) {
  if (revision.item === 'task') {
    const { text, assignee, dueAt, done } = revision.before;
    return (
      <>
        <p className="wrap-anywhere">{text}</p>
        <p className="flex flex-wrap gap-x-4 text-13 text-muted">
          <span>{assignee === null ? 'nobody was named to do it' : `to be done by ${assignee}`}</span>
          <span>
            {dueAt === null ? (
              'no date was set'
            ) : (
              <>
                due <Moment at={dueAt} />
              </>
            )}
          </span>
          {done && (
            <span>
              done by {done.by}, <Moment at={done.at} />
            </span>
          )}
        </p>
      </>
    );
  }
  const { text, by, at } = revision.before;
  return (
    <>
      <p className="wrap-anywhere whitespace-pre-line">{text}</p>
      <p className="text-13 text-muted">
        written by {by}, <Moment at={at} />
      </p>
    </>
  );
}
