import { Prose } from '@/components/ui/prose.tsx';
import type { DeliveryTryDto } from '@/lib/contracts/delivery.ts';
import { adviceOn, tryWords } from './try-words.ts';

/** Each try in a line, with what to do about those that failed. */
export function TryList({ tries }: { tries: readonly DeliveryTryDto[] }) {
  return (
    <ol className="space-y-1">
      {tries.map((each, index) => {
        const advice = adviceOn(each);
        return (
          <li key={each.attemptedAt} className="wrap-anywhere">
            Try {index + 1}: <Prose text={tryWords(each)} />
            {advice && (
              <span className="block">
                <span className="font-medium">What to do: </span>
                {advice}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
