/** Where a command reads its surroundings and writes its words; tests give their own. */
export type Io = {
  stdout: { write(text: string | Uint8Array): unknown };
  stderr: { write(text: string): unknown };
  env: Record<string, string | undefined>;
};
