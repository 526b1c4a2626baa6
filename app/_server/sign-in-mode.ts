/** Whether people sign in, as the launcher says; a web server that nobody told anything has them do so. */
export function signInMode(): 'on' | 'off' | 'demo' {
  const mode = process.env.PAIRWATCH_SIGN_IN;
  return mode === 'off' || mode === 'demo' ? mode : 'on';
}

/** Whether people sign in by e-mail address and password; a link to choose one by lets somebody in all the same. */
export const hasPasswords = (): boolean => process.env.PAIRWATCH_PASSWORDS !== 'off';

/** Whether browsers come by TLS, which the proxy in front ends: by the address people use. */
export function isServedByTls(): boolean {
  return process.env.PAIRWATCH_PUBLIC_URL?.startsWith('https:') ?? false;
}
