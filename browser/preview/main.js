// Brings the parts of the preview together.

import { annotating } from "./annotate.js";
import { api } from "./api.js";
import { problems } from "./problems.js";
import { listen, swapStyles } from "./stream.js";
import { h, layer } from "./ui.js";

/**
 * @param {Record<string, string>} settings of the page's tag
 * @param {{ reload: (fragment?: string | null) => void }} page
 */
export async function start(settings, page) {
  const sheet = new CSSStyleSheet();
  // A page that is left while it is being set up gets no style any more, and needs none.
  const style = await fetch(`${settings.base}.onrecord/preview.css`).then((answer) => answer.text()).catch(() => null);
  if (style === null) return;
  sheet.replaceSync(style);
  const ui = layer(sheet);
  const offline = h("p", { class: "badge offline", role: "status", hidden: true }, "Preview not connected");
  const annotate = settings.article ? annotating(ui, sheet, api(settings), settings.article, page.reload) : null;
  const tell = problems(ui, () => annotate?.isBusy() ?? false);
  ui.bar.append(offline);

  listen(settings, {
    state(state) {
      tell(state);
      annotate?.refresh(state.errors);
    },
    styles: ({ paths }) => swapStyles(paths, settings.base),
    reload({ fragment }) {
      if (annotate?.isBusy()) annotate.wait(fragment);
      else page.reload(fragment ?? annotate?.lastWritten() ?? null);
    },
  }, (connected) => { offline.hidden = connected; });
}
