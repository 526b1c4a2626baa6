import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const MS_FROM_1900_TO_1970 = 2_208_988_800_000;
const PACKET_BYTES = 48;

/** The time daemon of a simulated server: answers on a port of loopback what the server's clock shows (RFC 5905). */
export class SimulatedNtpServer {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** `now`: what its clock shows, milliseconds since 1970. */
  static async start(now: () => number): Promise<SimulatedNtpServer> {
    const socket = createSocket('udp4');
    socket.on('message', (question, { port, address }) => {
      if (question.length >= PACKET_BYTES) socket.send(answerTo(question, now()), port, address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new SimulatedNtpServer(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}

/** Version 4, mode 4 (a server), synchronised to a server of stratum 1. */
function answerTo(question: Buffer, nowMs: number): Buffer {
  const packet = Buffer.alloc(PACKET_BYTES);
  packet.writeUInt8((4 << 3) | 4, 0);
  packet.writeUInt8(2, 1);
  packet.writeInt8(-20, 3); // its clock is exact to a microsecond
  packet.set([192, 0, 2, 1], 12);
  question.subarray(40).copy(packet, 24);
  writeTimestamp(packet, 32, nowMs);
  writeTimestamp(packet, 40, nowMs);
  return packet;
}

function writeTimestamp(packet: Buffer, at: number, ms: number): void {
  const seconds = (ms + MS_FROM_1900_TO_1970) / 1000;
  packet.writeUInt32BE(Math.floor(seconds) % 2 ** 32, at);
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
}
