const HERE = 'http://here.invalid';

/** Where to go after signing in, when that is a page of ours; else the first page. Whatever a link says, nobody is led elsewhere. */
export function nextPath(asked: unknown): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])/.test(asked) || !URL.canParse(asked, HERE)) return '/';
  const { origin, pathname, search } = new URL(asked, HERE);
  const isPage =
    origin === HERE && !pathname.startsWith('//') && !/^\/(api|sign-in|set-up)(\/|$)/.test(pathname);
  return isPage ? pathname + search : '/';
}
