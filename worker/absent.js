// A page that is not on the phone says so, in both languages, with what is.

async function nothingKept(url) {
  const rows = (await onThisPhone()).map(({ href, title }) => `<li><a href="${plain(href)}">${plain(title)}</a></li>`);
  const list = rows.length
    ? `<h2>手机里有 · On this phone</h2><ul class="links">${rows.join('')}</ul>`
    : '<p>联网时看过的页面，没有网络也能再看。<br>Pages seen while connected open again without network.</p>';
  const again = plain(url.pathname + url.search);
  const text = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>这一页不在手机里 · 巡导</title>
<link rel="stylesheet" href="${FILES.find((one) => one.endsWith('.css'))}"></head>
<body><main id="main" class="page"><div class="empty"><h1 class="title">没有网络，这一页不在手机里</h1>
<p>写过的内容都还在，连上后自动送出。</p>
<p lang="en">No network, and this page is not on the phone. What you wrote is still here.</p>
<p><a class="button" href="${again}">再试一次 · Try again</a></p></div>${list}</main></body></html>`;
  return new Response(text, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** The pages that the person here may open, what was seen last first. */
async function onThisPhone() {
  const person = await whoIsHere();
  const key = person && (await keyOf(person));
  const pages = new Map();
  for (const name of key ? [`along ${person}`, `seen ${person}`] : []) {
    const cache = await caches.open(name);
    for (const { url } of (await cache.keys()).reverse()) {
      const answer = await cache.match(url);
      if (!isPage(answer)) continue;
      const text = await open(key, await answer.arrayBuffer()).catch(() => undefined);
      const title = text && new TextDecoder().decode(text).match(/<title>([^<]*)/);
      if (title) pages.set(url, { href: url, title: title[1].replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&') });
    }
  }
  return [...pages.values()];
}

function plain(text) {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
