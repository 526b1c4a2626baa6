import { expect, test } from 'vitest';
import { maskAllSecrets, maskSecrets, secretsIn } from './secrets.ts';

test.each([
  ['key k { algorithm hmac-md5; secret abc=; }', 'key k { algorithm hmac-md5; secret ****; }'],
  ['key "k" {\n secret "a b"\n; }', 'key "k" {\n secret *****\n; }'],
  ['key k { secret "a\nb"; }', 'key k { secret **\n**; }'],
  ['KEY k { abc; SECRET }', 'KEY k { ***; SECRET }'],
  ['secret ab # why\n  cd; option x "y";', 'secret ** # why\n  **; option x "y";'],
  ['option x "open; key k { secret abc; }', 'option x "open; key k { secret ***; }'],
  ['zone a. { primary 127.0.0.1; key k; }', 'zone a. { primary 127.0.0.1; key k; }'],
  ['# key k { algorithm hmac-md5; secret "ab=="; }', '# key k { algorithm hmac-md5; secret ******; }'],
  [
    '#secret ab;\nsecret cd; # was secret ef; secret gh',
    '#secret **;\nsecret **; # was secret **; secret **',
  ],
  ['# secret: ab\n# the password=cd goes', '# secret: **\n# the password=** goes'],
  ['# secretary ab; passwords cd', '# secretary ab; passwords cd'],
  ['ldap-username "cn=a"; ldap-password "b c";', 'ldap-username "cn=a"; ldap-password *****;'],
  ['host secret-room { option host-name "secret"; }', 'host secret-room { option host-name "secret"; }'],
])('masks %j', (text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test('tells the secrets, each in one piece', () => {
  const text = 'key k { algorithm hmac-md5; secret ab+c/d==; }\nkey "l" { secret "e f"; }\nsubnet s { }';
  expect(secretsIn(text)).toEqual(['ab+c/d==', 'e f']);
});

test('hides a secret of one file wherever another tells of it, and no short word for its sake', () => {
  expect(
    maskAllSecrets([
      'key k { algorithm hmac-md5; secret abcdef==; } # abcdef==',
      '# was abcdef==, before ab',
      'secret ab;',
    ]),
  ).toEqual([
    'key k { algorithm hmac-md5; secret ********; } # ********',
    '# was ********, before ab',
    'secret **;',
  ]);
});
