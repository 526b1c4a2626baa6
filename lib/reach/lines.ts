const MAX_LINE_BYTES = 1024 * 1024;
const LF = 0x0a;

/** Cuts a stream of bytes into lines of UTF-8 text. A line is cut at 1 MiB, so that no command can fill our memory. */
export class LineCutter {
  #parts: Uint8Array[] = [];
  #length = 0;

  /** The lines that end in `bytes`, without their ends (LF or CR LF). */
  push(bytes: Uint8Array): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, from)) {
      this.#keep(bytes.subarray(from, end));
      lines.push(this.#take());
      from = end + 1;
    }
    this.#keep(bytes.subarray(from));
    return lines;
  }

  /** What is left behind the last line end; null when nothing is. */
  finish(): string | null {
    return this.#length === 0 ? null : this.#take();
  }

  #keep(part: Uint8Array): void {
    const kept = part.subarray(0, MAX_LINE_BYTES - this.#length);
    if (kept.length === 0) return;
    this.#parts.push(kept);
    this.#length += kept.length;
  }

  #take(): string {
    const text = Buffer.concat(this.#parts, this.#length).toString('utf8');
    this.#parts = [];
    this.#length = 0;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
