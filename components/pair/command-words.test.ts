import { expect, it } from 'vitest';
import { withCommands } from './command-words.ts';

it.each([
  [
    '/etc/a.conf may not be read by 1000. Give it x, for example: sudo setfacl -m u:1000:r /etc/a.conf',
    '/etc/a.conf may not be read by 1000. Give it x, for example: `sudo setfacl -m u:1000:r /etc/a.conf`',
  ],
  ['Check the disks there: df', 'Check the disks there: `df`'],
  [
    'To try it: ssh-keygen -y -f KEY. Then start anew.',
    'To try it: `ssh-keygen -y -f KEY`. Then start anew.',
  ],
  [
    'If it says the same at its own console (ssh-keygen -lf a.pub), add it: ssh-keyscan h >> known_hosts',
    'If it says the same at its own console (`ssh-keygen -lf a.pub`), add it: `ssh-keyscan h >> known_hosts`',
  ],
])('marks the command in "%s"', (message, marked) => {
  expect(withCommands(message)).toBe(marked);
});

it.each([
  'Nothing listens on 10.0.0.1:7911 (ECONNREFUSED). Check omapi-port.',
  'The answer was: dfx is not known.',
  'Ask it by `ls -l /etc`: ls is enough.',
])('leaves "%s" alone', (message) => {
  expect(withCommands(message)).toBe(message);
});
