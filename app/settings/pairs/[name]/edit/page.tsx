import { EditPair } from '@/components/settings/pairs/edit-pair.tsx';

export default async function EditPairPage({ params }: PageProps<'/settings/pairs/[name]/edit'>) {
  const name = decodeURIComponent((await params).name);
  return <EditPair name={name} firstProblem={null} />;
}
