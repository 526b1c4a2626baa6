import type { Logger } from 'pino';
import type { Database } from '../../db/client.ts';
import type { Channel, Endpoint } from '../../notify/endpoint.ts';
import { endpointsToTell, sealedEndpoints } from '../../store/endpoints.ts';

export type EndpointBookOptions = {
  db: Pick<Database, 'read'>;
  log: Pick<Logger, 'error'>;
  /** Those of the settings. */
  provisioned: readonly Endpoint[];
  /** Opens the channel that a browser sealed; rejects with what to do where it can't. */
  openChannel: (sealed: string) => Promise<Channel>;
};

/** Whom messages can be sent to now: endpoints of the settings and those made in a browser, without the disabled ones. */
export class EndpointBook {
  readonly #options: EndpointBookOptions;
  #endpoints: readonly Endpoint[] = [];
  /** By what was sealed, so that it is opened, or complained of, once. */
  #channels = new Map<string, Channel | null>();

  constructor(options: EndpointBookOptions) {
    this.#options = options;
  }

  endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Finds out what was made, changed, disabled or removed since. */
  async reload(): Promise<void> {
    const { db, provisioned } = this.#options;
    const { tellable, sealed } = await db.read(async (tx) => ({
      tellable: new Set((await endpointsToTell(tx)).map(({ name }) => name)),
      sealed: await sealedEndpoints(tx),
    }));
    const channels = new Map<string, Channel | null>();
    const made: Endpoint[] = [];
    for (const { name, filter, sealed: text } of sealed) {
      const known = this.#channels.get(text);
      const channel = known === undefined ? await this.#open(name, text) : known;
      channels.set(text, channel);
      if (channel) made.push({ name, filter, channel });
    }
    this.#channels = channels;
    this.#endpoints = [...provisioned, ...made].filter(({ name }) => tellable.has(name));
  }

  async #open(endpoint: string, sealed: string): Promise<Channel | null> {
    try {
      return await this.#options.openChannel(sealed);
    } catch (error) {
      this.#options.log.error(
        { err: error, endpoint },
        'an endpoint can not be told: its secrets do not open',
      );
      return null;
    }
  }
}
