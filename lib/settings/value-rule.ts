import type { z } from 'zod';
import {
  CERTIFICATE_EXPECTED,
  certificateSchema,
  HEADER_VALUE_EXPECTED,
  HTTP_ADDRESS_EXPECTED,
  headerValueSchema,
  httpAddressSchema,
  PROXY_EXPECTED,
  proxySchema,
  ROUTING_KEY_EXPECTED,
  routingKeySchema,
  SIGNING_SECRET_EXPECTED,
  signingSecretSchema,
  TLS_KEY_EXPECTED,
  tlsKeySchema,
} from '../contracts/endpoint-input.ts';

/** What a value must be that the settings give as env:NAME, file:PATH or a text. */
export type ValueRule = {
  /** What it is, as in "a variable that holds …". */
  what: string;
  fits(value: string): boolean;
  /** What one is that does not fit. */
  otherwise: string;
  expected: string;
  /** Whether it is better kept out of the settings file. */
  isSecret(value: string): boolean;
};

const always = () => true;
const never = () => false;
const by = (schema: z.ZodType) => (value: string) => schema.safeParse(value).success;

export const OMAPI_SECRET: ValueRule = {
  what: 'the secret',
  fits: (secret) => secret !== '' && BASE64.test(secret),
  otherwise: 'is not base64',
  expected: 'the secret of the key as it stands in dhcpd.conf, in base64',
  isSecret: always,
};
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const SSH_KEY: ValueRule = {
  what: 'the key',
  fits: (key) => /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(key),
  otherwise: 'is no private key',
  expected: 'a private key file as ssh-keygen makes it; the one without .pub at the end of its name',
  isSecret: always,
};

/** That it opens the key, or the account, is found when it is used. */
export const PASSPHRASE: ValueRule = {
  what: 'the secret',
  fits: (secret) => secret !== '',
  otherwise: 'is empty',
  expected: 'the passphrase of the key',
  isSecret: always,
};

export const OIDC_SECRET: ValueRule = {
  ...PASSPHRASE,
  expected: 'the secret of the client, as the provider gave it',
};

export const SMTP_PASSWORD: ValueRule = {
  ...PASSPHRASE,
  what: 'the password',
  expected: 'the password of the account',
};

/** The file is read again at every connection, so that its mending needs no restart; here it must only be there. */
export const KNOWN_HOSTS: ValueRule = {
  what: 'the host keys',
  fits: (text) => /^[^#\s]\S*[ \t]+\S/m.test(text),
  otherwise: 'names no host key',
  expected: 'a known_hosts file, in which each line is a host, a key type and a key',
  isSecret: never,
};

export const SIGNING_SECRET: ValueRule = {
  what: 'the secret',
  fits: by(signingSecretSchema),
  otherwise: 'is not base64 of 24 to 64 bytes',
  expected: SIGNING_SECRET_EXPECTED,
  isSecret: always,
};

export const ROUTING_KEY: ValueRule = {
  what: 'the key',
  fits: by(routingKeySchema),
  otherwise: 'is not 32 letters and digits',
  expected: ROUTING_KEY_EXPECTED,
  isSecret: always,
};

/** Where what stands after `?` is there to let the sender in, as most often. */
export const ADDRESS: ValueRule = {
  what: 'the address',
  fits: by(httpAddressSchema),
  otherwise: 'is no such address',
  expected: HTTP_ADDRESS_EXPECTED,
  isSecret: (url) => new URL(url).search !== '',
};

/** Whoever knows the address of a Slack or Teams hook can write there. */
export const SECRET_ADDRESS: ValueRule = { ...ADDRESS, isSecret: always };

export const PROXY: ValueRule = {
  what: 'the address',
  fits: by(proxySchema),
  otherwise: 'is no such address',
  expected: PROXY_EXPECTED,
  isSecret: (url) => new URL(url).password !== '',
};

const SECRET_HEADER = /auth|cookie|key|pass|secret|token/i;

export const headerValue = (name: string): ValueRule => ({
  what: 'the header',
  fits: by(headerValueSchema),
  otherwise: 'is no such value',
  expected: HEADER_VALUE_EXPECTED,
  isSecret: () => SECRET_HEADER.test(name),
});

export const CERTIFICATE: ValueRule = {
  what: 'the certificate',
  fits: by(certificateSchema),
  otherwise: 'is no certificate',
  expected: CERTIFICATE_EXPECTED,
  isSecret: never,
};

export const TLS_KEY: ValueRule = {
  what: 'the key',
  fits: by(tlsKeySchema),
  otherwise: 'is no such key',
  expected: TLS_KEY_EXPECTED,
  isSecret: always,
};
