/** How often each answer came, by status; `none` where nobody answered. */
export type Answers = Record<string, number>;

const PATHS = ['/api/health', '/api/v1/overview', '/api/v1/events', '/'];
const EVERY_MS = 500;
const PATIENCE_MS = 10_000;

/** Somebody with a token who asks for one page after the other, whatever comes of it. */
export function startVisitor(url: string, token: string): { stop(): Answers } {
  const answers: Answers = {};
  let turn = 0;
  async function ask(): Promise<void> {
    const path = PATHS[turn++ % PATHS.length] ?? '/';
    const key = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'manual',
    })
      .then(async (answer) => {
        await answer.text();
        return `${answer.status}`;
      })
      .catch(() => 'none'); // it was killed, or is starting
    answers[key] = (answers[key] ?? 0) + 1;
  }
  const timer = setInterval(() => void ask(), EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return answers;
    },
  };
}
