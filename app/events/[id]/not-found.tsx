import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

export default function EventNotFound() {
  return (
    <>
      <title>No such event · Pairwatch</title>
      <Notice
        heading="h1"
        title="There is no such event"
        action={
          <Link href="/events" className={BUTTON_LOOK}>
            All events
          </Link>
        }
      >
        <p>No event has this number, or it happened so long ago that it is kept no more.</p>
      </Notice>
    </>
  );
}
