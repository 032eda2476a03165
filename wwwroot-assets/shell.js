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
