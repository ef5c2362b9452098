// Calls of the JSON API. A refusal becomes a Fault that knows the field it is about.

/** What the service answered instead of doing it. */
export class Fault extends Error {
  constructor(http, status) {
    super(status?.message || `The bridge answered ${http}.`);
    const details = status?.details ?? [];
    const info = details.find((detail) => detail.reason) ?? {};
    this.http = http;
    this.reason = info.reason ?? '';
    this.todo = info.metadata?.todo ?? '';
    this.fields = Object.fromEntries(
      details.flatMap((detail) => detail.fieldViolations ?? []).map((it) => [it.field, it.description]),
    );
  }
}

/** Set by the page: what to do when nobody is signed in (any more); `true`: the session has ended by itself. */
export const signedOut = { then: () => {} };

/** One call; `options`: etag, key (idempotency), dryRun, signal. */
export async function call(method, path, body, options = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-Bridge-Request'] = '1';
  if (options.etag) headers['If-Match'] = options.etag;
  if (options.key) headers['Idempotency-Key'] = options.key;
  if (options.dryRun) headers['Bridge-Dry-Run'] = 'true';
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: options.signal,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Fault(0, { message: 'The bridge cannot be reached.', details: [{ reason: 'UNREACHABLE', metadata: { todo: 'See whether it runs, then try again.' } }] });
  }
  const text = await answer.text();
  const parsed = text ? parse(text) : {};
  if (answer.ok) return parsed;
  if (answer.status === 401 && path !== '/v1/session') signedOut.then(true);
  throw new Fault(answer.status, parsed);
}

export const get = (path, query) => call('GET', path + search(query));

/** A key under which a repeated call acts once. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export function search(query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '' && one !== false && one !== null) params.append(name, one);
    }
  }
  const text = params.toString();
  return text && `?${text}`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 300) };
  }
}
