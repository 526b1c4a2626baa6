import { config } from 'zod/v4/core';

// zod tries, at the first schema that is made, whether it may make code of text. Our content security policy refuses
// that, with a complaint of the browser on each page. Next runs this file before any module of a page.
config({ jitless: true });
