import Link from 'next/link';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';

/** All pairs, so that none is out of sight while another is shown. */
export function Strip({ pairs, here }: { pairs: readonly PairDto[]; here: string | null }) {
  return (
    <ul
      aria-label="All pairs"
      className="grid grid-cols-[repeat(auto-fill,minmax(17em,1fr))] gap-[0.4em] border-line border-t px-[1.6em] py-[0.8em]"
    >
      {pairs.map(({ name, title, verdict }) => (
        <li key={name}>
          <Link
            href={`/pairs/${encodeURIComponent(name)}`}
            prefetch={false}
            aria-current={name === here ? 'true' : undefined}
            className={`flex min-h-6 items-center gap-[0.6em] rounded-md px-[0.6em] py-[0.4em] ${name === here ? 'bg-sunken' : ''}`}
          >
            <span className="shrink-0 [&_svg]:size-[1.5em]">
              <VerdictMark verdict={verdict} />
            </span>
            <span className="min-w-0 truncate text-[1.3em]">{title ?? name}</span>
            <span
              className={`ml-auto text-[1.1em] ${verdict === 'healthy' ? 'sr-only' : VERDICT_TEXT[verdict]}`}
            >
              {verdict}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
