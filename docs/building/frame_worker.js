/* Pages that are opened as files may start no workers. There, the search runs in a hidden frame instead. */
"use strict";
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.appendChild(this.frame);
      const inside = this.frame.contentWindow;
      window.addEventListener("message", (event) => {
        if (event.source !== inside) return;
        const message = new MessageEvent("message", { data: event.data });
        this.dispatchEvent(message);
        if (this.onmessage) this.onmessage(message);
      });
      this.ready = new Promise((resolve) => { this.frame.addEventListener("load", resolve, { once: true }); });
      inside.document.open();
      inside.document.write(
        "<script>window.postMessage = (data) => parent.postMessage(data, '*');" +
        "window.importScripts = () => undefined;<\/script><script src=\"" + new URL(url, location.href) + "\"><\/script>");
      inside.document.close();
    }
    postMessage(data) {
      this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
    }
    terminate() { this.frame.remove(); }
  };
}
