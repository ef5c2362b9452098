// The page and its filters stand in the address, so that each view can be linked and kept.

/** The present route: `{path: ['workers', 'ID'], query: URLSearchParams}`. */
export function route() {
  const hash = location.hash.startsWith('#/') ? location.hash.slice(2) : '';
  const [path, query = ''] = hash.split('?');
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

/** The address of a page. */
export function href(path, query = {}) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== '') params.append(name, one);
  }
  const text = params.toString();
  return `#/${path}${text && `?${text}`}`;
}

/** Changes some of the query and leaves the rest; without a new entry in the history. */
export function setQuery(changes) {
  const { path, query } = route();
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== '') query.append(name, one);
  }
  const text = query.toString();
  history.replaceState(null, '', `#/${path.map(encodeURIComponent).join('/')}${text && `?${text}`}`);
  dispatchEvent(new Event('hashchange'));
}

export const go = (address) => {
  location.hash = address.replace(/^#/, '');
};

/** The one-time code of `/#code=…`, which is taken out of the address at once. */
export function takeCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code) history.replaceState(null, '', '/');
  return code;
}
