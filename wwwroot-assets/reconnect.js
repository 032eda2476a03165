// Follows the connection by the event that blazor.web.js raises on the dialog; what it shows follows the class that is set with it.
const dialog = document.getElementById('components-reconnect-modal');
let failed = false;

function follow({ detail: { state } }) {
  failed = state === 'failed';
  if (state === 'rejected') {
    // The server is back but no longer knows this page, as after a restart: only a fresh page helps.
    location.reload();
  } else if (state === 'hide') {
    dialog.close();
  } else if (!dialog.open) {
    dialog.showModal();
    leaveIfSignedOut();
  }
}

// Whoever was signed out elsewhere gets no connection again: a fresh page leads to the sign-in.
async function leaveIfSignedOut() {
  try {
    const reply = await fetch('_blazor/negotiate?negotiateVersion=1', { method: 'POST' });
    if (reply.status === 401) {
      location.reload();
    }
  } catch {
    // No server: the dialog goes on.
  }
}

// The first brings back the page as it was, the second one that the server has put aside meanwhile.
async function retry() {
  try {
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) {
      location.reload();
    }
  } catch {
    // Still no server: the dialog stays as it is, with its button.
  }
}

dialog.addEventListener('components-reconnect-state-changed', follow);
dialog.addEventListener('cancel', (event) => event.preventDefault());
dialog.querySelector('[data-reconnect]').addEventListener('click', retry);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && failed) {
    retry();
  }
});
