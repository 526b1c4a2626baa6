import { connect, type LookupFunction, type Socket } from 'node:net';
import { createTransport, type NodemailerError } from 'nodemailer';
import { createAddressGuard } from './address-guard.ts';
import type { EmailChannel } from './endpoint.ts';
import { excerpt } from './excerpt.ts';
import { explain } from './failure.ts';
import { NEXT_ADDRESS_AFTER_MS, trusting } from './http.ts';
import type { RenderedEmail } from './render-email.ts';
import { delivered, failed, type TryResult } from './try-result.ts';

export type Email = RenderedEmail & {
  webhookId: string;
  /** Its Date: when what it tells was written down, however late it is sent. */
  writtenAt: number;
  attachments?: readonly Attachment[];
};

/** A file that goes along with a mail. */
export type Attachment = { name: string; contentType: string; bytes: Uint8Array };

/**
 * Hands an e-mail to the SMTP server, once, over a connection to permitted addresses only. Every try has the same Message-ID,
 * by which a mailbox can tell a repetition. Rejects when `signal` is aborted or no connection came about.
 */
export async function sendEmail(
  channel: EmailChannel,
  email: Email,
  signal: AbortSignal,
  resolve?: LookupFunction,
): Promise<TryResult> {
  const socket = await dial(channel, signal, resolve);
  try {
    const { response, rejectedErrors = [] } = await transportOver(socket, channel).sendMail({
      from: email.from,
      to: [...email.to],
      subject: email.subject,
      text: email.text,
      html: email.html,
      headers: { ...email.headers },
      attachments: (email.attachments ?? []).map(({ name, contentType, bytes }) => ({
        filename: name,
        contentType,
        content: Buffer.from(bytes),
      })),
      messageId: messageIdOf(email.webhookId, email.from),
      date: new Date(email.writtenAt),
      signal,
    });
    // Some recipients have it: a repetition for those that were refused would reach the others twice.
    const refused = rejectedErrors.map((error) => `${error.recipient} was refused: ${error.response}`);
    return delivered(replyCodeOf(response), excerpt(Buffer.from([response, ...refused].join('\n'))));
  } catch (error) {
    if (signal.aborted || !isSmtpError(error)) throw error;
    return refusal(error, channel);
  } finally {
    socket.destroy();
  }
}

function dial({ host, port, allow }: EmailChannel, signal: AbortSignal, resolve?: LookupFunction) {
  const guard = createAddressGuard(allow, resolve);
  guard.checkHost(host);
  return new Promise<Socket>((connected, failedWith) => {
    const socket = connect({
      host,
      port,
      signal,
      lookup: guard.lookup,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    });
    // It stays: until nodemailer listens too, an error would have no listener otherwise and end the process.
    socket.on('error', failedWith);
    socket.once('connect', () => connected(socket));
  });
}

function transportOver(connection: Socket, { host, port, security, user, password, tls }: EmailChannel) {
  return createTransport({
    connection,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: trusting(tls.ca),
    // A server that offers no login is not the one that is meant.
    ...(user !== null && { auth: { user, pass: password ?? '' }, forceAuth: true }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function isSmtpError(error: unknown): error is NodemailerError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** A login is often mended, and so is a server's policy; what is said of the message or its recipients is final. */
function refusal(error: NodemailerError, { security }: EmailChannel): TryResult {
  const { code, response, responseCode = null, permanent = false } = error;
  const isAboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return failed(words(error, security), {
    status: responseCode,
    answer: response === undefined ? null : excerpt(Buffer.from(response)),
    isFinal: permanent && isAboutMessage,
  });
}

function words(error: NodemailerError, security: EmailChannel['security']): string {
  const { code, response } = error;
  if (code === 'EAUTH') return `the login was refused: ${response ?? error.message}; check user and password`;
  if (code === 'ETLS' && response !== undefined)
    return `STARTTLS was refused: ${response}; security: ${security} needs a server that offers it`;
  return response === undefined ? explain(error) : `answered ${response}`;
}

function replyCodeOf(response: string): number | null {
  const code = Number.parseInt(response, 10);
  return Number.isNaN(code) ? null : code;
}

function messageIdOf(webhookId: string, from: string): string {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'pairwatch.invalid';
  return `<${webhookId}@${domain}>`;
}
