import type { Contents, Parameter } from './config.ts';

/** Of a parameter that may stand several times in a block, the one that counts; undefined when it has none. */
export function parameterIn({ parameters }: Contents, name: string): Parameter | undefined {
  return parameters.findLast((parameter) => parameter.name === name);
}
