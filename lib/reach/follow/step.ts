/** A place in a file that can be found again, also by a later run: the file's identity and a count of bytes. */
export type FilePosition = { identity: string; offset: number };

export type FollowStep = OpenedStep | BytesStep;

/** From here on the bytes are those of this file. */
export type OpenedStep = {
  kind: 'opened';
  identity: string;
  /**
   * first: nothing was followed before; resumed: goes on where `resumeAt` says; replaced: another file lies at the path,
   * read from its beginning; truncated: the same file was emptied, and is read from its beginning.
   */
  reason: 'first' | 'resumed' | 'replaced' | 'truncated';
  /** Whether bytes may have been missed between what was followed and this: more happened than could be traced. */
  gap: boolean;
};

/** Bytes that follow one another without a hole; `offset` is where the first of them stands in the file. */
export type BytesStep = { kind: 'bytes'; bytes: Uint8Array; offset: number };
