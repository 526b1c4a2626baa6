'use client';

import type { ReactNode } from 'react';
import { Check, SelectField, TextField } from '@/components/ui/field.tsx';
import { KEY_ALGORITHMS, type SetupStep } from '@/lib/contracts/setup.ts';
import type { ClockWay, LogPlace, PairDraft, Reach, Role, SecretDraft, ServerDraft } from './pair-draft.ts';
import { withRole, withServer } from './pair-draft.ts';

export type StepFieldsProps = {
  draft: PairDraft;
  /** Whether the pair's name is to be typed, too. */
  keepsName: boolean;
  index: 0 | 1;
  onChange(draft: PairDraft): void;
};

type Bind = (name: TextName) => { value: string; onChange(value: string): void };
type TextName = {
  [Name in keyof ServerDraft]: ServerDraft[Name] extends string ? Name : never;
}[keyof ServerDraft];
type FieldsProps = StepFieldsProps & {
  server: ServerDraft;
  at: string;
  bind: Bind;
  change(changes: Partial<ServerDraft>): void;
};

/** What is asked at one step of one server. */
export function StepFields({ step, ...props }: StepFieldsProps & { step: Exclude<SetupStep, 'check'> }) {
  const { draft, index, onChange } = props;
  const server = draft.servers[index];
  const change = (changes: Partial<ServerDraft>) => onChange(withServer(draft, index, changes));
  const bind: Bind = (name) => ({
    value: server[name],
    onChange: (value) => change({ [name]: value }),
  });
  const Fields = FIELDS[step];
  return <Fields {...props} server={server} at={`servers.${index}`} bind={bind} change={change} />;
}

const FIELDS: Record<Exclude<SetupStep, 'check'>, (props: FieldsProps) => ReactNode> = {
  host: HostFields,
  omapi: OmapiFields,
  files: FileFields,
  clock: ClockFields,
};

const ROLES: readonly { value: Role; word: string }[] = [
  { value: 'primary', word: 'primary' },
  { value: 'secondary', word: 'secondary' },
];

function HostFields({ draft, keepsName, index, onChange, server, at, bind }: FieldsProps) {
  return (
    <>
      {index === 0 && !keepsName && (
        <TextField
          path="name"
          label="Name of the pair"
          help="Small letters, digits and hyphens. It stands in the address of the pair's page, and stays as it is."
          placeholder="office"
          value={draft.name}
          onChange={(name) => onChange({ ...draft, name })}
        />
      )}
      {index === 0 && (
        <TextField
          path="title"
          label="Title"
          isOptional
          help="What people call it."
          placeholder="Head office"
          value={draft.title}
          onChange={(title) => onChange({ ...draft, title })}
        />
      )}
      <TextField
        path={`${at}.name`}
        label="Name of the server"
        help="What the pages call it."
        placeholder={index === 0 ? 'dhcp-a' : 'dhcp-b'}
        {...bind('name')}
      />
      <TextField
        path={`${at}.host`}
        label="Host"
        help="A host name or an IPv4 address, by which this machine reaches it: OMAPI has no IPv6."
        placeholder="192.0.2.11"
        isMono
        {...bind('host')}
      />
      <SelectField
        path={`${at}.role`}
        label="Role"
        help="As `failover peer` of its dhcpd.conf has it. The next steps say if it is the other one."
        value={server.role}
        options={ROLES}
        onChange={(role) => onChange(withRole(draft, index, role))}
      />
    </>
  );
}

function OmapiFields({ draft, onChange, server, at, bind, change }: FieldsProps) {
  return (
    <>
      <TextField
        path={`${at}.omapi.port`}
        label="OMAPI port"
        help="`omapi-port` of its dhcpd.conf."
        inputMode="numeric"
        isMono
        {...bind('port')}
      />
      <TextField
        path={`${at}.omapi.key.name`}
        label="Name of the key"
        help="`omapi-key` of its dhcpd.conf."
        placeholder="omapi_key"
        isMono
        {...bind('keyName')}
      />
      <SelectField
        path={`${at}.omapi.key.algorithm`}
        label="Algorithm of the key"
        help="dhcpd before 4.4.3 knows hmac-md5 only."
        value={server.algorithm}
        options={KEY_ALGORITHMS.map((value): { value: string; word: string } => ({ value, word: value }))}
        onChange={(algorithm) => change({ algorithm })}
      />
      <SecretField
        path={`${at}.omapi.key.secret`}
        label="Secret of the key"
        help="In base64, as it stands in dhcpd.conf; or `env:NAME` or `file:PATH` of the machine of Pairwatch."
        value={server.secret}
        onChange={(secret) => change({ secret })}
      />
      <TextField
        path="peer"
        label="Failover peer"
        isOptional
        help="The name behind `failover peer` in dhcpd.conf. It is looked for where none is typed."
        isMono
        value={draft.peer}
        onChange={(peer) => onChange({ ...draft, peer })}
      />
    </>
  );
}

const REACHES: readonly { value: Reach; word: string }[] = [
  { value: 'ssh', word: 'over SSH' },
  { value: 'local', word: 'on this machine' },
  { value: 'none', word: 'not read: OMAPI alone' },
];
const LOG_PLACES: readonly { value: LogPlace; word: string }[] = [
  { value: 'none', word: 'not read' },
  { value: 'file', word: 'a file' },
  { value: 'journal', word: 'the journal of a systemd unit' },
];

