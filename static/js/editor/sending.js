// What became of a text that was sent? The one place that reads the portal's answers.

const PATIENCE = 30000;

// Returns { kind, answer }: saved, conflict, blocked, signin, forbidden, somebody, large or lost.
export async function sendText(url, values, { token, fresh }) {
  const first = await once(url, values, token());
  if (first.kind !== "forbidden" || !fresh) return first;
  // The token of a page ages when somebody signs in again; ask for a new one, once.
  const renewed = await fresh();
  return renewed === true ? once(url, values, token()) : { kind: renewed || "forbidden" };
}

async function once(url, values, token) {
  let response;
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  try {
    response = await fetch(url, { method: "POST", body: bodyOf(values, token), headers: { Accept: "application/json" }, redirect: "manual", signal: stop.signal });
  } catch {
    return { kind: "lost" };
  } finally {
    clearTimeout(clock);
  }
  if (response.type === "opaqueredirect" || response.status === 401) return { kind: "signin" };
  if (response.status === 429 || response.status >= 500) return { kind: "lost" };
  let answer = null;
  try { answer = await response.json(); } catch { /* a page of words */ }
  if (answer?.state === "saved" || answer?.state === "conflict" || answer?.state === "blocked") return { kind: answer.state, answer };
  if (answer?.state === "somebody_else") return { kind: "somebody", answer };
  if (response.status === 403) return { kind: "forbidden" };
  return { kind: response.status === 400 || response.status === 413 ? "large" : "lost" };
}

export function bodyOf(values, token) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token);
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return body;
}
