import { idSchema } from '../../lib/contracts/action.ts';
import { resourceUnknown } from './problem.ts';

/** The id in a path such as `/api/v1/alerts/12`; `what` it is of, `list` where such are listed. Throws `Problem`. */
export function pathId(text: string, what: string, list: string): number {
  const id = idSchema.safeParse(text);
  if (!id.success) throw resourceUnknown(what, text, list);
  return id.data;
}
