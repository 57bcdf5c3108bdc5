// The sandbox's API, and nothing else. A lost server and a refusal are two different things.

/** The server does not answer. */
export class Offline extends Error {}

/** The server answered, with words for the person. */
export class Refused extends Error {}

let reach = () => {};
/** `listener(true | false)` hears whether the server answers. */
export const onReach = (listener) => (reach = listener);

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/api/${path}`, options);
  } catch {
    reach(false);
    throw new Offline();
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new Refused(body.error || "");
}

export function get(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== null && value !== undefined));
  return call(query.size ? `${path}?${query}` : path);
}

export function post(path, body) {
  return call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}
