'use client';

import { Search } from 'lucide-react';
import { useId } from 'react';
import { READING_WORDS, TYPEABLE, understand } from './reading-words.ts';
import type { LeaseSearching } from './use-lease-search.ts';

/** The one box that takes whatever is known of a lease, and says what it took it for. */
export function SearchBox({ searching }: { searching: LeaseSearching }) {
  const id = useId();
  const { text, search, type, change } = searching;
  // What was typed since is guessed anew.
  const as = text.trim() === search.q.trim() ? search.as : null;
  return (
    <div className="max-w-3xl">
      <label htmlFor={id} className="mb-1 block font-medium">
        Address, MAC, client identifier or host name
      </label>
      <div className="relative print:hidden">
        <Search
          size={16}
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-faint"
        />
        <input
          id={id}
          data-search
          data-testid="lease-search"
          type="search"
          value={text}
          maxLength={255}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-reading`}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') change({ as });
          }}
          className="block h-10 w-full rounded-md border border-strong-line bg-surface pr-3 pl-9 font-mono text-14 [&::-webkit-search-cancel-button]:appearance-none"
        />
      </div>
      <div
        id={`${id}-reading`}
        role="status"
        data-testid="reading"
        className="mt-1 min-h-5 text-13 text-muted"
      >
        <ReadingLine understood={understand({ q: text, as })} as={as} change={change} />
      </div>
    </div>
  );
}

function ReadingLine({
  understood,
  as,
  change,
}: {
  understood: ReturnType<typeof understand>;
  as: LeaseSearching['search']['as'];
  change: LeaseSearching['change'];
}) {
  if (understood === null)
    return <>An address, a network, a range, a MAC in any spelling, or the beginning of any of them.</>;
  if ('problem' in understood) {
    return (
      <>
        <span className="font-medium text-ink">{understood.problem}</span> {TYPEABLE}
        {as !== null && (
          <>
            {' '}
            <Choice onClick={() => change({ as: null })}>Guess again</Choice>
          </>
        )}
      </>
    );
  }
  return (
    <>
      Searches for <span className="text-ink wrap-anywhere">{understood.words}</span>.
      {understood.others.map((other) => (
        <span key={other}>
          {' '}
          <Choice onClick={() => change({ as: other })}>Read as {READING_WORDS[other]}</Choice>
        </span>
      ))}
    </>
  );
}

function Choice({ onClick, children }: { onClick(): void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="whitespace-nowrap py-0.5 text-ink underline decoration-line underline-offset-2 hover:decoration-ink"
    >
      {children}
    </button>
  );
}
