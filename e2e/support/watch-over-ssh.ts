import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import type { SettingsOptions } from '../lab/settings-yaml.ts';
import { SERVER_NAMES, type ServerName } from '../lab/topology.ts';
import { type Api, createApi } from './api.ts';
import { labSyslog } from './lab-syslog.ts';
import { freePort, type Product, startProduct } from './product.ts';
import type { SyslogFile } from './syslog-file.ts';

export type Watch = {
  product: Product;
  api: Api;
  /** The log of each server, as syslog writes it on its machine. */
  syslog: Record<ServerName, SyslogFile>;
  /** Restarts a server with a clock so many seconds ahead of ours, by which its log is written too. */
  skew(server: ServerName, seconds: number): Promise<void>;
  close(): Promise<void>;
};

/** Starts the product on the lab's pair, with everything of the servers read over SSH. */
export async function watchOverSsh(lab: Lab, poll: Required<SettingsOptions>['poll']): Promise<Watch> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-over-ssh-'));
  const syslog = labSyslog(lab, folder);
  const removeFiles = () => {
    for (const server of SERVER_NAMES) syslog[server].close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const listen = `127.0.0.1:${await freePort()}`;
    const settings = join(folder, 'pairwatch.yaml');
    const logs = { a: syslog.a.path, b: syslog.b.path };
    writeFileSync(settings, lab.settingsYaml({ listen, data: folder, overSsh: true, logs, poll }));
    const product = await startProduct(['start', '--config', settings], `http://${listen}`);
    return {
      product,
      api: createApi(product.url, 'office'),
      syslog,
      async skew(server, seconds) {
        syslog[server].skewSeconds = seconds;
        await lab.skew(server, seconds);
      },
      async close() {
        await product.stop();
        removeFiles();
      },
    };
  } catch (error) {
    removeFiles();
    throw error;
  }
}
