import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Identity } from './certificates.ts';
import { startRawServer } from './raw-server.ts';

export type SmtpServerOptions = {
  /** With which it offers STARTTLS; `immediate`: speaks TLS from the first byte. */
  identity?: Identity;
  immediate?: boolean;
  /** `user:password` that it wants; it offers no login without. */
  login?: string;
  /** What it says instead of its usual reply to a command, by the command's beginning; `message` is the end of the data. */
  replies?: Record<string, string>;
};

export type ReceivedEmail = { envelope: string[]; text: string; isEncrypted: boolean };

/** A real SMTP conversation (RFC 5321, 3207, 4954) on loopback. */
export async function startSmtpServer({
  identity,
  immediate = false,
  login,
  replies = {},
}: SmtpServerOptions = {}) {
  const received: ReceivedEmail[] = [];
  const commands: string[] = [];
  const secure = (socket: Duplex) =>
    new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(identity) });

  function converse(socket: Duplex, isEncrypted: boolean, greeting: string | null): void {
    const envelope: string[] = [];
    let text: string[] | null = null;
    let buffered = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => socket.destroy());
    socket.on('data', onData);
    if (greeting !== null) say(greeting);

    function onData(chunk: Buffer): void {
      buffered += chunk;
      const lines = buffered.split('\r\n');
      buffered = lines.pop() ?? '';
      for (const line of lines) {
        if (text === null) onCommand(line);
        else if (line !== '.') text.push(line.replace(/^\./, ''));
        else {
          const reply = replies.message ?? '250 2.0.0 Queued';
          if (reply.startsWith('2'))
            received.push({ envelope: [...envelope], text: text.join('\n'), isEncrypted });
          text = null;
          say(reply);
        }
      }
    }

    function onCommand(line: string): void {
      commands.push(line);
      const [, reply] = Object.entries(replies).find(([start]) => line.toUpperCase().startsWith(start)) ?? [];
      if (reply !== undefined) return void say(reply);
      if (line.startsWith('EHLO')) {
        say('250-mail.example.test');
        if (identity && !isEncrypted) say('250-STARTTLS');
        if (login) say('250-AUTH PLAIN');
        say('250 8BITMIME');
      } else if (line === 'STARTTLS') {
        socket.off('data', onData);
        say('220 Go ahead');
        converse(secure(socket), true, null);
      } else if (line.startsWith('AUTH PLAIN')) {
        const expected = Buffer.from(`\0${login?.replace(':', '\0')}`).toString('base64');
        say(line === `AUTH PLAIN ${expected}` ? '235 2.7.0 Welcome' : '535 5.7.8 Bad credentials');
      } else if (line === 'DATA') {
        text = [];
        say('354 Go on');
      } else {
        if (/^(MAIL|RCPT)/.test(line)) envelope.push(line);
        say('250 2.1.0 Ok');
      }
    }
  }

  const server = await startRawServer((socket) =>
    converse(
      immediate ? secure(socket) : socket,
      immediate,
      replies.greeting ?? '220 mail.example.test ESMTP',
    ),
  );
  return { ...server, received, commands };
}
