'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMay } from '@/components/access/may.tsx';
import { Act } from '@/components/ui/act.tsx';
import { ActorField, useActor } from '@/components/ui/actor.tsx';
import { Button } from '@/components/ui/button.tsx';
import { SelectField } from '@/components/ui/field.tsx';
import { Form } from '@/components/ui/form.tsx';
import { InputError } from '@/components/ui/mistakes.ts';
import { useAction } from '@/components/ui/use-action.ts';
import type { RuleDto } from '@/lib/contracts/rule.ts';
import { fleetQuery } from '@/lib/queries/fleet.ts';
import { rulesKey } from '@/lib/queries/keys.ts';
import { clearRuleOptions, previewRule, type RulePlace, setRuleOptions } from '@/lib/queries/rules.ts';
import { layerAt, ruleAround } from './around.ts';
import { type RuleDraft, ruleDraft, ruleOptions } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { RulePreview } from './rule-preview.tsx';
import { aroundWords, optionWords, placeWords } from './rule-words.ts';

type PanelProps = { rule: RuleDto; place: RulePlace; onClose(): void };

/** Changes a rule at a place, and shows before what that would have fired; for who may not change it, what it would have as it is. */
export function RulePanel(props: PanelProps) {
  const { rule, place } = props;
  const mayChange = useMay('admin');
  const own = layerAt(rule, place);
  const isEditor = mayChange && own?.origin !== 'settings';
  return (
    <section
      aria-label={`${mayChange ? 'Change' : 'Preview'} ${rule.title}`}
      className="mt-3 border-line border-t pt-4"
    >
      {isEditor ? (
        <Editor {...props} isOwn={own !== null} first={ruleDraft(own?.options ?? {})} />
      ) : (
        <AsItIs {...props}>
          {own?.origin === 'settings' ? (
            <Provisioned place={place} options={optionWords(own.options, rule.limits)} />
          ) : (
            <p>Changing a rule needs the role admin.</p>
          )}
        </AsItIs>
      )}
    </section>
  );
}

function AsItIs({ rule, place, children }: PanelProps & { children: ReactNode }) {
  const preview = usePreview(rule, place, () => layerAt(rule, place)?.options ?? {});
  return (
    <div className="space-y-4">
      {children}
      <PreviewPart {...preview} />
    </div>
  );
}

function Provisioned({ place, options }: { place: RulePlace; options: string }) {
  return (
    <p className="max-w-prose">
      What is wanted {placeWords(place)} stands in <code className="font-mono text-13">pairwatch.yaml</code> (
      {options}), so it is changed there; restart Pairwatch afterwards.
    </p>
  );
}

function Editor({ rule, place, onClose, isOwn, first }: PanelProps & { isOwn: boolean; first: RuleDraft }) {
  const [draft, setDraft] = useState(first);
  const [actor] = useActor();
  const save = useAction({
    act: () => setRuleOptions(rule.id, { by: actor, ...place, options: readable(draft) }),
    changes: [rulesKey],
    onDone: onClose,
  });
  const preview = usePreview(rule, place, () => readable(draft));
  return (
    <div className="space-y-6">
      <Form
        label={`Change ${rule.title} ${placeWords(place)}`}
        refusal={save.refusal ?? preview.action.refusal}
        isBusy={save.isBusy}
        onSubmit={() => {
          preview.action.reset();
          save.run(undefined);
        }}
        submit={`Save ${place.pool === null ? placeWords(place) : 'for this pool'}`}
        actions={<PreviewButton {...preview} onTry={save.reset} />}
        onCancel={onClose}
      >
        <p className="text-muted">
          Holds {placeWords(place)}. What is left empty is {aroundWords(place)}.
        </p>
        <RuleFields
          rule={rule}
          place={place}
          around={ruleAround(rule, place)}
          draft={draft}
          onChange={setDraft}
        />
        <PairField {...preview} />
        <ActorField />
      </Form>
      <PreviewResult {...preview} />
      {isOwn && (
        <Act
          need="admin"
          word="Take this change back"
          label={`Take this change back: ${rule.title} ${placeWords(place)}`}
          question={`What was changed here is ${aroundWords(place)} again.`}
          confirm="Take it back"
          act={(by) => clearRuleOptions(rule.id, place, by)}
          changes={[rulesKey]}
          onDone={onClose}
        />
      )}
    </div>
  );
}

/** Throws `InputError` for what can't be read. */
function readable(draft: RuleDraft) {
  const { options, mistakes } = ruleOptions(draft);
  if (mistakes.length > 0) throw new InputError(mistakes);
  return options;
}

/** Options tried on the past of a pair: the place's, or one that is chosen. */
function usePreview(rule: RuleDto, place: RulePlace, options: () => RuleDto['layers'][number]['options']) {
  const { data } = useQuery(fleetQuery());
  const pairs = data?.pairs.map(({ name }) => name) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const pair = place.pair ?? chosen ?? pairs[0] ?? null;
  const action = useAction({
    act: async () => {
      if (pair === null) throw new Error('There is no pair whose past could be looked at.');
      return previewRule(rule.id, { pair, pool: place.pool, options: options() });
    },
    changes: [],
  });
  const choices = place.pair === null ? pairs : [];
  return { rule, pair, choices, choose: setChosen, action };
}

type Preview = ReturnType<typeof usePreview>;

function PreviewPart(preview: Preview) {
  return (
    <div className="space-y-4">
      <div className="max-w-80">
        <PairField {...preview} />
      </div>
      <PreviewButton {...preview} />
      {preview.action.refusal && <p role="alert">{preview.action.refusal.detail}</p>}
      <PreviewResult {...preview} />
    </div>
  );
}

/** Whose past; nothing where there is no choice. */
function PairField({ pair, choices, choose }: Preview) {
  if (pair === null || choices.length < 2) return null;
  return (
    <SelectField
      path="pair"
      label="Preview on"
      help="The rule holds everywhere; its preview is of one pair."
      value={pair}
      options={choices.map((value) => ({ value, word: `pair ${value}` }))}
      onChange={choose}
    />
  );
}

function PreviewButton({ pair, rule, action, onTry }: Preview & { onTry?: () => void }) {
  if (pair === null || rule.about === 'pairwatch') return null;
  return (
    <Button
      onClick={() => {
        onTry?.();
        action.run(undefined);
      }}
      disabled={action.isBusy}
    >
      {action.isBusy ? 'Looking back…' : 'Preview on the last 30 days'}
    </Button>
  );
}

function PreviewResult({ action: { answer } }: Preview) {
  return <div role="status">{answer !== undefined && <RulePreview preview={answer} />}</div>;
}
