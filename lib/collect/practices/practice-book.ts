import type { PracticeAlertFacts } from '../../alerts/facts.ts';
import type { PairPractices } from '../../store/practices.ts';

/** How the duties of all pairs stand, as they were read last: the rules are asked every few seconds, and duties come by the day. */
export class PracticeBook {
  readonly #pairs = new Map<number, PracticeAlertFacts[]>();

  take(pairs: readonly PairPractices[]): void {
    this.#pairs.clear();
    for (const { pairId, practices } of pairs)
      this.#pairs.set(
        pairId,
        practices.map(({ kind, standing, dto }) => ({
          code: kind.code,
          title: kind.title,
          owner: dto.owner,
          isByItself: dto.isByItself,
          ...standing,
          lastRun: dto.lastRun && {
            at: Date.parse(dto.lastRun.at),
            outcome: dto.lastRun.outcome,
            sentence: dto.lastRun.sentence,
          },
        })),
      );
  }

  /** null before they were read. */
  of(pairId: number): PracticeAlertFacts[] | null {
    return this.#pairs.get(pairId) ?? null;
  }
}
