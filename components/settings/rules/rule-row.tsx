'use client';

import { useState } from 'react';
import { useMay } from '@/components/access/may.tsx';
import { Moment } from '@/components/settings/moment.tsx';
import { durationText } from '@/components/time/duration-text.ts';
import { Button } from '@/components/ui/button.tsx';
import type { RuleDto } from '@/lib/contracts/rule.ts';
import type { RulePlace } from '@/lib/queries/rules.ts';
import { RulePanel } from './rule-panel.tsx';
import { levelWords, limitWords, NO_DATA_WORDS, optionWords, placeWords } from './rule-words.ts';

/** One rule as it stands at a place, what was changed of it and by whom, and the way to change it. */
export function RuleRow({ rule, place }: { rule: RuleDto; place: RulePlace }) {
  const [isOpen, setOpen] = useState(false);
  const open = useMay('admin') ? 'Change' : 'Preview';
  const { id, title, summary, layers } = rule;
  return (
    <li id={id} data-testid={`rule-${id}`} className="space-y-1.5 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 grow basis-72">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h2 className="font-semibold">{title}</h2>
            <span className="font-mono text-12 text-faint">{id}</span>
          </div>
          <p className="max-w-[90ch] text-13 text-muted">{summary}</p>
        </div>
        <Button
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Close' : open} ${title}`}
        >
          {isOpen ? 'Close' : open}
        </Button>
      </div>
      <Standing rule={rule} />
      {layers.map((layer) => (
        <p key={`${layer.origin} ${layer.pair} ${layer.pool}`} className="wrap-anywhere text-13">
          <span className="font-medium">Changed {placeWords(layer)}</span>
          {layer.origin === 'settings' ? (
            <>
              {' '}
              in <code className="font-mono text-12">pairwatch.yaml</code>
            </>
          ) : (
            layer.by !== null && ` by ${layer.by}`
          )}
          {layer.origin === 'database' && layer.at !== null && (
            <>
              , <Moment at={layer.at} of="Changed" />
            </>
          )}
          : {optionWords(layer.options, rule.limits)}.
        </p>
      ))}
      {isOpen && <RulePanel rule={rule} place={place} onClose={() => setOpen(false)} />}
    </li>
  );
}

function Standing({ rule }: { rule: RuleDto }) {
  const { levels, keepFiringForMs, noData, opensIncident } = rule;
  const limits = limitWords(rule);
  return (
    <div className="text-13">
      <p className="flex flex-wrap gap-x-4">
        <span className="font-medium" data-testid={`levels-${rule.id}`}>
          {levelWords(levels)}
        </span>
        {levels.length > 0 && (
          <>
            <span className="text-muted">
              over {keepFiringForMs === 0 ? 'at once' : `after ${durationText(keepFiringForMs)}`}
            </span>
            <span className="text-muted">what is not known {NO_DATA_WORDS[noData]}</span>
            {rule.about !== 'pairwatch' && (
              <span className="text-muted">{opensIncident ? 'opens an incident' : 'opens no incident'}</span>
            )}
          </>
        )}
      </p>
      {limits.length > 0 && <p className="text-muted">{limits.join('; ')}</p>}
    </div>
  );
}
