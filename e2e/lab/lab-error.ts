/** 1: the lab could not do it. 2: asked wrongly. 3: this machine lacks something. */
export type LabExitCode = 1 | 2 | 3;

/** What went wrong, in a sentence for the person at the terminal, and how `main.ts` shall exit. */
export class LabError extends Error {
  readonly exitCode: LabExitCode;

  constructor(message: string, exitCode: LabExitCode = 1) {
    super(message);
    this.name = 'LabError';
    this.exitCode = exitCode;
  }
}
