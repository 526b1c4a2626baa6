import { isLoopback } from './listen.ts';
import type { SettingsFile } from './schema.ts';
import type { SettingsWarning } from './settings.ts';

/** Choices that work but are not safe. */
export function unsafeChoices({ pairs, listen }: SettingsFile): SettingsWarning[] {
  const unkeyed = pairs.flatMap(({ servers }, pair) =>
    servers.flatMap(({ omapi, name }, server) =>
      omapi.key
        ? []
        : [
            {
              path: `pairs[${pair}].servers[${server}].omapi`,
              message: `no key: whoever reaches the OMAPI port of ${name} can change and stop that server. Set omapi-key there, and let only this host reach the port`,
            },
          ],
    ),
  );
  const exposed = isLoopback(listen.host)
    ? []
    : [
        {
          path: 'listen',
          message: `whoever reaches ${listen.host} can read the pages: they ask for no password`,
        },
      ];
  return [...unkeyed, ...exposed];
}
