import { z } from 'zod';

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;

const NAME = 'a name of 1 to 80 characters';
const EMAIL = 'an e-mail address, such as anna@example.net';
const PASSWORD = `a password of at least ${MIN_PASSWORD} characters, and at most ${MAX_PASSWORD}`;

export const personNameSchema = z
  .string(NAME)
  .trim()
  .min(1, NAME)
  .max(80, NAME)
  .refine((name) => !/\p{Cc}/u.test(name), NAME);
export const emailSchema = z.string(EMAIL).trim().toLowerCase().max(254, EMAIL).pipe(z.email(EMAIL));
/** One that is chosen. */
export const passwordSchema = z.string(PASSWORD).min(MIN_PASSWORD, PASSWORD).max(MAX_PASSWORD, PASSWORD);

/** Body of `POST /api/set-up`: the first user, who is an admin. */
export const setUpSchema = z.strictObject({
  key: z.string('the key of the set-up link'),
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type SetUp = z.infer<typeof setUpSchema>;

/** Body of `POST /api/auth/sign-in/email`. */
export const signInSchema = z.strictObject({
  email: z.string(EMAIL).trim().min(1, EMAIL).max(254, EMAIL),
  password: z.string('your password').min(1, 'your password').max(MAX_PASSWORD, 'your password'),
});
export type SignInInput = z.infer<typeof signInSchema>;

/** Answer to who gave the right password, or came by another way in; `needsCode`: he is in when he gave a code as well. */
export const enteredSchema = z.object({ now: z.iso.datetime(), needsCode: z.boolean() });
export type EnteredDto = z.infer<typeof enteredSchema>;

/** Why nobody was signed in who came from a provider, as /sign-in is told it. */
export const REFUSED_THERE = [
  'provider-down',
  'refused-there',
  'wrong-answer',
  'lost',
  'no-role',
  'no-pairs',
  'disabled',
  'no-email',
  'email-taken',
  'email-unverified',
] as const;
export type RefusedThere = (typeof REFUSED_THERE)[number];

/** Answer where all is said by it being one. */
export const doneSchema = z.object({ now: z.iso.datetime() });
