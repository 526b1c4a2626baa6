import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A TCP server on loopback of which each connection is in the hands of `serve`, for answers that no HTTP server would give. */
export async function startRawServer(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    // A client that has enough of it resets the connection: that is what these tests provoke.
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an AddressInfo once it listens.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    /** Connections that are open now. */
    sockets: sockets as ReadonlySet<Socket>,
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
