import { PairTabs } from '@/components/pair/pair-tabs.tsx';

export default async function PairLayout({ children, params }: LayoutProps<'/pairs/[name]'>) {
  const { name } = await params;
  return (
    <>
      <PairTabs name={decodeURIComponent(name)} />
      {children}
    </>
  );
}
