/** scrypt, in the way better-auth checks it. */
export { hashPassword, verifyPassword } from 'better-auth/crypto';
