'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EndFields } from '@/components/alerts/silence-dialog.tsx';
import { endOfSilence, type SilenceEnd } from '@/components/alerts/silence-ends.ts';
import { wallTime } from '@/components/time/wall-time.ts';
import { useZone } from '@/components/time/zone.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { poolTitle } from '@/lib/pair/pool-title.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { alertsKey, silencesKey } from '@/lib/queries/keys.ts';
import { poolsQuery } from '@/lib/queries/pairs.ts';
import { rulesQuery } from '@/lib/queries/rules.ts';
import { serverClock } from '@/lib/queries/server-clock.ts';
import { createSilence } from '@/lib/queries/silences.ts';

/** Empty: any. */
type Scope = { pair: string; rule: string; server: string; pool: string };

const ANY = '';
const HOUR_MS = 3_600_000;

/** Asks what nobody is to be told of, how long, and why. */
export function NewSilence({ onClose }: { onClose(): void }) {
  const { zone } = useZone();
  const [actor] = useActor();
  const [scope, setScope] = useState<Scope>({ pair: ANY, rule: ANY, server: ANY, pool: ANY });
  const [end, setEnd] = useState<SilenceEnd>('2h');
  const [ownEnd, setOwnEnd] = useState(() => wallTime(serverClock.now() + 4 * HOUR_MS, zone));
  const [reason, setReason] = useState('');
  const action = useAction({
    act: () => {
      const endsAt = endOfSilence(end, ownEnd, serverClock.now(), zone);
      return createSilence({
        by: actor,
        pair: named(scope.pair),
        rule: named(scope.rule),
        server: named(scope.server),
        pool: named(scope.pool),
        endsAt: endsAt === null ? '' : new Date(endsAt).toISOString(),
        reason,
      });
    },
    changes: [silencesKey, alertsKey],
    onDone: onClose,
  });
  return (
    <section aria-label="New silence" className="rounded-md border border-line bg-surface p-4">
      <Form
        label="Silence"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Silence"
        onCancel={onClose}
      >
        <ScopeFields scope={scope} onChange={setScope} />
        <EndFields end={end} ownEnd={ownEnd} onEnd={setEnd} onOwnEnd={setOwnEnd} />
        <TextField
          path="reason"
          label="Reason"
          help="For whoever wonders later why nobody was told."
          value={reason}
          onChange={setReason}
        />
        <ActorField />
      </Form>
    </section>
  );
}

const named = (value: string): string | null => (value === ANY ? null : value);

/** What it is about; servers and pools are those of the pair. */
function ScopeFields({ scope, onChange }: { scope: Scope; onChange(scope: Scope): void }) {
  const { data: pairs } = useQuery(fleetQuery());
  const { data: rules } = useQuery(rulesQuery({ pair: null, pool: null }));
  const { data: pools } = useQuery({ ...poolsQuery(scope.pair), enabled: scope.pair !== ANY });
  const servers = pairs?.pairs.find(({ name }) => name === scope.pair)?.servers ?? [];
  return (
    <>
      <SelectField
        path="pair"
        label="Pair"
        value={scope.pair}
        options={[
          { value: ANY, word: 'any pair' },
          ...(pairs?.pairs ?? []).map(({ name }) => ({ value: name, word: name })),
        ]}
        onChange={(pair) => onChange({ ...scope, pair, server: ANY, pool: ANY })}
      />
      <SelectField
        path="rule"
        label="Rule"
        value={scope.rule}
        options={[
          { value: ANY, word: 'every rule' },
          ...(rules?.rules ?? []).map(({ id, title }) => ({ value: id, word: title })),
        ]}
        onChange={(rule) => onChange({ ...scope, rule })}
      />
      {servers.length > 0 && (
        <SelectField
          path="server"
          label="Server"
          value={scope.server}
          options={[
            { value: ANY, word: 'either server, or none' },
            ...servers.map(({ name }) => ({ value: name, word: name })),
          ]}
          onChange={(server) => onChange({ ...scope, server })}
        />
      )}
      {pools !== undefined && pools.pools.length > 0 && (
        <SelectField
          path="pool"
          label="Pool"
          value={scope.pool}
          options={[
            { value: ANY, word: 'any pool, or none' },
            ...pools.pools.map(({ key, sharedNetwork, ranges }) => ({
              value: key,
              word: poolTitle(sharedNetwork, ranges),
            })),
          ]}
          onChange={(pool) => onChange({ ...scope, pool })}
        />
      )}
    </>
  );
}
