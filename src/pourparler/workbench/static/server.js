// One way to ask the server for something: JSON in, JSON out, errors in its words.
import { refusedAsStale } from './stale.js';

const token = document.querySelector('meta[name="pourparler-token"]').content;

export const headers = (type) => ({ 'content-type': type, accept: 'application/json', 'x-pourparler-token': token });

// Where the dossier has changed since `body.revision`, the person chooses: reload, do it on the new state, or leave it.
export async function post(path, body) {
  const then = document.querySelector('meta[name="pourparler-as-of"]')?.content;
  if (then && !path.startsWith('/settlement?')) throw new Error(`This page shows ${then}. Go back to today to change anything.`);
  const { told, fault } = await ask(path, { method: 'POST', headers: headers('application/json'), body: JSON.stringify(body) });
  if (told.stale && (await refusedAsStale(told.stale))) return post(path, { ...body, revision: told.stale.revision });
  if (fault) throw fault;
  return told;
}

export async function get(path) {
  const { told, fault } = await ask(path, { headers: { accept: 'application/json' } });
  if (fault) throw fault;
  return told;
}

async function ask(path, how) {
  let answer;
  try {
    answer = await fetch(path, how);
  } catch {
    throw new Error('The workbench does not answer. Is `pourparler open` still running? Earlier decisions are saved.');
  }
  const text = await answer.text();
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    throw new Error(text || `The workbench answered ${answer.status}.`);
  }
  const words = told.error ?? `The workbench answered ${answer.status}.`;
  return { told, fault: answer.ok ? null : Object.assign(new Error(words), { told }) };
}

export function showStatus(words, isFault = false) {
  const line = document.getElementById('status');
  line.textContent = words;
  line.classList.toggle('fault', isFault);
}
