import Link from 'next/link';
import type { ReactNode } from 'react';
import { codesOf } from '@/lib/pair/runbook.ts';
import { anchorOf, headingsOf } from './anchor.ts';
import { RunbookDocument } from './document.tsx';

/** One page with its contents at the side; `beforeAnswers` stands between its introduction and its first heading. */
export function RunbookPage({
  page,
  markdown,
  beforeAnswers,
}: {
  page: string;
  markdown: string;
  beforeAnswers?: ReactNode;
}) {
  const firstHeading = markdown.indexOf('\n## ');
  return (
    <div className="gap-x-12 lg:grid lg:grid-cols-[minmax(0,72ch)_minmax(0,1fr)]">
      <title>{`${titleOf(markdown)} · Runbook · Pairwatch`}</title>
      <article className="space-y-4">
        <RunbookDocument markdown={markdown.slice(0, firstHeading)} />
        {beforeAnswers}
        <RunbookDocument markdown={markdown.slice(firstHeading)} />
        <Foot page={page} />
      </article>
      <Contents headings={headingsOf(markdown)} />
    </div>
  );
}

export function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1] ?? '';
}

function Contents({ headings }: { headings: string[] }) {
  return (
    <nav aria-label="On this page" className="hidden lg:block">
      <ul className="sticky top-6 space-y-1 border-line border-l pl-4 text-13">
        {headings.map((heading) => (
          <li key={heading}>
            <a href={`#${anchorOf(heading)}`} className="text-muted hover:text-ink">
              {heading}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Foot({ page }: { page: string }) {
  const codes = codesOf(page);
  return (
    <footer className="mt-8 space-y-1 border-line border-t pt-4 text-13 text-muted">
      {codes.length > 0 && (
        <p className="break-words">
          Pairwatch’s codes for this: <span className="font-mono text-12">{codes.join(', ')}</span>
        </p>
      )}
      <p>
        <Link
          href="/runbook"
          prefetch={false}
          className="underline decoration-strong-line underline-offset-3 hover:text-ink"
        >
          All pages of the runbook
        </Link>
      </p>
    </footer>
  );
}
