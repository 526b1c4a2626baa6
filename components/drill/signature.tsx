'use client';

import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Moment } from '@/components/time/since.tsx';
import { Act } from '@/components/ui/act.tsx';
import type { DrillSummary } from '@/lib/contracts/drill.ts';
import { signDrill } from '@/lib/queries/drills.ts';
import { drillsKey, eventsKey } from '@/lib/queries/keys.ts';

/** Who signed the report, whether what is kept still fits, or a button to sign. */
export function Signature({ drill }: { drill: DrillSummary }) {
  const { signature, isAltered } = drill;
  return (
    <section aria-labelledby="signature" className="space-y-2" data-testid="drill-signature">
      <h2 id="signature" className="font-semibold text-16">
        Signature
      </h2>
      {signature === null ? (
        <>
          <p className="max-w-[100ch] text-muted">
            Nobody has signed the report yet. Who signs puts his name under what stands here; nothing of it
            can be changed from then on without being seen.
          </p>
          <Act
            word="Sign the report"
            question="Your name, the time and the SHA-256 of the report are kept with it."
            confirm="Sign"
            act={(by) => signDrill(drill.id, by)}
            changes={[drillsKey(drill.pair), eventsKey]}
          />
        </>
      ) : (
        <>
          <p>
            Signed by {signature.by}, <Moment at={signature.at} />.{' '}
            {isAltered ? (
              <LevelWord level="bad" word="Altered since: do not rely on it" />
            ) : (
              <LevelWord level="good" word="Unaltered since" />
            )}
          </p>
          <p className="wrap-anywhere font-mono text-12 text-muted">SHA-256 {signature.sha256}</p>
        </>
      )}
    </section>
  );
}
