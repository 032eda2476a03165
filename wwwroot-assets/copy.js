// Copies the text of any element with data-copy when it is clicked, and says so for a moment.
const shownFor = 1500;

/** Browsers offer the clipboard on secure origins only; a server in the local network may be none. */
async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) {
    return;
  }
  await copy(button.dataset.copy);
  const title = button.title;
  button.dataset.copied = '';
  button.title = 'Copied';
  setTimeout(() => {
    delete button.dataset.copied;
    button.title = title;
  }, shownFor);
});
