import { notFound } from 'next/navigation';
import { z } from 'zod';
import { outcomeOf } from '@/app/_server/outcome.ts';
import { readPair } from '@/app/_server/read.ts';
import { Prefetched } from '@/components/prefetched.tsx';
import { PartnerDownProof } from '@/components/runbook/partner-down-proof.tsx';
import { RunbookPage } from '@/components/runbook/runbook-page.tsx';
import { WhichServer } from '@/components/runbook/which-server.tsx';
import { pairKey } from '@/lib/queries/keys.ts';
import { readOmapiAccess } from '../_server/omapi-access.ts';
import { readRunbookPage } from '../_server/read-page.ts';

const PAGE = 'partner-down';
/** `server` is the one that is to be declared down. */
const ADDRESS = z.object({ pair: z.string(), server: z.string() });

export default async function PartnerDownPage({ searchParams }: PageProps<'/runbook/partner-down'>) {
  const markdown = await readRunbookPage(PAGE);
  if (markdown === null) notFound();
  const asked = ADDRESS.safeParse(await searchParams);
  const proof = asked.success ? <Proof {...asked.data} /> : <WhichServer />;
  return <RunbookPage page={PAGE} markdown={markdown} beforeAnswers={proof} />;
}

async function Proof({ pair, server }: { pair: string; server: string }) {
  const [{ data, problem }, access] = await Promise.all([
    outcomeOf(() => readPair(pair)),
    readOmapiAccess(pair, server),
  ]);
  return (
    <Prefetched answers={[[pairKey(pair), data]]}>
      <PartnerDownProof pair={pair} server={server} access={access} firstProblem={problem} />
    </Prefetched>
  );
}
