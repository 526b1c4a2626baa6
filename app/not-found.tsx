import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

export default function NotFound() {
  return (
    <Notice
      title="There is nothing at this address"
      action={
        <Link href="/" className={BUTTON_LOOK}>
          All pairs
        </Link>
      }
    >
      <p>
        Pairwatch watches no pair of this name, or has no such page. A pair that was taken out of
        pairwatch.yaml keeps its events.
      </p>
    </Notice>
  );
}
