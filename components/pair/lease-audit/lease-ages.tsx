import type { LeaseAuditDto } from '@/lib/contracts/truth.ts';

type Ages = NonNullable<LeaseAuditDto[number]['ages']>;

const COLUMNS: readonly [key: Exclude<keyof Ages[number], 'state'>, head: string][] = [
  ['underHour', '< 1 h'],
  ['underDay', '< 1 d'],
  ['underWeek', '< 7 d'],
  ['underMonth', '< 30 d'],
  ['older', 'older'],
];

/** How long ago the leases of one server were last changed, by state; states that no lease is in are left out. */
export function LeaseAges({ server, ages }: { server: string; ages: Ages | null }) {
  const filled = ages?.filter((row) => COLUMNS.some(([key]) => row[key] > 0)) ?? [];
  if (filled.length === 0) {
    return (
      <p className="text-muted">
        {server}: {ages === null ? 'its lease file was not read yet' : 'no leases in its file'}
      </p>
    );
  }
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-right">
        <caption className="pb-1 text-left">
          <span className="font-medium">{server}</span>{' '}
          <span className="text-muted">leases by their last change, by its own clock</span>
        </caption>
        <thead className="text-12 text-faint">
          <tr>
            <th scope="col" className="text-left font-normal">
              state
            </th>
            {COLUMNS.map(([key, head]) => (
              <th key={key} scope="col" className="whitespace-nowrap pl-3 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map((row) => (
            <tr key={row.state}>
              <th scope="row" className="text-left font-mono font-normal text-12">
                {row.state}
              </th>
              {COLUMNS.map(([key]) => (
                <td key={key} className={`pl-3 ${row[key] === 0 ? 'text-faint' : ''}`}>
                  {row[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
