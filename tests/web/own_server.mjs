/// A real server of one's own for a test: the demo on a free port, in a folder that goes away.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/// Starts `binary`; answers {url, stop, forward} once the server says where it listens.
export async function start_server(binary) {
  const state = mkdtempSync(join(tmpdir(), 'trinh-web-'));
  const child = spawn(binary, ['serve', '--demo', '--port', '0'], {
    env: { ...process.env, TRINH_STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise((ready, failed) => {
    const listen = (part) => {
      said += part;
      const found = /http:\/\/[\d.]+:\d+/.exec(said);
      if (found) ready(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => failed(new Error(`The server ended with ${code}:\n${said}`)));
  });
  const stop = async () => {
    child.removeAllListeners('exit');
    const ended = new Promise((done) => child.on('exit', done));
    child.kill('SIGTERM');
    await ended;
    rmSync(state, { recursive: true, force: true });
  };
  /// Lets days pass; the server follows within a second.
  const forward = (days) => {
    execFileSync(binary, ['demo', 'forward', String(days)], {
      env: { ...process.env, TRINH_STATE: state },
    });
  };
  return { url, stop, forward };
}
