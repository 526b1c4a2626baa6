import { splitArguments } from '../split-arguments.ts';

export type ListOptions = {
  pair: string | undefined;
  all: boolean;
  json: boolean;
  config: string | undefined;
};

/** As many as one page of the API has. */
export const LISTED_AT_MOST = 200;

/** The options of `pairwatch alerts` and `pairwatch incidents`. Throws UsageError. */
export function parseListOptions(argv: string[]): ListOptions | 'help' {
  const { values } = splitArguments({
    args: argv,
    allowPositionals: false,
    options: {
      pair: { type: 'string' },
      all: { type: 'boolean' },
      json: { type: 'boolean' },
      config: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const { pair, all = false, json = false, config } = values;
  return { pair, all, json, config };
}
