import { type Level, LevelWord } from '@/components/pair/level-mark.tsx';
import { RunbookLink } from '@/components/pair/runbook-link.tsx';
import { Age } from '@/components/time/age.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { LastingConfigFinding, PairConfigDto } from '@/lib/contracts/config.ts';
import type { Target } from './config-view.tsx';
import { Correction } from './correction.tsx';
import { unreadWords } from './unread-words.ts';

export const SEVERITY_LEVEL: Record<LastingConfigFinding['severity'], Level> = {
  error: 'bad',
  warning: 'warn',
  info: 'note',
};

/** As many places of a finding stand in the list; the others are in the files. */
const MOST_PLACES = 6;

/** What is wrong with the two configurations, each with the way to its lines. "None" only once both were read and compared. */
export function FindingList({ config, onGo }: { config: PairConfigDto; onGo(place: Target['place']): void }) {
  const { findings, comparedAt } = config;
  const unread = unreadWords(config);
  return (
    <section aria-labelledby="config-findings" data-testid="config-findings">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="config-findings" className="font-semibold text-16">
          Findings{findings.length > 0 && <span className="text-muted tabular-nums"> {findings.length}</span>}
        </h2>
        {comparedAt && (
          <p className="text-12 text-faint">
            compared <Age at={comparedAt} of="Both configurations were held against each other" />
          </p>
        )}
      </div>
      {unread && (
        <p className="mb-2 max-w-prose text-13" data-testid="config-unread">
          <LevelWord level="unknown" word="not all is known:" /> {unread}
        </p>
      )}
      {findings.length === 0 && !unread && (
        <p className="text-13 text-muted">
          None: nothing in either file, or between them, is known to make trouble.
        </p>
      )}
      {findings.length > 0 && (
        <ul className="max-h-96 divide-y divide-line overflow-y-auto rounded-md border border-line bg-surface print:max-h-none">
          {findings.map((finding) => (
            <Finding key={finding.id} finding={finding} onGo={onGo} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Finding({ finding, onGo }: { finding: LastingConfigFinding; onGo(place: Target['place']): void }) {
  const { code, severity, sentence, why, nextStep, since, places, evidence } = finding;
  const rest = places.length - MOST_PLACES;
  return (
    <li data-testid={`finding-${code}`} className="grid gap-x-4 px-4 py-2 sm:grid-cols-[84px_minmax(0,1fr)]">
      <p className="text-13">
        <LevelWord level={SEVERITY_LEVEL[severity]} word={severity} />
      </p>
      <div className="min-w-0 space-y-1">
        <p className="wrap-anywhere max-w-[110ch]">{sentence}</p>
        {why && <p className="wrap-anywhere max-w-[110ch] text-13 text-muted">{why}</p>}
        {nextStep && (
          <p className="wrap-anywhere max-w-[110ch] text-13">
            <span className="font-medium">What to do: </span>
            {nextStep}
          </p>
        )}
        {places.length === 0 && evidence[0] && (
          <p className="text-13 text-muted">
            <Prose text={`\n${evidence[0].text}`} />
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12">
          {places.slice(0, MOST_PLACES).map((place) => (
            <button
              key={`${place.server} ${place.file} ${place.line} ${place.column}`}
              type="button"
              onClick={() => onGo(place)}
              className="min-h-[24px] rounded-[4px] border border-line px-1.5 font-mono hover:bg-sunken print:border-0"
            >
              {place.server} {place.file.slice(place.file.lastIndexOf('/') + 1)}:{place.line}
            </button>
          ))}
          {rest > 0 && <span className="text-muted">and {rest} more</span>}
          <span className="text-muted">
            for <Age at={since} of="Holds since" short />
          </span>
          <RunbookLink code={code} className="inline-flex min-h-[24px] items-center" />
        </div>
        <Correction finding={finding} />
      </div>
    </li>
  );
}
