import { offsetWords } from '@/components/pair/clocks/clock-words.ts';
import { skewText } from '@/components/pair/clocks/skew-text.ts';
import { Age } from '@/components/time/age.tsx';
import type { PairDto } from '@/lib/contracts/pair.ts';
import type { ClocksDto } from '@/lib/contracts/truth.ts';
import { standingOf, WAYS } from './ways.ts';

const HEAD = 'px-3 py-1.5 text-left font-normal';
const CELL = 'block px-3 py-1 align-top sm:table-cell sm:py-2';

/** All ways there are to compare the clocks now, which of them counts, and why. */
export function WayTable({ clocks, pair }: { clocks: ClocksDto; pair: PairDto }) {
  const { ways, skew, servers } = clocks;
  return (
    <section aria-labelledby="ways-title">
      <h2 id="ways-title" className="mb-2 font-semibold text-16">
        How the distance is known
      </h2>
      {ways.length === 0 ? (
        <p className="text-13 text-muted">
          By nothing yet: neither clock was read, and neither lease files nor stamps tell of it.
        </p>
      ) : (
        <table className="w-full rounded-md border border-line bg-surface text-13" data-testid="clock-ways">
          <thead className="hidden text-12 text-muted sm:table-header-group">
            <tr>
              {['Way', 'What it tells', 'Measured', 'Whether it counts', 'What it is'].map((title) => (
                <th key={title} scope="col" className={HEAD}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ways.map((way) => {
              const counts = standingOf(way, skew).startsWith('counts');
              return (
                <tr
                  key={`${way.method} ${way.measuredAt}`}
                  className="block border-line border-t py-1.5 sm:table-row"
                >
                  <th
                    scope="row"
                    className={`${CELL} whitespace-nowrap text-left ${counts ? 'font-semibold' : 'font-normal'}`}
                  >
                    {WAYS[way.method].name}
                  </th>
                  <td className={CELL}>{skewText(way, pair.servers)}</td>
                  <td className={`${CELL} whitespace-nowrap`}>
                    <Age at={way.measuredAt} of={`Measured by ${WAYS[way.method].name}`} />
                  </td>
                  <td className={`${CELL} ${counts ? 'font-semibold' : 'text-muted'}`}>
                    {standingOf(way, skew)}
                  </td>
                  <td className={`${CELL} max-w-[52ch] text-muted`}>{WAYS[way.method].what}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <Readings servers={servers} />
    </section>
  );
}

/** Each server's clock against ours by what does not count; what does stands with what the servers say. */
function Readings({ servers }: Pick<ClocksDto, 'servers'>) {
  const readings = servers.flatMap(({ name, best, ways }) =>
    ways.filter(({ method }) => method !== best?.method).map((way) => ({ ...way, name })),
  );
  if (readings.length === 0) return null;
  return (
    <ul className="mt-2 space-y-0.5 text-13">
      {readings.map((reading) => (
        <li key={`${reading.name} ${reading.method}`} className="text-muted">
          {reading.name} {offsetWords(reading)} against Pairwatch’s, by {WAYS[reading.method].name},{' '}
          <Age
            at={new Date(reading.at).toISOString()}
            of={`Measured by ${WAYS[reading.method].name}; the answer took ${reading.delayMs.toFixed(1)} ms`}
          />
          (not the one that counts)
        </li>
      ))}
    </ul>
  );
}
