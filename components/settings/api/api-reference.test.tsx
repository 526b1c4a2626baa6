import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { OPERATIONS } from '../../../lib/openapi/document.ts';
import { referenceOperations } from '../../../lib/openapi/reference.ts';
import { ApiReference } from './api-reference.tsx';

it('shows every operation with what it takes, and how to ask for it', () => {
  const page = renderToStaticMarkup(<ApiReference operations={referenceOperations()} />);
  expect(page.match(/<details /g)).toHaveLength(OPERATIONS.length);
  expect(page).toContain('POST /api/v1/alerts/{id}/acknowledge');
  expect(page).toContain('list of object');
  expect(page).toContain('curl -H &quot;Authorization: Bearer $TOKEN&quot;');
});
