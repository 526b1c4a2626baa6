import Link from 'next/link';
import { May } from '@/components/access/may.tsx';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';

/** Leads whoever may to where a thing that is stored here is changed: `of` says of what kind it is, by the folder of its pages. */
export function EditLink({ of, name }: { of: 'endpoints' | 'pairs'; name: string }) {
  return (
    <May need="admin">
      <Link
        href={`/settings/${of}/${name}/edit`}
        prefetch={false}
        aria-label={`Edit ${name}`}
        className={BUTTON_LOOK}
      >
        Edit
      </Link>
    </May>
  );
}
