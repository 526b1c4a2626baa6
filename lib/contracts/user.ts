import { z } from 'zod';
import { actorSchema } from './action.ts';
import { factorsSchema } from './factors.ts';
import { emailSchema, passwordSchema, personNameSchema } from './sign-in.ts';

const now = z.iso.datetime();
const time = z.iso.datetime().nullable();

const ROLE = 'one of viewer, operator, admin';
export const roleSchema = z.enum(['viewer', 'operator', 'admin'], ROLE);

const PAIRS = 'a list of names of pairs, or null for all';
/** Which pairs may be seen; null: all. */
export const pairScopeSchema = z
  .array(z.string('the name of a pair').min(1, 'the name of a pair').max(255, 'the name of a pair'), PAIRS)
  .min(1, 'at least one pair, or null for all')
  .max(1000, PAIRS)
  .nullable();

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  /** null: all. */
  pairs: z.array(z.string()).nullable(),
  /** `invited`: has not chosen a password yet. */
  state: z.enum(['active', 'invited', 'disabled']),
  createdAt: z.iso.datetime(),
  /** To the minute; null: never. */
  lastSeenAt: time,
  /** Places where this user is signed in. */
  sessions: z.number().int(),
  /** Until when a link that waits to be used serves. */
  linkUntil: time,
  /** Whether a code of an authenticator app is asked for beside the password. */
  hasApp: z.boolean(),
  passkeys: z.number().int(),
});
export type UserDto = z.infer<typeof userSchema>;

export const userListSchema = z.object({ now, users: z.array(userSchema) });
export type UserListDto = z.infer<typeof userListSchema>;

export const userAnswerSchema = z.object({ now, user: userSchema });
export type UserAnswerDto = z.infer<typeof userAnswerSchema>;

/** `link` is told this once: whoever opens it chooses the password of this user. */
export const passwordLinkSchema = z.object({ now, user: userSchema, link: z.url(), until: z.iso.datetime() });
export type PasswordLinkDto = z.infer<typeof passwordLinkSchema>;

/** Body of `POST /api/v1/users`. */
export const inviteSchema = z.strictObject({
  by: actorSchema,
  name: personNameSchema,
  email: emailSchema,
  role: roleSchema,
  pairs: pairScopeSchema.default(null),
});
export type Invite = z.infer<typeof inviteSchema>;

/** Body of `PATCH /api/v1/users/ID`: what is left out stays as it is. */
export const userChangeSchema = z
  .strictObject({
    by: actorSchema,
    name: personNameSchema.optional(),
    role: roleSchema.optional(),
    pairs: pairScopeSchema.optional(),
    disabled: z.boolean('true or false').optional(),
  })
  .refine(({ by: _, ...changes }) => Object.values(changes).some((each) => each !== undefined), {
    path: ['role'],
    error: 'at least one of name, role, pairs and disabled',
  });
export type UserChange = z.infer<typeof userChangeSchema>;

export const endedSchema = z.object({ now, ended: z.number().int() });
export type EndedDto = z.infer<typeof endedSchema>;

/** Body of `POST /api/set-up/password`. */
export const choosePasswordSchema = z.strictObject({
  key: z.string('the key of the link'),
  password: passwordSchema,
});
export type ChoosePassword = z.infer<typeof choosePasswordSchema>;

export const tokenSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  role: roleSchema,
  pairs: z.array(z.string()).nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: time,
  lastUsedAt: time,
  revokedAt: time,
});
export type TokenDto = z.infer<typeof tokenSchema>;

export const tokenListSchema = z.object({ now, tokens: z.array(tokenSchema) });
export type TokenListDto = z.infer<typeof tokenListSchema>;

const TOKEN_NAME = 'a name of letters, digits, dots, hyphens and underscores, 63 at most';
export const tokenNameSchema = z.string(TOKEN_NAME).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, TOKEN_NAME);

const DAYS = 'a number of days from 1 to 3650, or null for a token that serves until it is revoked';
/** Body of `POST /api/v1/tokens`. */
export const tokenInputSchema = z.strictObject({
  by: actorSchema,
  name: tokenNameSchema,
  role: roleSchema,
  pairs: pairScopeSchema.default(null),
  days: z.int(DAYS).min(1, DAYS).max(3650, DAYS).nullable().default(90),
});
export type TokenInput = z.infer<typeof tokenInputSchema>;

/** `token` is told this once. */
export const tokenMadeSchema = z.object({ now, token: z.string() });
export type TokenMadeDto = z.infer<typeof tokenMadeSchema>;

export const ownSessionSchema = z.object({
  id: z.string(),
  /** The one this was asked by. */
  isPresent: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  address: z.string().nullable(),
  /** What the browser calls itself. */
  agent: z.string().nullable(),
});
export type OwnSessionDto = z.infer<typeof ownSessionSchema>;

/** Of `GET /api/v1/account`; `user` is null for whoever came by another way than signing in. */
export const accountSchema = z.object({
  now,
  user: userSchema.nullable(),
  sessions: z.array(ownSessionSchema),
  factors: factorsSchema.nullable(),
});
export type AccountDto = z.infer<typeof accountSchema>;

/** Body of `PUT /api/v1/account/password`. */
export const ownPasswordSchema = z.strictObject({
  present: z
    .string('your present password')
    .min(1, 'your present password')
    .max(128, 'your present password'),
  password: passwordSchema,
});
export type OwnPassword = z.infer<typeof ownPasswordSchema>;
