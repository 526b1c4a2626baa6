import { REFUSED_THERE, type RefusedThere } from '@/lib/contracts/sign-in.ts';

const WORDS: Record<RefusedThere, string> = {
  'provider-down':
    'Your provider could not be reached. Try again in a moment; whoever runs Pairwatch finds the reason in its log.',
  'refused-there': 'Your provider did not sign you in, or you turned back there.',
  'wrong-answer':
    'What came back from your provider was not what was asked for. Sign in again; whoever runs Pairwatch finds the reason in its log.',
  lost: 'You came back from your provider too late, or in another browser than you left from. Sign in again.',
  'no-role':
    'Your provider knows you, but none of your groups has a role here. Ask whoever runs Pairwatch: signIn.oidc.roles in pairwatch.yaml says which have one.',
  'no-pairs':
    'Your provider knows you, but none of your groups sees a pair here. Ask whoever runs Pairwatch: signIn.oidc.pairs in pairwatch.yaml says which do.',
  disabled: 'Your account here is disabled. Somebody with the role admin can enable it.',
  'no-email':
    'Your provider tells no e-mail address of you, by which you are known here. Ask whoever runs it to tell the claim email.',
  'email-taken':
    'Somebody here has your e-mail address already, who signs in by a password. Sign in by that, or ask whoever runs Pairwatch.',
  'email-unverified':
    'Somebody here has your e-mail address already, and your provider does not say that it was verified to be yours. Sign in by password, or ask whoever runs Pairwatch.',
};

/** Why nobody was signed in who came from a provider; nothing for what is no such reason. */
export function RefusedThereNote({ why }: { why: unknown }) {
  const known = REFUSED_THERE.find((each) => each === why);
  if (known === undefined) return null;
  return (
    <p role="alert" className="mb-5 rounded-md border border-strong-line bg-sunken px-3 py-2">
      <span className="block font-semibold">You are not signed in</span>
      {WORDS[known]}
    </p>
  );
}
