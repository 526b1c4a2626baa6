import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Product, startProduct } from './product.ts';

export type Demo = {
  url: string;
  /** Where it keeps its files; gone after `stop`. */
  folder: string;
  product: Product;
  stop(): Promise<void>;
};

/** Runs `bin/pairwatch demo ARGS` on a free port, in a folder of its own. */
export async function startDemo(...args: string[]): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'pairwatch-demo-'));
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const removeFiles = () => rmSync(folder, { recursive: true, force: true });
  try {
    const product = await startProduct(['demo', ...args, '--listen', listen, '--folder', folder], url);
    return {
      url,
      folder,
      product,
      async stop() {
        await product.stop();
        removeFiles();
      },
    };
  } catch (error) {
    removeFiles();
    throw error;
  }
}
