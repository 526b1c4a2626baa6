import { NewPair } from '@/components/settings/pairs/new-pair.tsx';

export default function NewPairPage() {
  return <NewPair />;
}
