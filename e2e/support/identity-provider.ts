import { createServer, type Server } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { freePort } from './product.ts';

export type IdentityProvider = {
  issuer: string;
  /** Who signs in there next, by the claims the provider tells of him. */
  knows(claims: Record<string, unknown>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** A real OpenID Connect provider on loopback, with its own pages to sign in and to consent, and one client. */
export async function identityProvider(client: {
  id: string;
  secret: string;
  redirectUri: string;
}): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  let claims: Record<string, unknown> = {};
  const configuration: Configuration = {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of this test'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...claims }) }),
  };
  let server: Server | null = null;
  return {
    issuer,
    knows: (told) => {
      claims = told;
    },
    async start() {
      const started = createServer(new Provider(issuer, configuration).callback());
      await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve));
      server = started;
    },
    async stop() {
      const running = server;
      server = null;
      if (running === null) return;
      const closed = new Promise<void>((resolve) => running.close(() => resolve()));
      running.closeAllConnections();
      await closed;
    },
  };
}
