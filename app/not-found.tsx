import type { Route } from 'next';
import Link from 'next/link';
import { BUTTON_LOOK } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

const WAYS = [
  { href: '/', word: 'All pairs' },
  { href: '/events', word: 'Events' },
  { href: '/settings/pairs', word: 'Settings of pairs' },
] as const;

export default function NotFound() {
  return (
    <>
      <title>Nothing here · Pairwatch</title>
      <Notice
        heading="h1"
        title="There is nothing at this address"
        action={
          <div className="flex flex-wrap gap-2">
            {WAYS.map(({ href, word }) => (
              <Link
                key={href}
                href={href as Route /* pages of ours */}
                prefetch={false}
                className={BUTTON_LOOK}
              >
                {word}
              </Link>
            ))}
          </div>
        }
      >
        <p>
          Pairwatch watches no pair of this name, or has no such page. A pair that is watched no more keeps
          its events. Ctrl+K or ⌘K finds pairs, pools and pages by a few letters.
        </p>
      </Notice>
    </>
  );
}
