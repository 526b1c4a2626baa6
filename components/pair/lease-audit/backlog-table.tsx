import { Age } from '@/components/time/age.tsx';
import type { LeaseAuditDto } from '@/lib/contracts/truth.ts';

type Backlog = NonNullable<LeaseAuditDto[number]['backlog']>;

const COLUMNS: readonly [key: keyof Backlog['byAge'], head: string][] = [
  ['under10s', '< 10 s'],
  ['under1min', '< 1 min'],
  ['under10min', '< 10 min'],
  ['older', 'older'],
];

/** Leases whose change the partner has not acknowledged yet, by how long they wait. */
export function BacklogTable({ audit }: { audit: LeaseAuditDto }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full max-w-2xl text-right text-13">
        <caption className="pb-1 text-left text-muted">
          Leases that the partner has not acknowledged, by how long they wait
        </caption>
        <thead className="text-12 text-faint">
          <tr>
            <th scope="col" className="text-left font-normal">
              of
            </th>
            <th scope="col" className="pl-3 font-normal">
              all
            </th>
            {COLUMNS.map(([key, head]) => (
              <th key={key} scope="col" className="whitespace-nowrap pl-3 font-normal">
                {head}
              </th>
            ))}
            <th scope="col" className="pl-3 font-normal">
              oldest
            </th>
          </tr>
        </thead>
        <tbody>
          {audit.map(({ server, backlog }) => (
            <tr key={server} data-testid={`backlog-${server}`} className="h-[26px]">
              <th scope="row" className="text-left font-normal">
                {server}
              </th>
              {backlog === null ? (
                <td colSpan={COLUMNS.length + 2} className="pl-3 text-muted">
                  its lease file was not read yet
                </td>
              ) : (
                <Figures server={server} backlog={backlog} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figures({ server, backlog }: { server: string; backlog: Backlog }) {
  return (
    <>
      <td className="pl-3 font-medium">{backlog.count}</td>
      {COLUMNS.map(([key]) => (
        <td key={key} className={`pl-3 ${backlog.byAge[key] === 0 ? 'text-faint' : ''}`}>
          {backlog.byAge[key]}
        </td>
      ))}
      <td className="pl-3 text-12 text-muted">
        {backlog.oldestAt === null ? (
          'none'
        ) : (
          <Age
            at={new Date(backlog.oldestAt).toISOString()}
            of={`The oldest one that waits appeared in the lease file of ${server}`}
            short
          />
        )}
      </td>
    </>
  );
}
