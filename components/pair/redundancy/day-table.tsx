import { minuteWords, type RedundancyDay } from './redundancy-words.ts';

/** The record as a table, the latest day first; days that nobody saw are left out. */
export function DayTable({ days }: { days: readonly RedundancyDay[] }) {
  const seen = days.filter(({ two, one, none }) => two + one + none > 0).toReversed();
  if (seen.length === 0) return <p className="text-13 text-muted">No day was seen yet.</p>;
  return (
    <div className="overflow-x-auto">
      <table className="text-right text-13">
        <thead className="text-12 text-faint">
          <tr>
            <th scope="col" className="pr-4 text-left font-normal">
              day (UTC)
            </th>
            {['two answered', 'one', 'none', 'not seen'].map((head) => (
              <th key={head} scope="col" className="whitespace-nowrap pl-4 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.map(({ day, ...minutes }) => (
            <tr key={day}>
              <th scope="row" className="pr-4 text-left font-normal tabular-nums">
                {day}
              </th>
              {(['two', 'one', 'none', 'unseen'] as const).map((of) => (
                <td key={of} className={`whitespace-nowrap pl-4 ${minutes[of] === 0 ? 'text-faint' : ''}`}>
                  {minuteWords(minutes[of])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
