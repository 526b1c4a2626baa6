import Link from 'next/link';
import type { ReactNode } from 'react';
import Markdown, { type Components, type ExtraProps } from 'react-markdown';
import { anchorOf } from './anchor.ts';
import { CodeBlock } from './code-block.tsx';

const COMPONENTS: Components = {
  h1: ({ children }) => <h1 className="font-semibold text-28 tracking-tight">{children}</h1>,
  h2: ({ node, children }) => (
    <h2 id={anchorOf(textOf(node))} className="scroll-mt-6 pt-4 font-semibold text-20">
      {children}
    </h2>
  ),
  ul: ({ children }) => <ul className="list-disc space-y-1.5 pl-6 marker:text-faint">{children}</ul>,
  ol: ({ children }) => (
    <ol className="list-decimal space-y-1.5 pl-6 tabular-nums marker:text-muted">{children}</ol>
  ),
  li: ({ children }) => <li className="pl-1">{children}</li>,
  strong: ({ children }) => <strong className="font-semibold">{children}</strong>,
  code: ({ children }) => (
    <code className="break-words rounded-[3px] box-decoration-clone bg-sunken px-1 py-px font-mono text-[0.875em]">
      {children}
    </code>
  ),
  pre: ({ node }) => <CodeBlock text={textOf(node).trimEnd()} />,
  a: ({ href = '', children }) => <PageLink href={href}>{children}</PageLink>,
};

/** A page of the runbook, or a part of one. Links between the files become links between the pages. */
export function RunbookDocument({ markdown }: { markdown: string }) {
  return (
    <div className="space-y-3 text-16">
      <Markdown components={COMPONENTS}>{markdown}</Markdown>
    </div>
  );
}

const LINK_LOOK = 'underline decoration-strong-line underline-offset-3 hover:decoration-ink';

function PageLink({ href, children }: { href: string; children: ReactNode }) {
  const [, page, anchor = ''] = /^([a-z-]+)\.md(#.*)?$/.exec(href) ?? [];
  if (page === undefined) {
    return (
      <a href={href} className={LINK_LOOK}>
        {children}
      </a>
    );
  }
  return (
    <Link href={`/runbook/${page}${anchor}`} prefetch={false} className={LINK_LOOK}>
      {children}
    </Link>
  );
}

function textOf(node: ExtraProps['node']): string {
  const children = node?.children ?? [];
  return children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('');
}
