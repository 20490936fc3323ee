// Read the data that the page embeds: plain JSON, or base64 of gzipped JSON where there is much of it.
export async function readData(id) {
  const element = document.getElementById(id);
  const text = element.textContent;
  const packed = element.type === "application/gzip";
  element.remove();
  return packed ? unpack(text) : JSON.parse(text);
}

async function unpack(text) {
  const stream = new Blob([toBytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

function toBytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
