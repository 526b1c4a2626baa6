import {
  appendFileSync,
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs';

export type SyslogForm = 'rfc3164' | 'iso';

export type SyslogFileOptions = {
  path: string;
  /** As the lines name it. */
  host: string;
  form: SyslogForm;
  /** The pid that writes now. */
  pid: () => number | undefined;
};

/** A line as it stands there: its stamp by its machine's clock, and what that was by ours. */
export type LogLine = {
  text: string;
  stampMs: number;
  trueMs: number /** Of the stamp. */;
  resolutionMs: number;
};

const LOOK_EVERY_MS = 50;

/**
 * Does for one dhcpd of the lab what a syslog daemon does on its machine: what it says on standard error from now on
 * becomes lines of a log, with the time by its machine's clock.
 */
export class SyslogFile {
  readonly path: string;
  /** How far the machine's clock is ahead of ours. */
  skewSeconds = 0;
  readonly #options: SyslogFileOptions;
  readonly #source: number;
  readonly #timer: NodeJS.Timeout;
  #offset: number;
  #begun = '';

  /** `stderrPath`: where that dhcpd's standard error goes. */
  constructor(stderrPath: string, options: SyslogFileOptions) {
    this.#options = options;
    this.path = options.path;
    this.#source = openSync(stderrPath, 'r');
    this.#offset = fstatSync(this.#source).size;
    writeFileSync(options.path, '');
    this.#timer = setInterval(() => this.#copy(), LOOK_EVERY_MS);
  }

  get host(): string {
    return this.#options.host;
  }

  /** What was written so far; of a machine whose clock stayed as it is now. */
  lines(): LogLine[] {
    const { form, host } = this.#options;
    const texts = readFileSync(this.path, 'latin1').split('\n').slice(0, -1);
    return texts.map((text) => {
      const stamp = text.slice(0, text.indexOf(` ${host} `));
      const stampMs = Date.parse(form === 'iso' ? stamp : `${stamp} ${new Date().getFullYear()}`);
      const trueMs = stampMs - this.skewSeconds * 1000;
      return { text, stampMs, trueMs, resolutionMs: form === 'iso' ? 1 : 1000 };
    });
  }

  close(): void {
    clearInterval(this.#timer);
    closeSync(this.#source);
  }

  #copy(): void {
    const bytes = Buffer.alloc(fstatSync(this.#source).size - this.#offset);
    this.#offset += readSync(this.#source, bytes, { position: this.#offset });
    const [...lines] = `${this.#begun}${bytes.toString('latin1')}`.split('\n');
    this.#begun = lines.pop() ?? '';
    const text = lines.filter((line) => line !== '').map((line) => `${this.#header()}${line}\n`);
    if (text.length > 0) appendFileSync(this.#options.path, text.join(''), 'latin1');
  }

  #header(): string {
    const { host, form, pid } = this.#options;
    const now = new Date(Date.now() + this.skewSeconds * 1000);
    return `${STAMPS[form](now)} ${host} dhcpd[${pid() ?? 0}]: `;
  }
}

const STAMPS: Record<SyslogForm, (time: Date) => string> = {
  /** By the machine's wall clock, without year and zone. */
  rfc3164(time) {
    const month = time.toLocaleString('en', { month: 'short' });
    return `${month} ${String(time.getDate()).padStart(2)} ${time.toTimeString().slice(0, 8)}`;
  },
  /** As rsyslog writes it unless told otherwise. */
  iso: (time) => time.toISOString().replace('Z', '000+00:00'),
};
