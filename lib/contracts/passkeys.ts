import { z } from 'zod';

const now = z.iso.datetime();
const NAME = 'a name of 1 to 60 characters';
const RESPONSE = 'what the browser answered';

export const passkeySchema = z.object({
  id: z.string(),
  /** As who added it called it. */
  name: z.string(),
  createdAt: z.iso.datetime().nullable(),
});
export type PasskeyDto = z.infer<typeof passkeySchema>;

/** What a browser is asked, as WebAuthn writes it in JSON; it is the browser that reads it. */
export const passkeyOptionsSchema = z.object({ now, options: z.looseObject({ challenge: z.string() }) });
export type PasskeyOptionsDto = z.infer<typeof passkeyOptionsSchema>;

/** What a browser answers, which better-auth reads and checks. */
const answerSchema = z.looseObject({ id: z.string(RESPONSE).min(1, RESPONSE).max(2000, RESPONSE) }, RESPONSE);

/** Body of `POST /api/auth/passkey/verify-registration`. */
export const passkeyAddedSchema = z.strictObject({
  name: z
    .string(NAME)
    .trim()
    .min(1, NAME)
    .max(60, NAME)
    .refine((name) => !/\p{Cc}/u.test(name), NAME),
  response: answerSchema,
});
export type PasskeyAdded = z.infer<typeof passkeyAddedSchema>;

/** Body of `POST /api/auth/passkey/verify-authentication`. */
export const passkeyShownSchema = z.strictObject({ response: answerSchema });
export type PasskeyShown = z.infer<typeof passkeyShownSchema>;

/** Body of `POST /api/auth/passkey/delete-passkey`. */
export const passkeyRemovedSchema = z.strictObject({
  id: z.string('the id of a passkey').min(1, 'the id of a passkey').max(100, 'the id of a passkey'),
});

/** Body of what needs nothing told. */
export const nothingSchema = z.strictObject({});
