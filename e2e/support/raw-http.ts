import { connect, type Socket } from 'node:net';

export type RawAnswer = {
  /** 0: the connection ended without an answer. */
  status: number;
  /** By lower-case name; of a name that came twice, both, by a comma. */
  headers: Record<string, string>;
  body: string;
};

/** A client of HTTP/1.1 that sends what it is given, byte by byte as it stands: `fetch` would put an address in order first. */
export function rawSocket(url: string, from = '127.0.0.1'): Socket {
  const { hostname, port } = new URL(url);
  // Whoever writes to it sees in the answer that the server closed it.
  return connect({ port: Number(port), host: hostname, localAddress: from }).on('error', () => {});
}

/** Sends `path` as the target of a request, and gives the whole answer in latin1. Rejects when none is complete within `withinMs`. */
export async function askRaw(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body = '', from, withinMs = 30_000 }: RawQuestion = {},
): Promise<RawAnswer> {
  const socket = rawSocket(url, from);
  const answer = answerOf(socket, withinMs);
  socket.write(`${headOf(url, path, { method, headers })}${body}`, 'latin1');
  return answer;
}

export type RawQuestion = {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** The address it comes from. */
  from?: string;
  withinMs?: number;
};

/** The head of a request, up to where its body begins. */
export function headOf(
  url: string,
  path: string,
  { method = 'GET', headers = {} }: Pick<RawQuestion, 'method' | 'headers'>,
): string {
  const all = { Host: new URL(url).host, Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** What comes until the server closes the connection. */
export function answerOf(socket: Socket, withinMs: number): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const tooLate = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no whole answer within ${withinMs} ms: ${Buffer.concat(pieces).toString('latin1')}`));
    }, withinMs);
    socket.on('data', (piece: Buffer) => pieces.push(piece));
    socket.once('close', () => {
      clearTimeout(tooLate);
      resolve(parsed(Buffer.concat(pieces).toString('latin1')));
    });
  });
}

function parsed(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, Math.max(0, end)).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    const value = line.slice(line.indexOf(':') + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: text.slice(end + 4) };
}
