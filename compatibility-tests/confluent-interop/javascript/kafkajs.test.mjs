// The community's client, @kafkajs/confluent-schema-registry.
import assert from 'node:assert/strict';
import https from 'node:https';
import test from 'node:test';
import registryOfKafkajs from '@kafkajs/confluent-schema-registry';
import { authority, field, guarded, open, record, token, user } from './places.mjs';

const { COMPATIBILITY, SchemaRegistry, SchemaType } = registryOfKafkajs;
const retry = { retries: 0 };
const client = (options = {}) => new SchemaRegistry({ host: open, retry, ...options });
const avro = (schema, references) => ({ type: SchemaType.AVRO, schema, references });

test('registers and reads again', async () => {
  const registry = client();
  const schema = record('KOrder', field('id', 'string'));
  const { id } = await registry.register(avro(schema), { subject: 'k-order-value' });
  assert.equal(await registry.getLatestSchemaId('k-order-value'), id);
  assert.equal(await registry.getRegistryId('k-order-value', 1), id);
  assert.equal(await registry.getRegistryIdBySchema('k-order-value', avro(schema)), id);
  const bytes = await registry.encode(id, { id: 'o-1' });
  assert.deepEqual({ ...(await client().decode(bytes)) }, { id: 'o-1' });
});

test('evolves, and is refused what breaks the level it set', async () => {
  const registry = client();
  const subject = 'k-evolve-value';
  const compatibility = COMPATIBILITY.FULL;
  const first = record('KEvolve', field('id', 'string'));
  const second = record('KEvolve', field('id', 'string'), field('note', 'string', ''));
  const breaking = record('KEvolve', field('other', 'string'));
  await registry.register(avro(first), { subject, compatibility });
  await registry.register(avro(second), { subject, compatibility });
  await assert.rejects(registry.register(avro(breaking), { subject, compatibility }));
});

test('reads across versions', async () => {
  const registry = client();
  const subject = 'k-versions-value';
  const writer = record('KVersion', field('id', 'string'));
  const reader = record('KVersion', field('id', 'string'), field('note', 'string', 'none'));
  const { id } = await registry.register(avro(writer), { subject });
  const bytes = await registry.encode(id, { id: 'o-1' });
  const readerSchema = JSON.parse(reader);
  const value = await client().decode(bytes, { [SchemaType.AVRO]: { readerSchema } });
  assert.deepEqual({ ...value }, { id: 'o-1', note: 'none' });
});

test('resolves references', async () => {
  const registry = client();
  await registry.register(avro(record('KCity', field('name', 'string'))), { subject: 'k-city' });
  const references = [{ name: 'dev.accord.js.KCity', subject: 'k-city', version: 1 }];
  const schema = record('KHome', field('city', 'dev.accord.js.KCity'));
  const { id } = await registry.register(avro(schema, references), { subject: 'k-home-value' });
  const bytes = await registry.encode(id, { city: { name: 'Ulm' } });
  assert.equal((await client().decode(bytes)).city.name, 'Ulm');
});

test('keeps contexts apart', async () => {
  const registry = client({ host: `${open}/contexts/.k` });
  const { id } = await registry.register(avro(record('KContext')), { subject: 'c-value' });
  assert.equal(await registry.getLatestSchemaId('c-value'), id);
  const everywhere = await (await fetch(`${open}/subjects`)).json();
  assert.ok(!everywhere.includes('c-value'));
  assert.ok(everywhere.includes(':.k:c-value'));
});

test('speaks TLS and says who it is with a password', async () => {
  const agent = new https.Agent({ ca: authority });
  const auth = { username: user.name, password: user.password };
  const known = client({ host: guarded, agent, auth });
  await known.register(avro(record('KBasic')), { subject: 'k-basic-value' });
  const unknown = client({ host: guarded, agent });
  await assert.rejects(unknown.getLatestSchemaId('k-basic-value'));
});

test('says who it is with a token', async () => {
  const agent = new https.Agent({ ca: authority });
  const bearer = (claims) => [
    () => ({
      prepareRequest: async (next) =>
        (await next()).enhance({ headers: { authorization: `Bearer ${token(claims)}` } }),
    }),
  ];
  // It sets a subject's level with the first version, which is an administrator's right.
  const admin = { sub: 'ci', roles: ['reader', 'writer', 'admin'] };
  const registry = client({ host: guarded, agent, middlewares: bearer(admin) });
  await registry.register(avro(record('KBearer')), { subject: 'k-bearer-value' });
  const reader = { sub: 'guest', roles: ['reader'] };
  const guest = client({ host: guarded, agent, middlewares: bearer(reader) });
  assert.ok(await guest.getLatestSchemaId('k-bearer-value'));
  await assert.rejects(guest.register(avro(record('KOther')), { subject: 'k-bearer-value' }));
});
