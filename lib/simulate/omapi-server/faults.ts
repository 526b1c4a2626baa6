/** Ways a simulated server can misbehave; all may be changed while it runs and hold from the next bytes on. */
export type OmapiFaults = {
  /** What a new connection meets instead of an intro: an immediate end, nothing, or another protocol's first words. */
  greeting?: 'close' | 'silence' | { banner: string };
  /** Send in pieces of this many bytes, each in a turn of its own. */
  pieceBytes?: number;
  /** End the connection after this many bytes of the next reply to anything but an authenticator open. */
  cutReplyAfterBytes?: number;
  /** Send this many bytes of a reply to anything but an authenticator open, and nothing more on that connection for good. */
  stallReplyAfterBytes?: number;
  /** Read requests and keep the replies back until the fault is lifted. */
  holdReplies?: boolean;
  /** Sign with another secret than the key's. */
  signWrongly?: boolean;
  /** Leave objects unsigned on a signed connection. */
  objectsUnsigned?: boolean;
  /** Answer with `rid` off by this much. */
  ridOffset?: number;
  /** Behave as before 4.4.3: end the connection at the first signed message unless the key is hmac-md5. */
  onlyMd5?: boolean;
  /** Send a value of this many bytes in front of every object. */
  oversizedValueBytes?: number;
};
