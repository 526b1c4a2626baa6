import type { Message } from '../contracts/message.ts';
import { emailHtml } from './shapes/email-html.ts';
import { emailText } from './shapes/email-text.ts';
import { lineOf } from './shapes/notice.ts';
import { noticeOf } from './shapes/notice-of.ts';
import { cut } from './shapes/text.ts';
import { digest, threadOf } from './shapes/thread.ts';

/** A mail as nodemailer takes it; the Message-ID is the sender's to give, the same at each try. */
export type RenderedEmail = {
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
};

const LONGEST_SUBJECT = 200;

/**
 * A message as a mail. All mails of one incident name one forebear that was never sent, by which mail programs show them as one
 * conversation. The subject has no line break, whatever the names in it.
 */
export function renderEmail(message: Message, from: string, to: readonly string[]): RenderedEmail {
  const notice = noticeOf(message);
  const forebear = `<${threadName(message)}@${domainOf(from)}>`;
  return {
    from,
    to,
    subject: cut(lineOf(notice), LONGEST_SUBJECT),
    text: emailText(notice, message.timestamp),
    html: emailHtml(notice, message.timestamp),
    headers: {
      'In-Reply-To': forebear,
      References: forebear,
      // RFC 3834: no out-of-office note comes back.
      'Auto-Submitted': 'auto-generated',
    },
  };
}

/** Only what may stand in a Message-ID. */
function threadName(message: Message): string {
  const thread = threadOf(message);
  return /^[a-z0-9-]+$/.test(thread) ? thread : `pairwatch-${digest(thread)}`;
}

/** Of `dhcp@example.net` or `Pairwatch <dhcp@example.net>`. */
function domainOf(address: string): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(address)?.[1] ?? 'pairwatch.invalid';
}
