import { actSchema, removalSchema, removedSchema } from '../contracts/action.ts';
import {
  accountSchema,
  endedSchema,
  inviteSchema,
  ownPasswordSchema,
  passwordLinkSchema,
  tokenInputSchema,
  tokenListSchema,
  tokenMadeSchema,
  userAnswerSchema,
  userChangeSchema,
  userListSchema,
} from '../contracts/user.ts';
import { operationsOf } from './operation.ts';

const admin = { role: 'admin' } as const;
const viewer = { role: 'viewer' } as const;

export const ACCESS_OPERATIONS = [
  ...operationsOf(
    'People',
    ['GET /users', 'Who may sign in, may soon, or could once.', userListSchema, admin],
    [
      'POST /users',
      'Makes a user, and a link to hand over by which he chooses a password, once and within three days.',
      passwordLinkSchema,
      { body: inviteSchema, status: 201, ...admin },
    ],
    [
      'PATCH /users/{id}',
      'Changes name, role or pairs; who is disabled is out at once.',
      userAnswerSchema,
      { body: userChangeSchema, ...admin },
    ],
    [
      'POST /users/{id}/password-link',
      'Another link to choose a password by; those before serve no more.',
      passwordLinkSchema,
      { body: actSchema, status: 201, ...admin },
    ],
    [
      'DELETE /users/{id}/sessions',
      'Signs this user out everywhere.',
      endedSchema,
      { query: removalSchema, ...admin },
    ],
    [
      'DELETE /users/{id}/factors',
      'Takes all but the password from this user, who lost it, and signs him out everywhere.',
      endedSchema,
      { query: removalSchema, ...admin },
    ],
    ['GET /tokens', 'The tokens there are and were, without what they are.', tokenListSchema, admin],
    [
      'POST /tokens',
      'Makes a token, which is in this answer alone.',
      tokenMadeSchema,
      { body: tokenInputSchema, status: 201, ...admin },
    ],
    ['DELETE /tokens/{id}', 'Revokes it at once.', removedSchema, { query: removalSchema, ...admin }],
  ),
  ...operationsOf(
    'Account',
    ['GET /account', 'Who asks, and where he is signed in.', accountSchema],
    [
      'PUT /account/password',
      'Changes the password of who asks; he is signed out everywhere else.',
      endedSchema,
      { body: ownPasswordSchema, ...viewer },
    ],
    ['DELETE /account/sessions', 'Signs who asks out everywhere but here.', endedSchema, viewer],
    ['DELETE /account/sessions/{id}', 'Signs who asks out in one place.', endedSchema, viewer],
  ),
];
