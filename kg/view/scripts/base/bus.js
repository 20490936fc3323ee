// Tell and listen: a script below says what happened, those above it that care listen, in the order in which they began to.
const listeners = new Map();

export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) || []), listener]);
}

export function tell(name, ...about) {
  for (const listener of listeners.get(name) || []) listener(...about);
}
