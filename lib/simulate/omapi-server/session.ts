import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ByteFeed } from '../../omapi/codec/byte-feed.ts';
import { createSigner, type OmapiKey, type Signer } from '../../omapi/codec/hmac.ts';
import { INTRO, type OmapiMessage } from '../../omapi/codec/message.ts';
import { readConversation } from '../../omapi/codec/read-message.ts';
import { RESULT } from '../../omapi/codec/result-codes.ts';
import { OmapiError } from '../../omapi/errors.ts';
import { answer, type Served, status } from './answer.ts';
import { type Answer, encodeReply } from './encode-reply.ts';
import type { OmapiFaults } from './faults.ts';

const WRONG_SECRET = Buffer.from('not the secret of any key').toString('base64');

/** One client of a simulated server, from its intro to its end. */
export class Session {
  readonly #socket: Socket;
  readonly #served: Served;
  readonly #faults: () => OmapiFaults;
  /** The key the client has opened on this connection, under the handle it was told. */
  #opened: { key: OmapiKey; signer: Signer } | null = null;
  #nextId = 1_000;
  #held: Buffer[] = [];
  /** It stopped in the middle of a reply, and stays so. */
  #isStalled = false;
  #output: Promise<void> = Promise.resolve();

  constructor(socket: Socket, served: Served, faults: () => OmapiFaults) {
    this.#socket = socket;
    this.#served = served;
    this.#faults = faults;
    // The client may go at any moment, like any client; 'close' follows.
    socket.on('error', () => {});
    this.#greet();
  }

  /** Sends what `holdReplies` kept back. */
  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) this.#send(bytes);
  }

  #greet(): void {
    const { greeting } = this.#faults();
    if (greeting === 'close') {
      this.#socket.destroy();
      return;
    }
    if (greeting === undefined) this.#send(INTRO);
    else if (greeting !== 'silence') this.#send(Buffer.from(greeting.banner));
    const feed = new ByteFeed(readConversation({ intro() {}, message: (request) => this.#serve(request) }));
    this.#socket.on('data', (chunk: Buffer) => {
      if (greeting !== undefined) return;
      try {
        feed.push(chunk);
      } catch (error) {
        if (!(error instanceof OmapiError)) throw error;
        // dhcpd drops whoever breaks the protocol, without a word.
        this.#socket.destroy();
      }
    });
  }

  #serve(request: OmapiMessage): void {
    if (this.#socket.destroyed) return;
    const reply = this.#answerOrDrop(request);
    if (!reply) {
      this.#socket.destroy();
      return;
    }
    const faults = this.#faults();
    this.#nextId += 1;
    const ids = { id: this.#nextId, rid: request.id + (faults.ridOffset ?? 0) };
    const signer = request.authid === 0 ? null : this.#replySigner(faults);
    const bytes = encodeReply(withFaults(reply, faults), ids, signer);
    if (faults.holdReplies) this.#held.push(bytes);
    else this.#send(bytes);
    if (reply.kind === 'object' && isAuthenticatorOpen(request)) this.#openAuthenticator(reply.handle);
  }

  /** The answer, or undefined where dhcpd ends the connection instead (reference 1.3 to 1.5). */
  #answerOrDrop(request: OmapiMessage): Answer | undefined {
    if (request.rid !== 0 || request.operation === 'status') return undefined;
    if (request.authid === 0) {
      const allowed = !this.#served.key || isAuthenticatorOpen(request);
      return allowed ? answer(request, this.#served) : status(RESULT.noKeys, 'No authenticator on message');
    }
    if (!this.#opened || request.authid !== this.#opened.signer.authid) return undefined;
    const { key, signer } = this.#opened;
    if (this.#faults().onlyMd5 && key.algorithm !== 'hmac-md5') return undefined;
    return signer.verify(request.signedBytes, request.signature)
      ? answer(request, this.#served)
      : { kind: 'status', code: RESULT.invalidKey, text: '', signed: false };
  }

  #openAuthenticator(handle: number): void {
    const handled = this.#served.handles.find(handle);
    if (handled?.type !== 'authenticator') return;
    this.#opened = { key: handled.key, signer: createSigner(handled.key, handle) };
  }

  #replySigner(faults: OmapiFaults): Signer | null {
    if (!this.#opened) return null;
    const { key, signer } = this.#opened;
    return faults.signWrongly ? createSigner({ ...key, secret: WRONG_SECRET }, signer.authid) : signer;
  }

  #send(bytes: Buffer): void {
    if (this.#isStalled) return;
    const { pieceBytes, cutReplyAfterBytes, stallReplyAfterBytes } = this.#faults();
    const isReply = this.#isPastOpening() && bytes !== INTRO;
    const cut = cutReplyAfterBytes !== undefined && isReply;
    this.#isStalled = stallReplyAfterBytes !== undefined && isReply;
    const sent = isReply ? bytes.subarray(0, cutReplyAfterBytes ?? stallReplyAfterBytes) : bytes;
    this.#output = this.#output.then(async () => {
      if (this.#socket.destroyed) return;
      for (let at = 0; at < sent.length; at += pieceBytes ?? sent.length) {
        this.#socket.write(sent.subarray(at, at + (pieceBytes ?? sent.length)));
        if (pieceBytes !== undefined) await nextTurn();
      }
      if (cut) this.#socket.destroySoon();
    });
  }

  /** Whether replies are now to real questions, not to the authenticator's open. */
  #isPastOpening(): boolean {
    return this.#opened !== null || !this.#served.key;
  }
}

function isAuthenticatorOpen(request: OmapiMessage): boolean {
  return request.operation === 'open' && request.message.get('type')?.toString() === 'authenticator';
}

function withFaults(reply: Answer, faults: OmapiFaults): Answer {
  if (reply.kind !== 'object') return reply;
  const { oversizedValueBytes: oversized } = faults;
  return {
    ...reply,
    attributes: oversized ? [['padding', Buffer.alloc(oversized)], ...reply.attributes] : reply.attributes,
    ...(faults.objectsUnsigned ? { signed: false } : {}),
  };
}
