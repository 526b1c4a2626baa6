import { expect, it } from 'vitest';
import { KNOWN_FAILOVER_STATES } from '../failover-states.ts';
import { HOUR_MS, NOW, pairFacts, SECOND_MS } from './testing/pair-facts.ts';
import { judge } from './verdict.ts';

/** Every word a server can give, and two ways of giving none. */
const WORDS = [...KNOWN_FAILOVER_STATES, 'unreachable', 'stale'] as const;
type Said = (typeof WORDS)[number];

function spoiled(said: Said, partner: Said, forMs: number) {
  const heard = partner === 'unreachable' || partner === 'stale' ? 'normal' : partner;
  if (said === 'unreachable') return { failures: 3, ageMs: 30 * SECOND_MS, forMs };
  if (said === 'stale') return { ageMs: 30 * SECOND_MS, forMs };
  return { state: said, partner: heard, forMs };
}

/** What every two words mean together: a decision nobody took on purpose would show here. */
it.each([
  ['seconds', 5 * SECOND_MS],
  ['hours', 3 * HOUR_MS],
])('decides every two words that have lasted for %s', async (name, forMs) => {
  const lines = WORDS.flatMap((primary) =>
    WORDS.map((secondary) => {
      const facts = pairFacts(spoiled(primary, secondary, forMs), spoiled(secondary, primary, forMs));
      const { verdict, code, answering } = judge(facts, NOW);
      const answers = answering.map((each) => ({ true: 'yes', false: 'no', null: '?' })[`${each.answering}`]);
      return `${`${primary}, ${secondary}`.padEnd(55)} ${verdict.padEnd(10)} ${answers.join('/').padEnd(7)} ${code}`;
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`testcases/verdicts-after-${name}.txt`);
});
