import { VerdictMark } from '@/components/status/verdict-mark.tsx';
import type { SetupAnswerDto } from '@/lib/contracts/setup.ts';
import type { PairDraft } from './pair-draft.ts';
import { PLACES, STEP_WORDS } from './places.ts';

/** What a test told, and of which values. */
export type Told = { answer: SetupAnswerDto; isOf: PairDraft };

const MARKS = {
  good: ['healthy', 'text-healthy', 'good'],
  note: ['degraded', 'text-degraded', 'good, with a note'],
  failed: ['down', 'text-down', 'failed'],
  open: ['unknown', 'text-unknown', 'not tested'],
} as const;

/** All steps, how each went, and where the reader is. */
export function Progress({
  at,
  told,
  names,
  onGo,
}: {
  at: number;
  told: readonly (Told | undefined)[];
  names: readonly string[];
  onGo(to: number): void;
}) {
  const groups = [names[0], names[1], 'Both'].map((name, index) => ({
    name,
    places: PLACES.flatMap((place, where) => (groupOf(where) === index ? [{ ...place, where }] : [])),
  }));
  return (
    <nav aria-label="Steps" className="flex flex-wrap gap-x-8 gap-y-3">
      {groups.map(({ name, places }, index) => (
        <div key={index === 2 ? 'both' : index} className="min-w-0">
          <p className="mb-1 text-12 text-muted">{name}</p>
          <ol className="flex flex-wrap gap-1">
            {places.map(({ step, where }) => {
              const [verdict, colour, word] = MARKS[howItWent(told[where])];
              return (
                <li key={where}>
                  <button
                    type="button"
                    onClick={() => onGo(where)}
                    aria-current={where === at ? 'step' : undefined}
                    className={`inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-13 ${where === at ? 'border-ink font-medium' : 'border-line text-muted hover:text-ink'}`}
                  >
                    <span className={colour}>
                      <VerdictMark verdict={verdict} size={10} />
                    </span>
                    {STEP_WORDS[step]}
                    <span className="sr-only">, {word}</span>
                  </button>
                </li>
              );
            })}
          </ol>
        </div>
      ))}
    </nav>
  );
}

const groupOf = (where: number) => (where < 4 ? 0 : where < 8 ? 1 : 2);

function howItWent(told: Told | undefined): keyof typeof MARKS {
  if (!told) return 'open';
  const statuses = told.answer.lines.map(({ status }) => status);
  if (statuses.includes('failed')) return 'failed';
  if (statuses.includes('ask')) return 'open';
  return statuses.includes('note') ? 'note' : 'good';
}
