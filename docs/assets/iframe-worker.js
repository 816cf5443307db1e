// The search of pages opened from disk. Browsers refuse workers there, so what asks for one gets a frame that runs the
// script. Material's plugin "offline" would load such a script from a server; its name keeps the plugin from that.
if (location.protocol === "file:") {
  window.IFrameWorker = class extends EventTarget {
    constructor(url) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.document.open();
      this.inside.postMessage = (data) => {
        const message = new MessageEvent("message", { data });
        this.dispatchEvent(message);
        this.onmessage?.(message);
      };
      this.ready = new Promise((done) => {
        this.inside.started = done;
      });
      const script = new URL(url, location.href).href.replaceAll('"', "%22");
      this.inside.document.write(`<script src="${script}"></` + `script><script>started()</` + `script>`);
      this.inside.document.close();
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data })));
    }

    terminate() {
      this.inside.frameElement.remove();
    }
  };
  window.Worker = window.IFrameWorker;
}
