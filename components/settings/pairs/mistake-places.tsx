import { Button } from '@/components/ui/button.tsx';
import type { Refusal } from '@/components/ui/mistakes.ts';
import { PLACES, placeOf, STEP_WORDS } from './places.ts';

/** Leads to the steps in which what was refused can be mended: their fields are not in sight. */
export function MistakePlaces({
  refusal,
  names,
  onGo,
}: {
  refusal: Refusal | null;
  names: readonly string[];
  onGo(to: number): void;
}) {
  const places = (refusal?.mistakes ?? []).map(({ path }) => placeOf(path));
  const wanted = PLACES.flatMap((place, to) =>
    places.some(({ server, step }) => server === place.server && step === place.step)
      ? [{ ...place, to }]
      : [],
  );
  if (wanted.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-2">
      {wanted.map(({ server, step, to }) => (
        <Button key={to} onClick={() => onGo(to)}>
          Mend it: {names[server]}, {STEP_WORDS[step]}
        </Button>
      ))}
    </p>
  );
}
