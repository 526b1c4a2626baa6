import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { isServedByTls } from './sign-in-mode.ts';

const ONE_YEAR_S = 31_536_000;

/** Has every answer, static files and errors too, keep browsers to TLS, where people come by it. */
export function keepToTls(): void {
  if (!isServedByTls()) return;
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse }; // as Node documents this channel
    response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR_S}`);
  });
}
