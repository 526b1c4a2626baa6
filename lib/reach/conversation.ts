import type { Readable, Writable } from 'node:stream';
import { ReachError } from './error.ts';
import { LineCutter } from './lines.ts';
import type { Answer, Conversation } from './reach.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A command under way that reads what we write, here or at the other end of a connection. */
export type TalkingCommand = {
  /** In words, for messages. */
  label: string;
  /** The machine it runs on, in words. */
  where: string;
  input: Writable;
  output: Readable;
  /** How it ended; rejects with ReachError when that will never be known. */
  ended: Promise<{ code: number | null; stderr: string }>;
  /** Lets it find the end of its input, and takes nothing of it any more. */
  leave(): void;
};

type Waiting = {
  question: string;
  askedAt: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

const SHOWN_CHARACTERS = 200;

/** As Reach.converse gives it. */
export class LineConversation implements Conversation {
  readonly #command: TalkingCommand;
  readonly #cutter = new LineCutter();
  #waiting: Waiting | null = null;
  #ended: { why: unknown } | null = null;
  /** The last line that answered nothing. */
  #otherLine = '';

  constructor(command: TalkingCommand) {
    this.#command = command;
    command.input.on('error', () => {}); // it has ended, which `ended` tells
    command.output.on('data', (bytes: Buffer) => {
      const answeredAt = performance.now();
      for (const line of this.#cutter.push(bytes)) this.#take(line, answeredAt);
    });
    command.ended
      .then(({ code, stderr }) => this.#end(this.#gaveUp(code, stderr)))
      .catch((error: unknown) => this.#end(error));
  }

  ask(question: string, signal: AbortSignal): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended.why);
      this.#waiting = { question, askedAt: performance.now(), resolve, reject };
      this.#command.input.write(`${question}\n`);
    });
    return unlessAborted(answer, signal, `waiting for an answer of ${this.#command.label}`);
  }

  end(): void {
    this.#command.leave();
  }

  #take(line: string, answeredAt: number): void {
    const waiting = this.#waiting;
    if (waiting === null || !line.startsWith(`${waiting.question} `)) {
      this.#otherLine = line;
      return;
    }
    this.#waiting = null;
    const { question, askedAt, resolve } = waiting;
    resolve({ text: line.slice(question.length + 1), askedAt, answeredAt });
  }

  #end(why: unknown): void {
    this.#ended = { why };
    this.#waiting?.reject(why);
  }

  #gaveUp(code: number | null, stderr: string): ReachError {
    const { where, label } = this.#command;
    const said = (stderr.trim() || this.#otherLine || this.#cutter.finish() || '').slice(0, SHOWN_CHARACTERS);
    return new ReachError(
      'not-allowed',
      `${where} ended ${label} with ${code === null ? 'a signal' : `exit code ${code}`} before it answered${said && ` (${said})`}. Let the account run it: see command= before its key in authorized_keys, and ForceCommand in sshd_config.`,
    );
  }
}
