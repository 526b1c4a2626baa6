import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOfDeeds, sees } from './actor.ts';
import { nextPath } from './next-path.ts';
import { allows, isRole, ROLES } from './role.ts';

describe('a role', () => {
  it('may do what it needs and what those below it need', () => {
    const table = ROLES.map((role) => ROLES.map((needed) => allows(role, needed)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it.each(['', 'Admin', 'root', null, 3])('is not %j', (text) => {
    expect(isRole(text)).toBe(false);
  });
});

describe('an actor', () => {
  it('sees the pairs that are named, or all', () => {
    expect(sees({ pairs: null }, 'office')).toBe(true);
    expect(sees({ pairs: ['branch'] }, 'office')).toBe(false);
    expect(sees({ pairs: ['branch'] }, 'branch')).toBe(true);
    expect(sees({ pairs: [] }, 'branch')).toBe(false);
    expect(sees({ pairs: [] }, null)).toBe(true);
  });

  it('does things under a name that is known, or else has to say one', () => {
    expect(nameOfDeeds({ kind: 'user', name: 'Anna' })).toBe('Anna');
    expect(nameOfDeeds({ kind: 'nobody', name: '' })).toBeNull();
    expect(nameOfDeeds({ kind: 'demo', name: 'a visitor of the demo' })).toBeNull();
  });
});

describe('the way on after signing in', () => {
  it.each(['/', '/pairs/office?last=24h', '/events?pair=a%2Fb'])('is %s', (path) => {
    expect(nextPath(path)).toBe(path);
  });

  it.each([
    undefined,
    ['/a', '/b'],
    '',
    'pairs',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/sign-in?next=/sign-in',
    '/set-up',
    '/api/v1/pairs',
    'javascript:alert(1)',
  ])('is not %j', (path) => {
    expect(nextPath(path)).toBe('/');
  });

  it('never leaves this host', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '@',
      ':',
      'evil.example',
      '\t',
      '\n',
      '%2f',
      '%5c',
      '?',
      '#',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = nextPath(pieces.join(''));
        expect(new URL(path, 'https://dhcp.example').origin).toBe('https://dhcp.example');
        expect(nextPath(path)).toBe(path);
      }),
    );
  });
});
