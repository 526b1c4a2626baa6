import type { SourceKind } from '../../pair/facts.ts';
import type { PartialValue, ReadingValue } from '../reading.ts';

/** One way to read one server. `read` gives the value or throws; `PartialRead` when only a part could be read. */
export type Source<Kind extends SourceKind> = {
  kind: Kind;
  read(signal: AbortSignal): Promise<ReadingValue[Kind]>;
  /** Told once a reading is in the database, by a source that keeps what is not. */
  stored?(value: ReadingValue[Kind]): void;
  close?(): Promise<void>;
};

/** Some of it could be read: the rest's failure, with what was read all the same. `cause` where it has a kind of its own. */
export class PartialRead<Kind extends SourceKind> extends Error {
  readonly value: PartialValue[Kind];

  constructor(message: string, value: PartialValue[Kind], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PartialRead';
    this.value = value;
  }
}
