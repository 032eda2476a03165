// Follows the connection by the classes that blazor.web.js sets on the dialog. They are watched, not listened for: the
// script of .NET 9 that is served here raises no event when its state changes.
const dialog = document.getElementById('components-reconnect-modal');
const prefix = 'components-reconnect-';

function follow() {
  const has = (state) => dialog.classList.contains(prefix + state);
  if (has('rejected')) {
    // The server is back but no longer knows this page, as after a restart: only a fresh page helps.
    location.reload();
  } else if (has('show') || has('retrying') || has('failed')) {
    if (!dialog.open) {
      dialog.showModal();
      leaveIfSignedOut();
    }
  } else if (dialog.open) {
    dialog.close();
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

async function retry() {
  try {
    if (!await Blazor.reconnect()) {
      location.reload();
    }
  } catch {
    // Still no server. The dialog stays as it is, with its button.
    dialog.classList.add(prefix + 'failed');
  }
}

new MutationObserver(follow).observe(dialog, { attributes: true, attributeFilter: ['class'] });
dialog.addEventListener('cancel', (event) => event.preventDefault());
dialog.querySelector('[data-reconnect]').addEventListener('click', retry);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && dialog.classList.contains(prefix + 'failed')) {
    retry();
  }
});
