/** Says of something that it stands in the settings file, so that nobody looks for the way to change it here. */
export function Provisioned() {
  return (
    <span className="text-13 text-muted">
      from <code className="font-mono text-12">pairwatch.yaml</code>: changed there, then restart Pairwatch
    </span>
  );
}
