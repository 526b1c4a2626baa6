import { setupYamlInputSchema } from '../../../../../lib/contracts/setup.ts';
import { answer, json } from '../../../../_server/answer.ts';
import { bodyOf } from '../../../../_server/body.ts';
import { refuseBut } from '../../../../_server/read-only.ts';
import { writeYaml } from '../../../../_server/setup.ts';

const refuse = refuseBut('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };

/** `POST /api/v1/setup/yaml`: a pair as pairwatch.yaml has it, with references in the place of its secrets. */
export function POST(request: Request): Promise<Response> {
  return answer(request, 'admin', async () => {
    return json(await writeYaml(await bodyOf(request, setupYamlInputSchema)));
  });
}
