import { createSocket } from 'node:dgram';

// Prints how many seconds the NTP server at argv[2] is ahead of this machine, to a millisecond.
const SECONDS_FROM_1900_TO_1970 = 2_208_988_800;
const CLIENT_VERSION_4 = 0x23;
const TRANSMIT_TIMESTAMP = 40;

const socket = createSocket('udp4');
socket.on('message', (answer) => {
  const seconds = answer.readUInt32BE(TRANSMIT_TIMESTAMP) - SECONDS_FROM_1900_TO_1970;
  const fraction = answer.readUInt32BE(TRANSMIT_TIMESTAMP + 4) / 2 ** 32;
  process.stdout.write(`${(seconds + fraction - Date.now() / 1000).toFixed(3)}\n`);
  socket.close();
});
socket.send(Buffer.alloc(48, Buffer.from([CLIENT_VERSION_4, ...Array(47).fill(0)])), 123, process.argv[2]);
