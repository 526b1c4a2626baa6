import { Only } from '@/components/access/may.tsx';
import { EditPair } from '@/components/settings/pairs/edit-pair.tsx';

export default async function EditPairPage({ params }: PageProps<'/settings/pairs/[name]/edit'>) {
  const name = decodeURIComponent((await params).name);
  return (
    <Only need="admin">
      <EditPair name={name} firstProblem={null} />
    </Only>
  );
}
