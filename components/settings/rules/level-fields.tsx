'use client';

import { durationText } from '@/components/time/duration-text.ts';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import type { Level } from '@/lib/alerts/rule.ts';
import type { RuleDto } from '@/lib/contracts/rule.ts';
import type { Severity } from '@/lib/contracts/severity.ts';
import type { RulePlace } from '@/lib/queries/rules.ts';
import type { LevelDraft } from './rule-draft.ts';
import { asAround } from './rule-words.ts';

/** What can be wanted otherwise of one level. */
export function LevelFields({
  severity,
  meanings,
  place,
  around,
  draft,
  onChange,
}: {
  severity: Severity;
  meanings: RuleDto['limits'];
  place: RulePlace;
  /** The level as it is around the place; null: there is none. */
  around: Level | null;
  draft: LevelDraft;
  onChange(draft: LevelDraft): void;
}) {
  const isThere = draft.state === 'on' || (draft.state === '' && around !== null);
  return (
    <fieldset className="space-y-3 border-line border-l-2 pl-3">
      <legend className="sr-only">{severity}</legend>
      <SelectField
        path={`options.${severity}`}
        label={`Level ${severity}`}
        value={draft.state}
        options={[
          { value: '', word: asAround(place, around === null ? 'off' : 'on') },
          { value: 'on', word: 'on' },
          { value: 'off', word: 'off' },
        ]}
        onChange={(state) => onChange({ ...draft, state })}
      />
      {isThere && (
        <>
          <TextField
            path={`options.${severity}.forMs`}
            label="After"
            help="For how long it must hold without a break, such as 30 s or 5 min."
            placeholder={around === null ? '' : durationText(around.forMs)}
            value={draft.for}
            onChange={(text) => onChange({ ...draft, for: text })}
          />
          {Object.entries(meanings).map(([name, { meaning, unit }]) => (
            <TextField
              key={name}
              path={`options.${severity}.limits.${name}`}
              label={name}
              help={unit === '' ? meaning : `${meaning} (${unit})`}
              inputMode="decimal"
              placeholder={around === null ? '' : String(around.limits[name] ?? '')}
              value={draft.limits[name] ?? ''}
              onChange={(value) => onChange({ ...draft, limits: { ...draft.limits, [name]: value } })}
            />
          ))}
        </>
      )}
    </fieldset>
  );
}
