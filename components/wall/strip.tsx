import Link from 'next/link';
import { countByVerdict } from '@/components/overview/risk.ts';
import { VERDICT_TEXT } from '@/components/status/verdict-look.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';

/** More would take the room of the pair in sight. */
const SHOWN = 25;

/** All pairs, so that none is out of sight while another is shown; of very many the worst, and how many others there are. */
export function Strip({ pairs, here }: { pairs: readonly PairDto[]; here: string | null }) {
  const shown = pairs.length > SHOWN ? pairs.slice(0, SHOWN - 1) : pairs;
  const others = countByVerdict(pairs.slice(shown.length));
  return (
    <ul
      aria-label="All pairs"
      className="grid grid-cols-[repeat(auto-fill,minmax(17em,1fr))] gap-[0.4em] border-line border-t px-[1.6em] py-[0.8em]"
    >
      {shown.map(({ name, title, verdict }) => (
        <li key={name}>
          <Link
            href={`/pairs/${encodeURIComponent(name)}`}
            prefetch={false}
            aria-current={name === here ? 'true' : undefined}
            className={`flex min-h-[24px] items-center gap-[0.6em] rounded-md px-[0.6em] py-[0.4em] ${name === here ? 'bg-sunken' : ''}`}
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
      {others.length > 0 && (
        <li className="flex items-center px-[0.6em] text-[1.3em] text-muted">
          and {others.map(({ verdict, count }) => `${count} ${verdict}`).join(', ')}
        </li>
      )}
    </ul>
  );
}
