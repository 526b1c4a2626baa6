'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useAged } from '@/components/pair/aged.ts';
import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { Resource } from '@/components/ui/resource.tsx';
import type { ProblemDto } from '@/lib/contracts/health.ts';
import type { PairDto, ServerDto } from '@/lib/contracts/pair.ts';
import { pairQuery } from '@/lib/queries/pairs.ts';
import type { OmapiAccess } from './omapi-access.ts';
import { OmshellLines } from './omshell-lines.tsx';
import { type ProofLine, proofThatOff, type Sighting } from './proof.ts';

/** What Pairwatch sees of a server that is to be declared down, what a person has to see, and, when all is proven, the lines. */
export function PartnerDownProof({
  pair: name,
  server,
  access,
  firstProblem,
}: {
  pair: string;
  server: string;
  access: OmapiAccess | null;
  firstProblem: ProblemDto | null;
}) {
  const query = useQuery(pairQuery(name));
  return (
    <Resource query={query} firstProblem={firstProblem} what={`the pair ${name}`}>
      {({ pair }) => {
        const lost = pair.servers.find((each) => each.name === server);
        const survivor = pair.servers.find((each) => each.name !== server);
        if (lost && survivor)
          return <Checklist pair={pair} lostName={lost.name} survivorName={survivor.name} access={access} />;
        return (
          <Notice role="alert" title="No such server">
            The pair {name} has no server named {server}; it has{' '}
            {pair.servers.map((each) => each.name).join(' and ')}.
          </Notice>
        );
      }}
    </Resource>
  );
}

function Checklist({
  pair: asRead,
  lostName,
  survivorName,
  access,
}: {
  pair: PairDto;
  lostName: string;
  survivorName: string;
  access: OmapiAccess | null;
}) {
  const pair = useAged(asRead);
  const lost = pair.servers.find(({ name }) => name === lostName);
  const survivor = pair.servers.find(({ name }) => name === survivorName);
  if (!lost || !survivor) return null;
  const { lines, obstacles } = proofThatOff(pair, { lost, survivor }, access?.readsLostOverSsh ?? false);
  const isAlive = lines.some(({ sighting }) => sighting === 'alive');
  return (
    <section
      aria-labelledby="proof"
      data-testid="partner-down-proof"
      className="rounded-md border border-line bg-surface"
    >
      <header className="border-line border-b px-4 py-3">
        <h2 id="proof" className="font-semibold text-16">
          Prove that {lost.name} is off
        </h2>
        <p className="text-muted">
          Then {survivor.name} can be told to take over its addresses. Pair {pair.title ?? pair.name}.
        </p>
      </header>
      <Seen lines={lines} />
      {/* Whatever was ticked is void once the server is seen alive. */}
      <ByHand key={String(isAlive)} lost={lost} isAlive={isAlive}>
        {obstacles.length > 0 ? (
          <Obstacles obstacles={obstacles} />
        ) : (
          <OmshellLines pair={pair} lost={lost} survivor={survivor} access={access} />
        )}
      </ByHand>
    </section>
  );
}

const SIGHTING_WORD: Record<Sighting, string> = {
  alive: 'alive',
  'host-on': 'host is on',
  silent: 'silent',
  unknown: 'not known',
};

function Seen({ lines }: { lines: ProofLine[] }) {
  return (
    <div className="border-line border-b px-4 py-3">
      <h3 className="font-semibold">What Pairwatch sees</h3>
      <p className="text-13 text-muted">
        Silence is no proof: a server that is cut off still answers its clients.
      </p>
      <ul className="mt-2 divide-y divide-line">
        {lines.map(({ what, sighting, text, at, of }) => (
          <li
            key={what}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-1.5 text-13 sm:grid-cols-[136px_92px_minmax(0,1fr)_auto]"
          >
            <span className="text-muted">{what}</span>
            <span className="flex items-baseline gap-1.5 max-sm:justify-self-end [&_svg]:translate-y-px">
              {sighting === 'alive' && <VerdictMark verdict="dangerous" size={12} />}
              {sighting === 'host-on' && <VerdictMark verdict="degraded" size={12} />}
              {sighting === 'unknown' && <VerdictMark verdict="unknown" size={12} />}
              {sighting && SIGHTING_WORD[sighting]}
            </span>
            <span className="min-w-0 break-words">
              <Prose text={text} />
            </span>
            {at && <Age at={at} of={of} className="justify-self-end text-faint" />}
          </li>
        ))}
      </ul>
    </div>
  );
}

const byHand = (lost: string): string[] => [
  `The host of ${lost} is powered off (its console, hypervisor or remote management says so), or dhcpd on it is stopped: \`systemctl is-active isc-dhcp-server\` there says inactive.`,
  `dhcpd cannot come back by itself: it is disabled (\`systemctl disable isc-dhcp-server\`), or the host is set not to power on.`,
  `The network port of ${lost} is shut, at the switch or in the hypervisor: nothing it sends reaches a client.`,
];

/** The boxes only a person can tick, and below them what follows from it. */
function ByHand({ lost, isAlive, children }: { lost: ServerDto; isAlive: boolean; children: ReactNode }) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const boxes = byHand(lost.name);
  const left = boxes.length - ticked.length;
  return (
    <>
      <fieldset className="border-line border-b px-4 py-3" disabled={isAlive}>
        <legend className="contents font-semibold">What you have seen yourself, just now</legend>
        <ul className="mt-2 space-y-2">
          {boxes.map((box) => (
            <li key={box}>
              <label className={`flex gap-2.5 ${isAlive ? 'text-faint' : ''}`}>
                <input
                  type="checkbox"
                  name="seen"
                  value={box}
                  checked={ticked.includes(box)}
                  onChange={({ target }) =>
                    setTicked(target.checked ? [...ticked, box] : ticked.filter((each) => each !== box))
                  }
                  className="mt-0.5 size-4 shrink-0 accent-ink"
                />
                <span>
                  <Prose text={box} />
                </span>
              </label>
            </li>
          ))}
        </ul>
        <noscript>
          <p className="mt-2 text-muted">
            Scripts are off in this browser, so nothing can be ticked and the lines stay hidden.
          </p>
        </noscript>
      </fieldset>
      <div aria-live="polite" className="px-4 py-3">
        {left > 0 && !isAlive ? (
          <p className="text-muted">
            The lines for omshell appear when all is ticked: {left} of {boxes.length} left.
          </p>
        ) : (
          children
        )}
      </div>
    </>
  );
}

function Obstacles({ obstacles }: { obstacles: string[] }) {
  return (
    <div data-testid="obstacles">
      <p className="font-semibold">The lines for omshell stay hidden.</p>
      <ul className="mt-1 space-y-1">
        {obstacles.map((obstacle) => (
          <li key={obstacle} className="flex gap-2">
            <span className="mt-1">
              <VerdictMark verdict="dangerous" size={12} />
            </span>
            <span className="min-w-0 break-words">
              <Prose text={obstacle} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
