import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Route = { path: string; method: string; need: 'viewer' | 'operator' | 'admin' | 'anyone' };

/**
 * Every route of the API by its file, with each method that does something there and the role the file says it needs. Throws for a
 * method of which that can't be read: it goes by none of the ways there are.
 */
export function apiRoutes(): Route[] {
  return filesNamed('route.ts').flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const path = addressOf(file);
    return methodsIn(text, file).map(({ method, body }) => {
      const need = /\banswer\(\s*request,\s*'(viewer|operator|admin|anyone)'/.exec(body)?.[1];
      if (need === undefined) throw new Error(`${file}: ${method} says nowhere what role it needs`);
      return { path, method, need: need as Route['need'] }; // the pattern has these words alone
    });
  });
}

/** Every page by its address. */
export function pages(): string[] {
  return filesNamed('page.tsx').map(addressOf);
}

function filesNamed(name: string): string[] {
  return readdirSync(join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path === name || path.endsWith(`/${name}`))
    .map((path) => join('app', path))
    .sort();
}

/** With `1` for what is named by what is asked for. */
function addressOf(file: string): string {
  const folder = dirname(file).replace(/^app/, '');
  return folder.replace(/\/\([^)]*\)/g, '').replace(/\[[^\]]*\]/g, '1') || '/';
}

/** `export function GET(…) {…}`, and `export { nowhere as GET }` of a function beside it; what is taken from read-only.ts does nothing. */
function methodsIn(text: string, file: string): { method: string; body: string }[] {
  const functions = text.split(/\n(?=(?:export )?(?:async )?function )/);
  const own = functions.flatMap((body) => {
    const method = /^export (?:async )?function (GET|POST|PUT|PATCH|DELETE)\b/.exec(body)?.[1];
    return method === undefined ? [] : [{ method, body }];
  });
  const renamed = [...text.matchAll(/\bexport \{([^}]*)\};/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/(\w+) as (GET|POST|PUT|PATCH|DELETE)/g)].flatMap(([, name, method = '']) => {
      if (new RegExp(`const ${name} = refuseBut\\(`).test(text)) return [];
      const body = functions.find((each) => each.startsWith(`function ${name}(`));
      if (body === undefined) throw new Error(`${file}: ${method} is ${name}, which is not seen through`);
      return [{ method, body }];
    }),
  );
  if (own.length + renamed.length === 0) throw new Error(`${file}: no method was found`);
  return [...own, ...renamed];
}
