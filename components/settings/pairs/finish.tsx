'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { CodeBlock } from '@/components/runbook/code-block.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Form } from '@/components/ui/form.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import { useAction } from '@/components/ui/use-action.ts';
import { pairsKey, settingsPairsKey } from '@/lib/queries/keys.ts';
import { replacePair, settingsPairsQuery, storePair, writeYaml } from '@/lib/queries/setup.ts';
import { MistakePlaces } from './mistake-places.tsx';
import { entryOf, type PairDraft } from './pair-draft.ts';

type KeptProps = {
  draft: PairDraft;
  /** The name it is stored under; null while it is not. */
  stored: string | null;
  names: readonly string[];
  /** Goes to a step. */
  onGo(to: number): void;
};

/** The two ways to keep what was set up: here, or as text of pairwatch.yaml. */
export function Finish({ isChecked, ...kept }: KeptProps & { isChecked: boolean }) {
  return (
    <div className="max-w-[640px] space-y-6">
      {!isChecked && (
        <p className="text-13 text-muted">
          Not all was tested, or not all went well. The pair can be kept all the same: what can’t be read is
          told on its page.
        </p>
      )}
      <Store {...kept} />
      <Yaml {...kept} />
    </div>
  );
}

function Store({ draft, stored, names, onGo }: KeptProps) {
  const router = useRouter();
  const [actor] = useActor();
  const { data } = useQuery(settingsPairsQuery());
  const action = useAction({
    act: () => (stored === null ? storePair : replacePair)({ by: actor, pair: entryOf(draft) }),
    changes: [settingsPairsKey, pairsKey],
    onDone: () => router.push('/settings/pairs'),
  });
  const whyNot = data?.whyNoStoring ?? null;
  return (
    <section aria-labelledby="store" className="space-y-2">
      <h2 id="store" className="font-semibold text-16">
        {stored === null ? 'Store it here' : 'Store the changes'}
      </h2>
      {whyNot === null ? (
        <>
          <p className="text-muted">
            Its secrets are sealed in the database. The collector starts to watch it within seconds.
          </p>
          <Form
            label="Store the pair"
            refusal={action.refusal}
            isBusy={action.isBusy}
            onSubmit={() => action.run(undefined)}
            submit={stored === null ? 'Store the pair' : 'Store the changes'}
          >
            <ActorField />
          </Form>
          <MistakePlaces refusal={action.refusal} names={names} onGo={onGo} />
        </>
      ) : (
        <p className="text-muted">
          Nothing can be stored here: <Prose text={whyNot} />
        </p>
      )}
    </section>
  );
}

function Yaml({ draft, stored, names, onGo }: KeptProps) {
  const action = useAction({
    act: () => writeYaml({ pair: entryOf(draft), stored }),
    changes: [],
  });
  return (
    <section aria-labelledby="yaml" className="space-y-2">
      <h2 id="yaml" className="font-semibold text-16">
        Or as text for pairwatch.yaml
      </h2>
      <p className="text-muted">
        Put it there, or what stands below <code className="font-mono text-13">pairs:</code> under the pairs
        that are there already, then restart Pairwatch.
      </p>
      <Form
        label="Text for pairwatch.yaml"
        refusal={action.refusal}
        isBusy={action.isBusy}
        onSubmit={() => action.run(undefined)}
        submit="Show the text"
      >
        {null}
      </Form>
      <MistakePlaces refusal={action.refusal} names={names} onGo={onGo} />
      {action.answer && (
        <div className="space-y-2">
          <CodeBlock text={action.answer.text.trimEnd()} />
          {action.answer.variables.length > 0 && (
            <div className="text-13">
              <p className="text-muted">
                No secret stands in it. Set these in the environment Pairwatch is started with, or write
                file:PATH in their place:
              </p>
              <ul className="mt-1 space-y-0.5">
                {action.answer.variables.map(({ name, holds }) => (
                  <li key={name} className="wrap-anywhere">
                    <code className="font-mono">{name}</code>: {holds}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
    </section>
  );
}