function FileFields({ server, at, bind, change }: FieldsProps) {
  return (
    <>
      <SelectField
        path={`${at}.reach`}
        label="Its files are read"
        help="They tell pools, leases, and what passes between two polls. Pairwatch only reads; docs/reach.md sets up an account."
        value={server.reach}
        options={REACHES}
        onChange={(reach) => change({ reach })}
      />
      {server.reach === 'ssh' && <SshFields server={server} at={at} bind={bind} change={change} />}
      {server.reach !== 'none' && (
        <>
          <TextField
            path={`${at}.config`}
            label="dhcpd.conf"
            isOptional
            help="Looked for where no path is typed."
            placeholder="/etc/dhcp/dhcpd.conf"
            isMono
            {...bind('config')}
          />
          <Check
            isChecked={server.isConfigTested}
            onChange={(isConfigTested) => change({ isConfigTested })}
            help="By dhcpd -t on the server, whenever the file changed."
          >
            Ask dhcpd what it thinks of it
          </Check>
          <TextField
            path={`${at}.leases`}
            label="Lease file"
            isOptional
            help="Looked for where no path is typed."
            placeholder="/var/lib/dhcp/dhcpd.leases"
            isMono
            {...bind('leases')}
          />
          <SelectField
            path={`${at}.log`}
            label="Log"
            value={server.logPlace}
            options={LOG_PLACES}
            onChange={(logPlace) => change({ logPlace })}
          />
          {server.logPlace === 'file' && (
            <TextField
              path={`${at}.log.path`}
              label="Path of the log"
              placeholder="/var/log/syslog"
              isMono
              {...bind('log')}
            />
          )}
          {server.logPlace === 'file' && (
            <TextField
              path={`${at}.log.host`}
              label="Its name in the lines"
              isOptional
              help="Where one log holds the lines of both servers."
              isMono
              {...bind('logHost')}
            />
          )}
          {server.logPlace === 'journal' && (
            <TextField
              path={`${at}.log.journal`}
              label="Unit"
              placeholder="isc-dhcp-server.service"
              isMono
              {...bind('log')}
            />
          )}
        </>
      )}
    </>
  );
}

function SshFields({ server, at, bind, change }: Pick<FieldsProps, 'server' | 'at' | 'bind' | 'change'>) {
  const ssh = `${at}.reach.ssh`;
  return (
    <>
      <TextField path={`${ssh}.user`} label="Account" isMono {...bind('user')} />
      <TextField
        path={`${ssh}.key`}
        label="File of the private key"
        help="On the machine of Pairwatch, where it stays; readable for its user alone. A new one: `ssh-keygen -t ed25519 -N '' -f keys/pairwatch`"
        placeholder="keys/pairwatch"
        isMono
        {...bind('keyFile')}
      />
      <SecretField
        path={`${ssh}.passphrase`}
        label="Passphrase of the key"
        isOptional
        value={server.passphrase}
        onChange={(passphrase) => change({ passphrase })}
      />
      <TextField path={`${ssh}.port`} label="SSH port" inputMode="numeric" isMono {...bind('sshPort')} />
      <TextField
        path={`${ssh}.host`}
        label="SSH host"
        isOptional
        help="Where it is another than the host of OMAPI."
        isMono
        {...bind('sshHost')}
      />
      <TextField
        path={`${ssh}.fingerprint`}
        label="Fingerprint of its host key"
        isOptional
        help="Left empty, the test shows the key and asks whether it is the right one."
        placeholder="SHA256:…"
        isMono
        {...bind('fingerprint')}
      />
      <TextField
        path={`${ssh}.knownHosts`}
        label="Or a known_hosts file"
        isOptional
        help="On the machine of Pairwatch, in place of the fingerprint."
        isMono
        {...bind('knownHosts')}
      />
    </>
  );
}

const CLOCK_WAYS: readonly { value: ClockWay; word: string }[] = [
  { value: 'both', word: 'by NTP and over SSH' },
  { value: 'ntp', word: 'by NTP' },
  { value: 'ssh', word: 'over SSH' },
  { value: 'off', word: 'not read' },
];

function ClockFields({ server, at, bind, change }: FieldsProps) {
  const ways = CLOCK_WAYS.filter(({ value }) => server.reach === 'ssh' || value === 'ntp' || value === 'off');
  const clock = ways.some(({ value }) => value === server.clock) ? server.clock : 'ntp';
  const isByNtp = clock === 'ntp' || clock === 'both';
  return (
    <>
      <SelectField
        path={`${at}.clock`}
        label="Its clock is read"
        help="Two servers whose clocks are 60 s apart refuse each other, though their pair still looks healthy."
        value={clock}
        options={ways}
        onChange={(way) => change({ clock: way })}
      />
      {isByNtp && (
        <TextField
          path={`${at}.clock.ntp`}
          label="NTP host"
          isOptional
          help="Where it is another than the host itself, or another port: `192.0.2.11:1123`."
          isMono
          {...bind('ntpHost')}
        />
      )}
    </>
  );
}

function SecretField({
  value,
  onChange,
  help,
  ...field
}: {
  path: string;
  label: string;
  help?: string;
  isOptional?: boolean;
  value: SecretDraft;
  onChange(value: SecretDraft): void;
}) {
  const kept = value.isKept ? 'Left empty, what is stored stays.' : '';
  const words = [kept, help].filter(Boolean).join(' ');
  return (
    <TextField
      {...field}
      {...(words !== '' && { help: words })}
      type="password"
      autoComplete="off"
      isMono
      value={value.typed}
      onChange={(typed) => onChange({ ...value, typed })}
    />
  );
}
