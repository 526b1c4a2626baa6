import { spawnSync } from 'node:child_process';

/** What Next would shrink pictures with. There are none to shrink, so it is not packed. */
const NOT_PACKED = /^(sharp|@img\/.+)$/;

/** Packages whose package.json says nothing of a licence, with what the LICENSE file beside it says. */
const SAID_ELSEWHERE = { 'png-js': 'MIT' };

/**
 * CycloneDX of all that is installed to run Pairwatch, by npm itself: also what the build put into the pages' own code.
 * Throws where npm can't tell.
 */
export function billOfMaterials(root) {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  const bill = JSON.parse(stdout);
  const refs = new Set();
  for (const { name, 'bom-ref': ref } of bill.components) if (NOT_PACKED.test(name)) refs.add(ref);
  // npm calls it by the folder it lies in.
  bill.metadata.component.name = 'pairwatch';
  return {
    ...bill,
    components: bill.components.filter((each) => !refs.has(each['bom-ref'])).map(withLicence),
    dependencies: bill.dependencies
      .filter(({ ref }) => !refs.has(ref))
      .map((each) => ({ ...each, dependsOn: each.dependsOn.filter((ref) => !refs.has(ref)) })),
  };
}

/** An SPDX expression of one component, or null where nothing is known. */
export function licenceOf({ licenses = [] }) {
  const [first] = licenses;
  return first?.expression ?? first?.license?.id ?? first?.license?.name ?? null;
}

function withLicence(component) {
  // Whence this very file came says nothing to who has it, and would name the mirror of whoever built it.
  const externalReferences =
    component.externalReferences?.filter(({ type }) => type !== 'distribution') ?? [];
  const told = SAID_ELSEWHERE[component.name];
  const licenses = licenceOf(component) === null && told ? [{ license: { id: told } }] : component.licenses;
  return { ...component, ...(licenses && { licenses }), externalReferences };
}
