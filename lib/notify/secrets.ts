import type { Channel } from './endpoint.ts';

/** Shorter ones are parts of ordinary words: to hide them would only make a text unreadable. */
const SHORTEST_SECRET = 6;

/** The text with whatever of the channel nobody may read taken out: a receiver may answer with all it was sent. */
export function withoutSecrets(text: string, channel: Channel): string {
  return secretsOf(channel)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
    .reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);
}

function secretsOf(channel: Channel): string[] {
  if (channel.kind === 'email') return channel.password === null ? [] : [channel.password];
  return [
    ...channel.secrets,
    ...Object.values(channel.headers),
    ...(channel.routingKey === null ? [] : [channel.routingKey]),
    ...secretsOfUrl(channel.url),
    ...(channel.proxy === null ? [] : secretsOfUrl(channel.proxy)),
  ];
}

/** All but the origin. */
function secretsOfUrl(text: string): string[] {
  if (!URL.canParse(text)) return [text];
  const { href, username, password, pathname, search } = new URL(text);
  return [href, username, password, pathname, pathname + search, search];
}
