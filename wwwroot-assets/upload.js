// Sends a file that was chosen on a page by HTTP, and tells the page how far it is.
const pace = 250;
let current;

/** Sends the file of a field; the answer is {status, body}, with status 0 for a broken connection and -1 when it was stopped. */
export function send(field, address, watcher) {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let told = 0;
    current = request;
    request.upload.onprogress = event => {
      const now = performance.now();
      if (now - told >= pace || event.loaded === event.total) {
        told = now;
        watcher.invokeMethodAsync('Report', event.loaded).catch(() => {});
      }
    };
    request.onload = () => resolve({ status: request.status, body: request.responseText });
    request.onerror = () => resolve({ status: 0, body: '' });
    request.onabort = () => resolve({ status: -1, body: '' });
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(field.files[0]);
  });
}

/** Stops the sending. */
export function stop() {
  current?.abort();
}
