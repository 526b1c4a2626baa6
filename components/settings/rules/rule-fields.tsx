'use client';

import { durationText } from '@/components/time/duration-text.ts';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import type { Rule } from '@/lib/alerts/rule.ts';
import type { RuleDto } from '@/lib/contracts/rule.ts';
import { SEVERITIES } from '@/lib/contracts/severity.ts';
import type { RulePlace } from '@/lib/queries/rules.ts';
import { LevelFields } from './level-fields.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { asAround, NO_DATA_WORDS } from './rule-words.ts';

/** What can be wanted otherwise of a rule; beside each what it is around it. */
export function RuleFields({
  rule,
  place,
  around,
  draft,
  onChange,
}: {
  rule: RuleDto;
  place: RulePlace;
  around: Rule | null;
  draft: RuleDraft;
  onChange(draft: RuleDraft): void;
}) {
  const change = (changes: Partial<RuleDraft>) => onChange({ ...draft, ...changes });
  return (
    <>
      <SelectField
        path="options.enabled"
        label="The rule is"
        value={draft.enabled}
        options={[
          { value: '', word: asAround(place, around && (around.levels.length > 0 ? 'on' : 'off')) },
          { value: 'on', word: 'on' },
          { value: 'off', word: 'off' },
        ]}
        onChange={(enabled) => change({ enabled })}
      />
      {draft.enabled !== 'off' &&
        SEVERITIES.map((severity) => (
          <LevelFields
            key={severity}
            severity={severity}
            meanings={rule.limits}
            place={place}
            around={around?.levels.find((level) => level.severity === severity) ?? null}
            draft={draft.levels[severity]}
            onChange={(level) => change({ levels: { ...draft.levels, [severity]: level } })}
          />
        ))}
      <TextField
        path="options.keepFiringForMs"
        label="Over after"
        help="For how long nothing of it must hold."
        placeholder={around === null ? '' : durationText(around.keepFiringForMs)}
        value={draft.keepFiringFor}
        onChange={(keepFiringFor) => change({ keepFiringFor })}
      />
      <SelectField
        path="options.noData"
        label="What is not known"
        value={draft.noData}
        options={[
          { value: '', word: asAround(place, around && NO_DATA_WORDS[around.noData]) },
          { value: 'keep', word: NO_DATA_WORDS.keep },
          { value: 'alert', word: NO_DATA_WORDS.alert },
          { value: 'ok', word: NO_DATA_WORDS.ok },
        ]}
        onChange={(noData) => change({ noData })}
      />
      {rule.about !== 'pairwatch' && (
        <SelectField
          path="options.opensIncident"
          label="Opens an incident"
          help="One that opens none joins the one that is open, else it is told by itself."
          value={draft.opensIncident}
          options={[
            { value: '', word: asAround(place, around && (around.opensIncident ? 'yes' : 'no')) },
            { value: 'on', word: 'yes' },
            { value: 'off', word: 'no' },
          ]}
          onChange={(opensIncident) => change({ opensIncident })}
        />
      )}
    </>
  );
}
