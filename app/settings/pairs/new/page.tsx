import { Only } from '@/components/access/may.tsx';
import { NewPair } from '@/components/settings/pairs/new-pair.tsx';

export default function NewPairPage() {
  return (
    <Only need="admin">
      <NewPair />
    </Only>
  );
}
