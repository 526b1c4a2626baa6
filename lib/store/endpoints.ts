import type { EndpointAlertFacts } from '../alerts/facts.ts';
import type { EndpointDto, EndpointFilter, EndpointKind } from '../contracts/endpoint.ts';
import type { Tx } from '../db/client.ts';

/** An endpoint without its secrets. `address`: where it leads, without path, query and secrets. */
export type EndpointSetting = { name: string; kind: EndpointKind; address: string; filter: EndpointFilter };

export type TellableEndpoint = { name: string; filter: EndpointFilter };

/**
 * Makes these the endpoints of the settings. What left them is removed and what waited for it is given up; what comes
 * back, or leads elsewhere now, is enabled again. A name that a browser gave is the settings' from here on.
 */
export async function syncEndpoints(
  _tx: Tx,
  _endpoints: readonly EndpointSetting[],
  _now: number,
): Promise<void> {
  throw new Error('still to be written');
}

/** Those that messages are written for, and sent to: all but disabled and removed ones. */
export async function endpointsToTell(_tx: Tx): Promise<TellableEndpoint[]> {
  throw new Error('still to be written');
}

/** Sends nothing there any more until somebody enables it, and says so in an event. Does nothing to a disabled one. */
export async function disableEndpoint(_tx: Tx, _name: string, _reason: string, _now: number): Promise<void> {
  throw new Error('still to be written');
}

/** Counts are of the last 30 days. */
export async function listEndpoints(_tx: Tx, _now: number): Promise<EndpointDto[]> {
  throw new Error('still to be written');
}

/** Those made in a browser, disabled ones among them, with their sealed channels. */
export async function sealedEndpoints(_tx: Tx): Promise<(TellableEndpoint & { sealed: string })[]> {
  throw new Error('still to be written');
}

export async function endpointAlertFacts(_tx: Tx, _now: number): Promise<EndpointAlertFacts[]> {
  throw new Error('still to be written');
}
