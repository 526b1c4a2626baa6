import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const MS_FROM_1900_TO_1970 = 2_208_988_800_000;

/** How a server answers one question; the fields by their names in RFC 5905. */
export type NtpAnswer = {
  leap: number;
  mode: number;
  stratum: number;
  /** Four bytes of latin1. */
  referenceId: string;
  originate: Buffer;
  /** How far its clock is ahead of ours. */
  offsetMs: number;
  /** How long it says it held the question. */
  heldMs: number;
  /** Sent in place of an answer made of all the others. */
  bytes: Buffer | null;
  /** Packets made of the question and sent before the answer. */
  before: (question: Buffer) => Buffer[];
  /** How long the answer is on its way. */
  delayMs: number;
  silent: boolean;
};

/** A small NTP server on loopback that answers each question as the next of `answers` says, the last one for good. */
export class TestNtpServer {
  readonly questions: Buffer[] = [];
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async start(...answers: [Partial<NtpAnswer>, ...Partial<NtpAnswer>[]]): Promise<TestNtpServer> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const server = new TestNtpServer(socket);
    socket.on('message', (question, { port, address }) => {
      const next = answers[Math.min(server.questions.length, answers.length - 1)] ?? {};
      server.questions.push(question);
      for (const packet of next.before?.(question) ?? []) socket.send(packet, port, address);
      if (next.silent) return;
      const packet = next.bytes ?? packetOf(question, next);
      setTimeout(() => socket.send(packet, port, address), next.delayMs ?? 0);
    });
    return server;
  }

  get port(): number {
    return this.#socket.address().port;
  }

  close(): void {
    this.#socket.close();
  }
}

/** The answer to a question: of a synchronised server of stratum 2 with our clock, unless told otherwise. */
export function packetOf(question: Buffer, answer: Partial<NtpAnswer> = {}): Buffer {
  const {
    leap = 0,
    mode = 4,
    stratum = 2,
    referenceId = '\xc0\x00\x02\x01',
    offsetMs = 0,
    heldMs = 0,
  } = answer;
  const packet = Buffer.alloc(48);
  packet.writeUInt8((leap << 6) | (4 << 3) | mode, 0);
  packet.writeUInt8(stratum, 1);
  packet.writeInt8(-20, 3);
  packet.write(referenceId, 12, 'latin1');
  (answer.originate ?? question.subarray(40)).copy(packet, 24);
  const now = Date.now() + offsetMs;
  writeTimestamp(packet, 32, now - heldMs);
  writeTimestamp(packet, 40, now);
  return packet;
}

function writeTimestamp(packet: Buffer, at: number, ms: number): void {
  const seconds = (ms + MS_FROM_1900_TO_1970) / 1000;
  packet.writeUInt32BE(Math.floor(seconds) % 2 ** 32, at);
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
}
