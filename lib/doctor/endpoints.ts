import { AddressRefusedError, createAddressGuard } from '../notify/address-guard.ts';
import type { Channel, HeartbeatTarget } from '../notify/endpoint.ts';
import { attention, broken, ok, type Said } from './line.ts';
import type { Check } from './run-checks.ts';

type Target = { what: string; name: string; channel: Channel | HeartbeatTarget };

/** Whether the name of each endpoint leads to an address that may be sent to. Nothing is sent, and nothing connected to. */
export const endpointChecks = (targets: readonly Target[]): Check[] =>
  targets.map(({ what, name, channel }) => ({
    group: 'Endpoints',
    id: 'endpoint',
    about: `${what} ${name}`,
    withinMs: 8_000,
    run: async () => hostsSaid(`${what} ${name}`, channel),
  }));

async function hostsSaid(about: string, channel: Target['channel']): Promise<Said[]> {
  const guard = createAddressGuard(channel.allow);
  return Promise.all(hostsOf(channel).map((host) => hostSaid(about, host, guard)));
}

/** A proxy looks the name behind it up by itself. */
function hostsOf(channel: Target['channel']): string[] {
  if ('host' in channel) return [channel.host];
  return [new URL(channel.proxy ?? channel.url).hostname];
}

async function hostSaid(
  about: string,
  host: string,
  guard: ReturnType<typeof createAddressGuard>,
): Promise<Said> {
  try {
    guard.checkHost(host);
    const address = await new Promise<string>((resolve, reject) =>
      guard.lookup(host.replace(/^\[|\]$/g, ''), {}, (error, found) =>
        error ? reject(error) : resolve(String(found)),
      ),
    );
    return ok(`${about}: ${host} is ${address}, and may be sent to`);
  } catch (error) {
    if (error instanceof AddressRefusedError)
      return broken(`${about} may not be sent to`, `${error.message}.`);
    const reason = error instanceof Error ? error.message : String(error);
    return attention(
      `${about}: the name ${host} does not resolve now`,
      `${reason}. Check its spelling and the name servers of this machine: getent hosts ${host}`,
    );
  }
}
