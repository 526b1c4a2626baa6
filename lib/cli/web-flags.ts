/**
 * What Node is told for the web server. A page makes and drops some 15 MB: with the 16 MB that Node gives to what is new, most
 * pages are stopped once or twice in their midst to sweep it.
 */
export const WEB_FLAGS: readonly string[] = ['--max-semi-space-size=32'];
