// A real SMTP server on loopback: node server.mjs KEY CERT MODE. Prints {"port":…} and then one
// JSON line for every letter it accepted, as a mail reader would understand it. Ends when its
// standard input ends. MODE: starttls, tls, plain (offers no encryption and asks for no sign-in).
//
// The receiver's name says what happens: gone (550), busy (451), spam (554 after the text),
// drop (the line goes dead), silent (no answer), anybody else is welcome.
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [keyFile, certFile, mode] = process.argv.slice(2);
const say = (value) => process.stdout.write(JSON.stringify(value) + '\n');

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

function nameOf(address) {
  return address.address.split('@')[0];
}

async function readLetter(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const parsed = await simpleParser(raw);
  const headers = Object.fromEntries(
    parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]));
  return {
    raw: raw.toString('latin1'),
    has_high_bytes: raw.some((byte) => byte > 127),
    subject: parsed.subject,
    from: parsed.from.value[0],
    to: parsed.to.value[0],
    date: parsed.date.toISOString(),
    message_id: parsed.messageId,
    headers,
    text: parsed.text,
    html: parsed.html,
    attachments: parsed.attachments.map((a) => (
      { type: a.contentType, name: a.filename, content: a.content.toString('utf8') })),
  };
}

const server = new SMTPServer({
  key: readFileSync(keyFile),
  cert: readFileSync(certFile),
  secure: mode === 'tls',
  hideSTARTTLS: mode === 'plain',
  authOptional: mode === 'plain',
  disableReverseLookup: true,
  closeTimeout: 100,
  onAuth(auth, session, done) {
    const known = auth.username === 'trinh' && auth.password === 'mật khẩu';
    done(known ? null : refusal(535, 'who are you?'), { user: auth.username });
  },
  onMailFrom(address, session, done) {
    done(nameOf(address) === 'stranger' ? refusal(550, 'not your address') : null);
  },
  onRcptTo(address, session, done) {
    const name = nameOf(address);
    if (name === 'gone') return done(refusal(550, 'no such user'));
    if (name === 'busy') return done(refusal(451, 'mailbox busy'));
    if (name === 'silent') return undefined;
    if (name === 'drop') {
      for (const connection of server.connections) connection._socket.destroy();
      return undefined;
    }
    return done();
  },
  onData(stream, session, done) {
    readLetter(stream).then((letter) => {
      if (session.envelope.rcptTo.some((to) => nameOf(to) === 'spam')) {
        return done(refusal(554, 'looks like spam'));
      }
      say({ ...letter, session: session.id, encrypted: session.secure, user: session.user ?? '' });
      return done();
    }, done);
  },
});

server.on('error', () => {}); // A client that breaks off is what some tests are about.
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
