import { expect, it } from 'vitest';
import { ApiError } from '../../../lib/queries/api.ts';
import { InputError, mistakeAt, refusalOf } from './mistakes.ts';

const problem = (errors?: { path: string; found: string; expected: string }[]) =>
  new ApiError({
    type: 'urn:pairwatch:problem:conflict',
    title: 'This cannot be done as things are',
    status: 409,
    detail: 'There is an endpoint ops already: choose another name.',
    ...(errors && { errors }),
  });

it('tells a refusal as a whole where no value is at fault', () => {
  expect(refusalOf(problem())).toEqual({
    title: 'This cannot be done as things are',
    detail: 'There is an endpoint ops already: choose another name.',
    mistakes: [],
  });
});

it('tells value by value what was expected, whoever found it', () => {
  const mistakes = [{ path: 'allow.0', expected: 'a network' }];
  const refusal = { title: 'One value is not as expected', detail: null, mistakes };
  expect(refusalOf(problem([{ path: 'allow.0', found: '"ten"', expected: 'a network' }]))).toEqual(refusal);
  expect(refusalOf(new InputError(mistakes))).toEqual(refusal);
});

it('shows a field the mistake of a value within it, its own before that', () => {
  const within = { path: 'to.1', expected: 'an address' };
  expect(mistakeAt([within], 'to')).toBe('an address');
  expect(mistakeAt([within, { path: 'to', expected: 'one at least' }], 'to')).toBe('one at least');
  expect(mistakeAt([within], 't')).toBeNull();
});
