// A loader of the browser's bundle, see next.config.ts. Each schema of zod refers to all that makes JSON schemas of it, which only
// the server does (lib/openapi): 5 kB of the first page, compressed.

/** The same names, none of which works. */
module.exports = (source) => {
  const names = [...source.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name);
  return [
    'const none = () => { throw new Error("the browser makes no JSON schema"); };',
    ...names.map((name) => `export const ${name} = () => none;`),
  ].join('\n');
};
