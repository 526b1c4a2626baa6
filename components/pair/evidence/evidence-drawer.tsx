'use client';

import { useQuery } from '@tanstack/react-query';
import { Drawer } from '@/components/ui/drawer.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { PairEvidenceDto } from '@/lib/contracts/evidence.ts';
import type { PairDto } from '@/lib/contracts/pair.ts';
import { evidenceQuery } from '@/lib/queries/evidence.ts';
import { EvidenceList } from '../evidence-list.tsx';
import { RunbookLink } from '../runbook-link.tsx';
import { AttributeTable } from './attribute-table.tsx';
import { ReadLines } from './read-lines.tsx';

/** What a verdict rests on, then all that both servers told last, word for word and side by side. */
export function EvidenceDrawer({ pair, onClose }: { pair: PairDto; onClose(): void }) {
  return (
    <Drawer title={`Evidence for “${pair.verdict}”`} onClose={onClose}>
      <section aria-labelledby="evidence-verdict">
        <h3 id="evidence-verdict" className="mb-1.5 font-semibold">
          What the verdict rests on
        </h3>
        {pair.evidence.length === 0 ? (
          <p className="text-13 text-muted">Nothing was read yet that it could rest on.</p>
        ) : (
          <EvidenceList evidence={pair.evidence} />
        )}
        <p className="mt-1.5 text-12 text-muted">
          Code <span className="font-mono">{pair.code}</span> · <RunbookLink code={pair.code} />
        </p>
      </section>
      <Resource query={useQuery(evidenceQuery(pair.name))} firstProblem={null} what="what both servers told">
        {({ servers }) => <Told servers={servers} />}
      </Resource>
    </Drawer>
  );
}

function Told({ servers }: { servers: PairEvidenceDto['servers'] }) {
  return (
    <>
      <AttributeTable servers={servers} />
      <ReadLines
        title="Blocks of the lease files"
        source="lease file"
        servers={servers.map(({ name, leaseFile }) => ({ name, lines: leaseFile }))}
      />
      <ReadLines
        title="Lines of the logs"
        source="log"
        servers={servers.map(({ name, log }) => ({ name, lines: log }))}
      />
    </>
  );
}
