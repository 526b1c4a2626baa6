import { doubtfulEndpoints } from './endpoint-warnings.ts';
import { isLoopback } from './listen.ts';
import type { SettingsFile } from './schema.ts';
import type { Settings, SettingsWarning } from './settings.ts';

/** Choices that work but are not safe, or are hardly what was meant. `settings` are what was built of `file`. */
export function unsafeChoices(file: SettingsFile, settings: Omit<Settings, 'warnings'>): SettingsWarning[] {
  return [
    ...serversWithoutKey(file),
    ...doubtfulEndpoints(settings),
    ...longWindows(settings),
    ...exposedPages(file),
  ];
}

function serversWithoutKey({ pairs }: SettingsFile): SettingsWarning[] {
  return pairs.flatMap(({ servers }, pair) =>
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
}

const LONG_WINDOW_MS = 31 * 86_400_000;

function longWindows({ maintenance }: Pick<Settings, 'maintenance'>): SettingsWarning[] {
  return maintenance.flatMap(({ schedule }, index) =>
    schedule.kind === 'once' && Date.parse(schedule.endsAt) - Date.parse(schedule.startsAt) > LONG_WINDOW_MS
      ? [{ path: `maintenance[${index}]`, message: 'for more than 31 days nobody is told of anything' }]
      : [],
  );
}

function exposedPages({ listen, signIn }: SettingsFile): SettingsWarning[] {
  if (signIn !== 'off' || isLoopback(listen.host)) return [];
  return [
    {
      path: 'listen',
      message: `whoever reaches ${listen.host} can read the pages and change what they can: nobody signs in`,
    },
  ];
}
