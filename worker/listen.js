// The worker that keeps the site on the device: built files under their hashed names, and for the person who is signed in
// the pages and reads that were last seen or were taken along, with the pictures of the latter. The network always comes
// first; what is kept stands in when it is away. All of these are sealed under the key of that person, which signing out
// removes. It writes nothing to the server and knows no page by name but those with which a day begins and the form of a visit.
//
// The build makes one text of all files of this folder and puts before it: RELEASE, a hash of the whole site, and FILES, the
// addresses of all that the pages load.

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(precache());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(sweep).then(keepOpenPages));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (FILES.includes(url.pathname) || url.pathname.startsWith('/pkg/')) event.respondWith(file(event, url));
  else if (request.mode === 'navigate') event.respondWith(page(event, url));
  else if (request.destination === 'image') event.respondWith(picture(event));
  else if (url.pathname.startsWith('/api/') && !NEVER.test(url.pathname)) event.respondWith(read(event));
});

self.addEventListener('message', (event) => {
  const { take, picture, drop } = event.data;
  const done = take ? takeAlong(take, picture ? takePicture : takePage, event.ports[0]) : letGo(drop);
  event.waitUntil(done.then((told) => event.ports[0].postMessage(told)));
});
