import Link from 'next/link';
import { runbookOf } from '@/lib/pair/runbook.ts';

/** The way to what the runbook says of a code; nothing for a code that it says nothing of. */
export function RunbookLink({ code, className = '' }: { code: string; className?: string }) {
  const place = runbookOf(code);
  if (place === null) return null;
  const anchor = place.anchor === undefined ? '' : `#${place.anchor}`;
  return (
    <Link
      href={`/runbook/${place.page}${anchor}`}
      prefetch={false}
      className={`underline decoration-strong-line underline-offset-3 hover:decoration-ink ${className}`}
    >
      Runbook
    </Link>
  );
}
