import { Age } from '@/components/time/age.tsx';
import type { PairEvidenceDto } from '@/lib/contracts/evidence.ts';
import { attributeRows } from './attribute-rows.ts';

/** The failover-state object of each server as it sent it, attribute by attribute. */
export function AttributeTable({ servers }: { servers: PairEvidenceDto['servers'] }) {
  const rows = attributeRows(servers);
  return (
    <section aria-labelledby="evidence-omapi">
      <h3 id="evidence-omapi" className="mb-1.5 font-semibold">
        The failover state over OMAPI, as sent
      </h3>
      <div className="overflow-x-auto rounded-md border border-line">
        <table className="w-full text-left text-12">
          <thead className="bg-sunken text-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 font-normal">
                attribute
              </th>
              {servers.map(({ name, omapi }) => (
                <th key={name} scope="col" className="px-3 py-1.5 font-medium text-ink">
                  {name}{' '}
                  <span className="font-normal text-muted">
                    {omapi ? (
                      <Age at={omapi.observedAt} of={`Answered by ${name} over OMAPI`} />
                    ) : (
                      'never read'
                    )}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="font-mono">
            {rows.map(({ name, values, differs }) => (
              <tr key={name} className="border-line border-t align-top">
                <th scope="row" className="whitespace-nowrap px-3 py-1 font-normal text-muted">
                  {name}
                  {differs && <span className="ml-1.5 font-sans font-semibold text-degraded">▲ differ</span>}
                </th>
                {values.map((value, index) => (
                  <td key={servers[index]?.name} className="break-all px-3 py-1">
                    {value ?? <span className="font-sans text-muted">not sent</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
