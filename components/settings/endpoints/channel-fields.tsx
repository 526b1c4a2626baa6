'use client';

import type { ReactNode } from 'react';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { MAIL_SECURITIES, MAX_SIGNING_SECRETS, PAGERDUTY_URL } from '@/lib/contracts/endpoint-input.ts';
import type { EndpointDraft } from './endpoint-draft.ts';
import { SigningSecrets } from './signing-secrets.tsx';

type TextName = {
  [Name in keyof EndpointDraft]: EndpointDraft[Name] extends string ? Name : never;
}[keyof EndpointDraft];

export type Fields = {
  draft: EndpointDraft;
  onChange(changes: Partial<EndpointDraft>): void;
};

/** Where an endpoint leads, by its kind. */
export function ChannelFields(fields: Fields) {
  const bind = binder(fields);
  if (fields.draft.kind === 'email') return <MailFields {...fields} />;
  return (
    <>
      <TextField
        path="url"
        label="Address"
        help={ADDRESS_HELP[fields.draft.kind]}
        placeholder={fields.draft.kind === 'pagerduty' ? PAGERDUTY_URL : 'https://'}
        inputMode="url"
        {...bind('url')}
      />
      {fields.draft.kind === 'standard' && <SigningSecrets most={MAX_SIGNING_SECRETS} {...bind('secrets')} />}
      {fields.draft.kind === 'pagerduty' && (
        <TextField
          path="routingKey"
          label="Integration key"
          help="Of an Events API v2 integration of the service: 32 letters and digits."
          isMono
          {...bind('routingKey')}
        />
      )}
      {fields.draft.kind === 'template' && (
        <>
          <TextField path="template.contentType" label="Content type" isMono {...bind('contentType')} />
          <TextField
            path="template.body"
            label="Template"
            help="Mustache over the message: `{{data.sentence}}`, `{{type}}`, `{{timestamp}}`. In JSON put {{name}} between quotes."
            rows={6}
            isMono
            placeholder={'{"text": "{{data.sentence}}"}'}
            {...bind('template')}
          />
        </>
      )}
      <More>
        <TextField
          path="headers"
          label="Headers"
          help="One a line: `Authorization: Bearer …`."
          isOptional
          rows={2}
          isMono
          {...bind('headers')}
        />
        <Allow {...fields} />
        <TextField
          path="proxy"
          label="Proxy"
          placeholder="http://proxy.example.net:3128"
          isOptional
          inputMode="url"
          {...bind('proxy')}
        />
        <Certificate path="tls.ca" {...fields} />
        <TextField path="tls.cert" label="Our certificate" isOptional rows={2} isMono {...bind('cert')} />
        <TextField
          path="tls.key"
          label="Our private key"
          help="PEM, without a passphrase. Kept encrypted."
          isOptional
          rows={2}
          isMono
          {...bind('key')}
        />
      </More>
    </>
  );
}

const ADDRESS_HELP: Record<Exclude<EndpointDraft['kind'], 'email'>, string> = {
  standard: 'Where messages are posted. Kept encrypted; only its origin is shown again.',
  slack:
    'The address of an incoming webhook. It is a secret: kept encrypted, only its origin is shown again.',
  teams:
    'The address that a workflow of Teams gives. It is a secret: kept encrypted, only its origin is shown again.',
  pagerduty: 'Left empty: PagerDuty’s own.',
  alertmanager: 'Of its alerts, such as https://alertmanager.example.net/api/v2/alerts.',
  template: 'Where messages are posted. Kept encrypted; only its origin is shown again.',
};

function MailFields(fields: Fields) {
  const { draft, onChange } = fields;
  const bind = binder(fields);
  return (
    <>
      <TextField path="smtp.host" label="Mail server" placeholder="mail.example.net" {...bind('host')} />
      <SelectField
        path="smtp.security"
        label="Encryption"
        value={draft.security}
        options={MAIL_SECURITIES.map((value) => ({ value, word: SECURITY_WORDS[value] }))}
        onChange={(security) => onChange({ security })}
      />
      <TextField
        path="smtp.port"
        label="Port"
        help="Left empty: 587 for STARTTLS, 465 for TLS, 25 for none."
        isOptional
        inputMode="numeric"
        {...bind('port')}
      />
      <TextField path="smtp.user" label="Account" isOptional {...bind('user')} />
      <TextField
        path="smtp.password"
        label="Password"
        help="Kept encrypted, never shown again."
        isOptional
        type="password"
        autoComplete="new-password"
        {...bind('password')}
      />
      <TextField path="from" label="From" placeholder="Pairwatch <pairwatch@example.net>" {...bind('from')} />
      <TextField path="to" label="To" help="One address a line." rows={2} {...bind('to')} />
      <More>
        <Allow {...fields} />
        <Certificate path="smtp.ca" {...fields} />
      </More>
    </>
  );
}

const SECURITY_WORDS = {
  starttls: 'STARTTLS',
  tls: 'TLS from the first byte',
  none: 'none: anybody on the way can read it',
} as const;

function Allow(fields: Fields) {
  return (
    <TextField
      path="allow"
      label="Inner networks it may lead to"
      help="Addresses of private networks and of this machine are refused unless they stand here, such as 10.0.0.0/8. One a line."
      isOptional
      rows={2}
      isMono
      {...binder(fields)('allow')}
    />
  );
}

function Certificate({ path, ...fields }: Fields & { path: string }) {
  return (
    <TextField
      path={path}
      label="Authority to trust"
      help="Its certificate in PEM, besides the public ones."
      isOptional
      rows={2}
      isMono
      {...binder(fields)('ca')}
    />
  );
}

/** What few need, folded away. */
function More({ children }: { children: ReactNode }) {
  return (
    <details>
      <summary className="w-fit text-muted hover:text-ink">
        Inner networks, headers, proxy, certificates
      </summary>
      <div className="mt-3 space-y-4">{children}</div>
    </details>
  );
}

function binder({ draft, onChange }: Fields) {
  return (name: Exclude<TextName, 'kind' | 'security'>) => ({
    value: draft[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
}
