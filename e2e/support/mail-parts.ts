/** The part of a mail (RFC 2045) that is HTML, decoded. Throws when it has none. */
export function htmlOf(mail: string): string {
  const boundary = /boundary="([^"]+)"/.exec(mail)?.[1];
  const parts = boundary === undefined ? [mail] : mail.split(`--${boundary}`);
  const part = parts.find((each) => /^content-type: text\/html/im.test(each));
  if (part === undefined) throw new Error('the mail has no part of HTML');
  const start = part.search(/\n\r?\n/);
  return decoded(part.slice(start).trim(), /^content-transfer-encoding: (\S+)/im.exec(part)?.[1] ?? '7bit');
}

function decoded(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString();
  if (encoding !== 'quoted-printable') return text;
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
