import { expect, it } from 'vitest';
import { worstFirst } from './worst-first.ts';

it('puts what is worst first and leaves equals in their order', () => {
  const findings = (['info', 'error', 'warning', 'error', 'info'] as const).map((severity, id) => ({
    severity,
    id,
  }));
  expect(worstFirst(findings).map(({ id }) => id)).toEqual([1, 3, 2, 0, 4]);
});
