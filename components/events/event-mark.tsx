import { Bell, BellRing, Flag, Send, User } from 'lucide-react';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { EventDto } from '@/lib/contracts/event.ts';
import { verdictSchema } from '@/lib/contracts/verdict.ts';

/** Horizontal place of a lane in the gutter, in per cent. */
const LANE_PLACES = [17, 83];
const BOTH_LANES = 50;

/** An event's mark in the gutter: on its server's lane, or between the lanes when it is about the pair. */
export function EventMark({ event, lanes }: { event: EventDto; lanes: readonly string[] }) {
  const lane = lanes.indexOf(event.server ?? '');
  const place = LANE_PLACES[lane] ?? BOTH_LANES;
  const verdict = event.kind === 'verdict' ? verdictSchema.safeParse(event.to).data : undefined;
  return (
    <div aria-hidden="true" className="relative row-span-2">
      {lanes.map((name, index) => (
        <span
          key={name}
          title={name}
          className="absolute inset-y-0 w-px -translate-x-1/2 bg-line"
          style={{ left: `${LANE_PLACES[index] ?? BOTH_LANES}%` }}
        />
      ))}
      <span className="absolute top-[9px] -translate-x-1/2 bg-surface" style={{ left: `${place}%` }}>
        {verdict ? <VerdictMark verdict={verdict} size={14} /> : <KindMark event={event} />}
      </span>
    </div>
  );
}

/** What came of Pairwatch and of people by signs of its own, what came of a server by dots. */
function KindMark({ event: { kind, to } }: { event: EventDto }) {
  switch (kind) {
    case 'alert':
      return to === 'resolved' ? <Bell {...SIGN} /> : <BellRing {...SIGN} />;
    case 'incident':
      return <Flag {...SIGN} />;
    case 'action':
      return <User {...SIGN} />;
    case 'delivery':
      return <Send {...SIGN} />;
    default:
      return <Dot filled={kind === 'state'} />;
  }
}

const SIGN = { size: 14, 'aria-hidden': true, className: 'text-muted' } as const;

function Dot({ filled }: { filled: boolean }) {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" className="text-muted">
      <circle
        cx="7"
        cy="7"
        r="3.5"
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}
