import { expect, it } from 'vitest';
import { ApiError } from '../../lib/queries/api.ts';
import { InputError, mistakeAt, refusalOf } from './mistakes.ts';

const problem = (errors?: { path: string; found: string; expected: string }[]) =>
  new ApiError({
    type: 'urn:pairwatch:problem:conflict',
    title: 'This cannot be done now',
    status: 409,
    detail: 'There is an endpoint ops already: choose another name.',
    ...(errors && { errors }),
  });

it('tells a refusal as a whole where no value is at fault', () => {
  expect(refusalOf(problem())).toEqual({
    title: 'This cannot be done now',
    detail: 'There is an endpoint ops already: choose another name.',
    mistakes: [],
  });
});

it('tells value by value what was expected', () => {
  expect(refusalOf(problem([{ path: 'allow.0', found: '"ten"', expected: 'a network' }]))).toEqual({
    title: 'One value is not as expected',
    detail: null,
    mistakes: [{ path: 'allow.0', text: 'Expected a network.' }],
  });
});

it('tells what the form found by itself in the same way', () => {
  const mistakes = [{ path: 'options.keepFiringForMs', text: 'Expected a time.' }];
  expect(refusalOf(new InputError(mistakes))).toEqual({
    title: 'One value is not as expected',
    detail: null,
    mistakes,
  });
});

it('shows a field the mistake of a value within it, its own before that', () => {
  const within = { path: 'to.1', text: 'Expected an address.' };
  expect(mistakeAt([within], 'to')).toBe('Expected an address.');
  expect(mistakeAt([within, { path: 'to', text: 'Expected one at least.' }], 'to')).toBe(
    'Expected one at least.',
  );
  expect(mistakeAt([within], 't')).toBeNull();
});
