// What the server is asked. All of it lies under `.onrecord/` beside the page's own site.

/** @param {Record<string, string>} settings of the page's tag */
export function api({ base, article, token }) {
  const address = (path, query = {}) => `${base}.onrecord/${path}?${new URLSearchParams(query)}`;

  return {
    /** What could be referred to. */
    async names(words) {
      const answer = await fetch(address("names", { q: words, limit: "20" }));
      return answer.ok ? answer.json() : { speakers: [], events: [], claims: [], sources: [] };
    },

    /** The claims of the article as they are written; null where the server does not answer. */
    async claims() {
      const answer = await fetch(address("claims", { article })).catch(() => null);
      return answer?.ok ? answer.json() : null;
    },

    /** Writes to the claims file. `status` tells how it went, 0 that there was no answer. */
    async write(change) {
      const answer = await fetch(address("claims"), {
        method: "POST",
        headers: { "Content-Type": "application/json", "Onrecord-Token": token },
        body: JSON.stringify({ article, ...change }),
      }).catch(() => null);
      const told = await answer?.json().catch(() => ({}));
      return { status: answer?.status ?? 0, ...told };
    },
  };
}
