/** A package as CycloneDX tells of it. */
export type Component = {
  name: string;
  version: string;
  licenses?: { expression?: string; license?: { id?: string; name?: string } }[];
};

export function billOfMaterials(root: string): { components: Component[] };
export function licenceOf(component: Component): string | null;
