import type { Logger } from 'pino';
import type { Database } from '../../db/client.ts';
import type { Channel, Endpoint } from '../../notify/endpoint.ts';
import { enabledEndpoints, noteUnusable, sealedEndpoints } from '../../store/endpoints.ts';

export type EndpointBookOptions = {
  db: Pick<Database, 'read' | 'write'>;
  log: Pick<Logger, 'error'>;
  /** Those of the settings. */
  provisioned: readonly Endpoint[];
  /** Opens the channel that a browser sealed. Where it can't, the message of the error tells people why, what to do, and no secret. */
  openChannel: (sealed: string) => Promise<Channel>;
};

type Opened = { channel: Channel } | { whyNot: string };

/** Whom messages can be sent to now: endpoints of the settings and those made in a browser, without the disabled ones. */
export class EndpointBook {
  readonly #options: EndpointBookOptions;
  #endpoints: readonly Endpoint[] = [];
  /** By what was sealed, so that it is opened once, and complained of once for each reason. */
  #opened = new Map<string, Opened>();

  constructor(options: EndpointBookOptions) {
    this.#options = options;
  }

  endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Finds out what was made, changed, disabled or removed since, and keeps in the database why a channel does not open. */
  async reload(): Promise<void> {
    const { db, provisioned } = this.#options;
    const { enabled, sealed } = await db.read(async (tx) => ({
      enabled: new Set(await enabledEndpoints(tx)),
      sealed: await sealedEndpoints(tx),
    }));
    const opened = new Map<string, Opened>();
    const made: Endpoint[] = [];
    for (const { name, filter, sealed: text, unusable: known } of sealed) {
      const found = await this.#open(name, text);
      opened.set(text, found);
      if ('channel' in found) made.push({ name, filter, channel: found.channel });
      const unusable = 'channel' in found ? null : found.whyNot;
      if (unusable !== known) await db.write((tx) => noteUnusable(tx, { name, sealed: text, unusable }));
    }
    this.#opened = opened;
    this.#endpoints = [...provisioned, ...made].filter(({ name }) => enabled.has(name));
  }

  /** What did not open is tried again each time: the key may be back. */
  async #open(endpoint: string, sealed: string): Promise<Opened> {
    const before = this.#opened.get(sealed);
    if (before && 'channel' in before) return before;
    try {
      return { channel: await this.#options.openChannel(sealed) };
    } catch (error) {
      const whyNot = error instanceof Error ? error.message : String(error);
      if (before?.whyNot !== whyNot)
        this.#options.log.error(
          { err: error, endpoint },
          'an endpoint can not be told: its secrets do not open',
        );
      return { whyNot };
    }
  }
}
