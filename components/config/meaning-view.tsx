import { LevelWord } from '@/components/pair/level-mark.tsx';
import { RunbookLink } from '@/components/pair/runbook-link.tsx';
import type { LastingConfigFinding, PairConfigDto } from '@/lib/contracts/config.ts';
import type { ConfigPlace } from '@/lib/contracts/config-review.ts';
import type { Target } from './config-view.tsx';
import { Correction } from './correction.tsx';
import { SEVERITY_LEVEL } from './finding-list.tsx';
import { unreadWords } from './unread-words.ts';

/** What the two configurations come to differently, whatever their spelling: the statements of both beside each other. */
export function MeaningView({ config, onGo }: { config: PairConfigDto; onGo(place: Target['place']): void }) {
  const names = config.servers.map(({ name }) => name);
  const differences = config.findings.filter((finding) => isOfBoth(finding, names));
  const isKnown = unreadWords(config) === null;
  return (
    <section aria-labelledby="by-meaning" data-testid="config-meaning">
      <h2 id="by-meaning" className="font-semibold text-16">
        What differs by meaning
      </h2>
      <p className="mb-2 max-w-prose text-13 text-muted">
        Statements count by what they come to, not by where they stand or how they are spelled. What has to
        differ, such as role, address and name, is left out.
      </p>
      {differences.length === 0 ? (
        <p className="text-13">
          {isKnown
            ? 'Nothing: by meaning the two are alike.'
            : 'Nothing is known to differ, but not all is known: see the findings above.'}
        </p>
      ) : (
        <ul className="space-y-3">
          {differences.map((finding) => (
            <li key={finding.id} className="rounded-md border border-line bg-surface">
              <p className="wrap-anywhere px-3 py-2">
                <LevelWord level={SEVERITY_LEVEL[finding.severity]} word={`${finding.severity}:`} />{' '}
                {finding.sentence} <RunbookLink code={finding.code} />
              </p>
              <div className="grid border-line border-t sm:grid-cols-2">
                {names.map((name, index) => (
                  <Places
                    key={name}
                    server={name}
                    look={index === 0 ? 'text-server-a' : 'border-line text-server-b sm:border-l'}
                    places={finding.places.filter(({ server }) => server === name)}
                    onGo={onGo}
                  />
                ))}
              </div>
              <div className="px-3 pb-2">
                <Correction finding={finding} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Of one server alone is what is wrong with it by itself, unless it says what the other lacks. */
function isOfBoth({ places, correction, server }: LastingConfigFinding, names: readonly string[]): boolean {
  const about = new Set([...places, ...correction].map((each) => each.server));
  return names.every((name) => about.has(name)) || (server === null && about.size > 0);
}

function Places({
  server,
  look,
  places,
  onGo,
}: {
  server: string;
  look: string;
  places: readonly ConfigPlace[];
  onGo(place: Target['place']): void;
}) {
  return (
    <div className={`min-w-0 px-3 py-2 text-12 ${look.includes('border') ? 'border-line sm:border-l' : ''}`}>
      <p className="text-muted">{server}</p>
      {places.length === 0 && <p className="text-muted">no such statement</p>}
      <ul>
        {places.map((place) => (
          <li key={`${place.file} ${place.line} ${place.column}`} className="flex gap-2">
            <button
              type="button"
              onClick={() => onGo(place)}
              className="min-h-[24px] shrink-0 text-muted underline decoration-strong-line hover:text-ink"
            >
              {place.file.slice(place.file.lastIndexOf('/') + 1)}:{place.line}
            </button>
            <code className="wrap-anywhere min-w-0 self-center font-mono">{place.text}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
