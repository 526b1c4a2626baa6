/** JSON with line breaks; what is none as it is. */
export function prettyBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // SyntaxError: shown all the same, for whoever looks for what is wrong with it
  }
}
