import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import type { ServerName } from '../lab/topology.ts';
import { SyslogFile, type SyslogForm } from './syslog-file.ts';

const SYSLOG_FORMS: Record<ServerName, SyslogForm> = { a: 'rfc3164', b: 'iso' };

/** The log of each server of the lab in `folder`, as syslog writes it on its machine; whoever asks closes them. */
export function labSyslog(lab: Lab, folder: string): Record<ServerName, SyslogFile> {
  const logOf = (server: ServerName) =>
    new SyslogFile(lab.log(server), {
      path: join(folder, `${server}.syslog`),
      host: `dhcp-${server}`,
      form: SYSLOG_FORMS[server],
      pid: () => lab.serverPid(server),
    });
  return { a: logOf('a'), b: logOf('b') };
}
