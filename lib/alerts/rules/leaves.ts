import type { Level } from '../rule.ts';
import { byLevels, ownEvidence } from './judgement.ts';
import { limitOf, type Opinion } from './kind.ts';
import { onWhole } from './subjects.ts';

/** How a rule counts the times when a pair stopped to be healthy. */
export type Counting = {
  /** Those that count by a level's limits, oldest first. */
  within: (level: Level) => readonly number[];
  unit: string;
  sentence: (count: number, level: Level) => string;
  nextStep: string;
};

const SHOWN = 10;

/** An opinion on the pair by how often it stopped to be healthy, with the limits `count` and `rearm`. */
export function onLeaves({ within, unit, sentence, nextStep }: Counting): Opinion {
  return onWhole((rule) =>
    byLevels(
      rule,
      (level) => within(level).length >= limitOf(level, 'count'),
      (level) => within(level).length > limitOf(level, 'rearm'),
      (level) => {
        const leaves = within(level);
        const limit = limitOf(level, 'count');
        return {
          // The trouble began with the first of them, however long it took to show that they go on.
          since: leaves[0] ?? null,
          sentence: sentence(leaves.length, level),
          nextStep,
          figures: [{ name: 'stopped to be healthy', value: leaves.length, unit, limit }],
          evidence: leaves.slice(-SHOWN).map((at) => ownEvidence('The pair stopped to be healthy.', at)),
        };
      },
    ),
  );
}
