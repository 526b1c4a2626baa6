import { withCommands } from '@/components/pair/command-words.ts';
import { LevelWord } from '@/components/pair/level-mark.tsx';
import { Age } from '@/components/time/age.tsx';
import { Since } from '@/components/time/since.tsx';
import { Prose } from '@/components/ui/prose.tsx';
import type { ServerConfigDto } from '@/lib/contracts/config.ts';

/** How one server's dhcpd.conf is read, since when it is as shown, and what dhcpd itself says of it. */
export function ServerFiles({ server }: { server: ServerConfigDto }) {
  const { name, role, source, version } = server;
  return (
    <section
      aria-label={`dhcpd.conf of ${name}`}
      data-testid={`config-of-${name}`}
      className="min-w-0 space-y-1 rounded-md border border-line bg-surface px-4 py-3 text-13"
    >
      <h2 className="font-semibold text-14">
        <span className={role === 'primary' ? 'text-server-a' : 'text-server-b'} aria-hidden="true">
          ▎
        </span>
        {name} <span className="font-normal text-muted">· {role}</span>
      </h2>
      <ReadState server={server} />
      {version && source?.failure == null && (
        <p className="text-muted">
          As it is <Since at={version.readAt} of={`First read so of ${name}`} />
        </p>
      )}
      {version && <Test server={server} />}
    </section>
  );
}

function ReadState({ server: { name, source, version } }: { server: ServerConfigDto }) {
  if (source === null)
    return (
      <p>
        <LevelWord level="unknown" word="not set up" />{' '}
        <span className="text-muted">The settings name no dhcpd.conf of {name}.</span>
        {version && <span className="text-muted"> What is shown was read when they still did.</span>}
      </p>
    );
  if (source.failure)
    return (
      <div role="alert" className="space-y-1">
        <p>
          <LevelWord level="warn" word={version ? 'not readable now' : 'never read'} />
          {source.failingSince && (
            <span className="text-muted">
              {' '}
              <Since at={source.failingSince} of={`Reading the dhcpd.conf of ${name} fails`} />
            </span>
          )}
        </p>
        <p className="wrap-anywhere">
          <Prose text={withCommands(source.failure.message)} />
        </p>
        {version && (
          <p>
            What is shown is how it was <Age at={source.lastSuccessAt ?? version.readAt} of="Last read" />; it
            may be another by now.
          </p>
        )}
      </div>
    );
  if (source.lastSuccessAt === null)
    return <p className="text-muted">Not read yet; the first reading is on its way.</p>;
  const isOld = source.freshness === 'stale';
  return (
    <p className={isOld ? 'font-semibold' : 'text-muted'}>
      {isOld && 'Not known now: '}read{' '}
      <Age at={source.lastSuccessAt} of={`dhcpd.conf of ${name} and its includes, read last`} />
    </p>
  );
}

function Test({ server: { name, test } }: { server: ServerConfigDto }) {
  if (test === null)
    return (
      <p className="text-muted">
        <code>dhcpd -t</code> has told nothing of it: <code>test: false</code> is set, or it could not be run
        on {name}.
      </p>
    );
  return (
    <div data-testid={`config-test-${name}`} data-ok={test.ok}>
      <p>
        <LevelWord level={test.ok ? 'good' : 'bad'} word={`dhcpd ${test.ok ? 'takes' : 'refuses'} it`} />{' '}
        <span className="text-muted">
          · <code>dhcpd -t</code> <Age at={test.at} of="Tested by dhcpd on the server" />
        </span>
      </p>
      {test.output !== '' && (
        <details>
          <summary className="w-fit py-0.5 text-muted hover:text-ink">What it printed</summary>
          <pre className="mt-1 max-h-64 overflow-auto whitespace-pre-wrap break-words rounded-md border border-line bg-sunken px-3 py-2 font-mono text-12">
            {test.output}
          </pre>
        </details>
      )}
    </div>
  );
}
