import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

export default function IncidentNotFound() {
  return (
    <>
      <title>No such incident · Pairwatch</title>
      <Notice
        heading="h1"
        title="There is no such incident"
        action={
          <Link href="/incidents" className={BUTTON_LOOK}>
            All incidents
          </Link>
        }
      >
        <p>No incident has this number, or it ended so long ago that it is kept no more.</p>
      </Notice>
    </>
  );
}
