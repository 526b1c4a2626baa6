/**
 * A sentence of Pairwatch's as a page shows it: what stands between backticks is code, and lines after the first, such
 * as the place of a mistake in dhcpd.conf, keep their columns.
 */
export function Prose({ text }: { text: string }) {
  const [sentence = '', ...quoted] = text.split('\n');
  return (
    <>
      {sentence.split('`').map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity beyond their place
          <code key={index} className="font-mono text-[0.93em]">
            {part}
          </code>
        ) : (
          part
        ),
      )}
      {quoted.length > 0 && (
        <span className="mt-1 block overflow-x-auto whitespace-pre font-mono text-12">
          {quoted.join('\n')}
        </span>
      )}
    </>
  );
}
