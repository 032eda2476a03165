// What the frame of the pages keeps in the browser: the colour scheme and whether the navigation is narrow. Cookies,
// so that the server renders the first page in the right state and nothing flashes.
const keptFor = 365 * 24 * 60 * 60;

/** Keeps a preference. */
export function keep(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=${keptFor}; samesite=lax`;
}

/** Shows the pages in the scheme "light", "dark" or "system", and keeps it. */
export function chooseScheme(scheme) {
  document.documentElement.dataset.scheme = scheme;
  keep('scheme', scheme);
}

/** Gives the reader a text as a file. */
export function saveText(fileName, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const place = form => `entries of ${form}`;

/** What was entered in a form before its page was lost; null when nothing was. */
export function entries(form) {
  return sessionStorage.getItem(place(form));
}

/** Keeps what is entered in a form for as long as the tab is open; null forgets it. */
export function keepEntries(form, text) {
  try {
    if (text === null) {
      sessionStorage.removeItem(place(form));
    } else {
      sessionStorage.setItem(place(form), text);
    }
  } catch {
    // The browser keeps no more: the form works all the same.
  }
}

let searchField;

/** Lets Ctrl+K (or Cmd+K) lead to the search field from anywhere. */
export function focusByShortcut(field) {
  if (!searchField) {
    document.addEventListener('keydown', event => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        searchField.focus();
        searchField.select();
      }
    });
  }

  searchField = field;
}
