import { createServer, type IncomingHttpHeaders, request } from 'node:http';

export type IdentityProxy = {
  url: string;
  /** Who asks from now on, as headers. */
  say(headers: Record<string, string>): void;
  stop(): Promise<void>;
};

/** A proxy before the product that says who asks, and connects from `from`. */
export async function startIdentityProxy(target: string, from: string): Promise<IdentityProxy> {
  let told: Record<string, string> = {};
  const { hostname, port } = new URL(target);
  const headersOf = (headers: IncomingHttpHeaders) => ({ ...headers, ...told });
  const server = createServer((asked, answer) => {
    const onward = request(
      {
        hostname,
        port,
        localAddress: from,
        method: asked.method,
        path: asked.url,
        headers: headersOf(asked.headers),
      },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
        answered.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    say: (headers) => {
      told = headers;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
