/** scrypt, in the way better-auth checks it. */
export { hashPassword } from 'better-auth/crypto';
