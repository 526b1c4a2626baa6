import type { Logger } from 'pino';
import type { Database } from '../../db/client.ts';
import type { Channel, Endpoint } from '../../notify/endpoint.ts';
import { enabledEndpoints, sealedEndpoints } from '../../store/endpoints.ts';

export type EndpointBookOptions = {
  db: Pick<Database, 'read'>;
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
  #unusable: ReadonlyMap<string, string> = new Map();
  /** By what was sealed, so that it is opened, or complained of, once. */
  #opened = new Map<string, Opened>();

  constructor(options: EndpointBookOptions) {
    this.#options = options;
  }

  endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** Why nothing can be sent to an endpoint, by its name: those made in a browser whose channel does not open. */
  unusable(): ReadonlyMap<string, string> {
    return this.#unusable;
  }

  /** Finds out what was made, changed, disabled or removed since. */
  async reload(): Promise<void> {
    const { db, provisioned } = this.#options;
    const { enabled, sealed } = await db.read(async (tx) => ({
      enabled: new Set(await enabledEndpoints(tx)),
      sealed: await sealedEndpoints(tx),
    }));
    const opened = new Map<string, Opened>();
    const made: Endpoint[] = [];
    const unusable = new Map<string, string>();
    for (const { name, filter, sealed: text } of sealed) {
      const found = this.#opened.get(text) ?? (await this.#open(name, text));
      opened.set(text, found);
      if ('channel' in found) made.push({ name, filter, channel: found.channel });
      else unusable.set(name, found.whyNot);
    }
    this.#opened = opened;
    this.#unusable = unusable;
    this.#endpoints = [...provisioned, ...made].filter(({ name }) => enabled.has(name));
  }

  async #open(endpoint: string, sealed: string): Promise<Opened> {
    try {
      return { channel: await this.#options.openChannel(sealed) };
    } catch (error) {
      this.#options.log.error(
        { err: error, endpoint },
        'an endpoint can not be told: its secrets do not open',
      );
      return { whyNot: error instanceof Error ? error.message : String(error) };
    }
  }
}
