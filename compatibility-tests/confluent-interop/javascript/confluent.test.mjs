// The official client, @confluentinc/schemaregistry.
import assert from 'node:assert/strict';
import https from 'node:https';
import test from 'node:test';
import confluent from '@confluentinc/schemaregistry';
import { authority, field, guarded, open, record, token, user } from './places.mjs';

const client = (config = {}) =>
  new confluent.SchemaRegistryClient({ baseURLs: [open], maxRetries: 0, ...config });
const status = (code) => (error) => (error.status ?? error.response?.status) === code;

test('registers, evolves and refuses what would break a reader', async () => {
  const registry = client();
  const first = { schema: record('Order', field('id', 'string')) };
  const second = { schema: record('Order', field('id', 'string'), field('note', 'string', '')) };
  const breaking = { schema: record('Order', field('id', 'string'), field('must', 'string')) };
  const id = await registry.register('js-evolve-value', first);
  assert.equal(await registry.register('js-evolve-value', first), id);
  assert.equal(await registry.testCompatibility('js-evolve-value', 1, second), true);
  assert.notEqual(await registry.register('js-evolve-value', second), id);
  assert.equal(await registry.testSubjectCompatibility('js-evolve-value', breaking), false);
  await assert.rejects(registry.register('js-evolve-value', breaking), status(409));
  assert.deepEqual(await registry.getAllVersions('js-evolve-value'), [1, 2]);
});

test('reads by id, guid, version and latest', async () => {
  const registry = client();
  const info = { schema: record('Read', field('id', 'string')), metadata: { properties: { a: 'b' } } };
  const { id, version, guid } = await registry.registerFullResponse('js-read-value', info);
  assert.equal(version, 1);
  assert.equal((await client().getBySubjectAndId('js-read-value', id)).schema, info.schema);
  assert.equal((await client().getByGuid(guid)).schema, info.schema);
  assert.equal((await client().getSchemaMetadata('js-read-value', 1)).id, id);
  assert.equal((await client().getLatestSchemaMetadata('js-read-value')).version, 1);
  assert.equal((await client().getLatestWithMetadata('js-read-value', { a: 'b' })).id, id);
  assert.equal(await client().getVersion('js-read-value', info), 1);
  assert.ok((await client().getAllSubjects()).includes('js-read-value'));
});

test('resolves references', async () => {
  const registry = client();
  const address = { schema: record('Address', field('city', 'string')) };
  await registry.register('js-address', address);
  const schema = record('Customer', field('home', 'dev.accord.js.Address'));
  const references = [{ name: 'dev.accord.js.Address', subject: 'js-address', version: 1 }];
  await registry.register('js-customer-value', { schema, references });
  const latest = await client().getLatestSchemaMetadata('js-customer-value');
  assert.deepEqual(latest.references, references);
  await assert.rejects(registry.deleteSubjectVersion('js-address', 1), status(422));
});

test('normalizes when asked', async () => {
  const registry = client();
  const one = '{"type":"record","name":"N","fields":[{"name":"a","type":{"type":"string"}}]}';
  const other = '{"fields":[{"type":"string","name":"a"}],"name":"N","type":"record"}';
  const id = await registry.register('js-normal-value', { schema: one }, true);
  assert.equal(await registry.getId('js-normal-value', { schema: other }, true), id);
});

test('deletes softly, then for good', async () => {
  const registry = client();
  await registry.register('js-gone-value', { schema: '"string"' });
  await assert.rejects(registry.deleteSubject('js-gone-value', true), status(404));
  assert.deepEqual(await registry.deleteSubject('js-gone-value'), [1]);
  await assert.rejects(client().getLatestSchemaMetadata('js-gone-value'), status(404));
  assert.deepEqual(await registry.deleteSubject('js-gone-value', true), [1]);
});

test('changes and reads settings', async () => {
  const registry = client();
  await registry.register('js-config-value', { schema: '"string"' });
  assert.equal(await registry.updateCompatibility('js-config-value', 'FULL'), 'FULL');
  assert.equal(await registry.getCompatibility('js-config-value'), 'FULL');
  await registry.updateConfig('js-config-value', { compatibility: 'NONE', normalize: true });
  const config = await registry.getConfig('js-config-value');
  assert.equal(config.normalize, true);
  assert.equal(config.compatibilityLevel, 'NONE');
  await registry.register('js-config-value', { schema: '"int"' });
});

test('is told that a subject may only be read', async () => {
  const put = (mode) =>
    fetch(`${open}/mode/js-mode-value`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ mode }),
    });
  assert.equal((await put('READONLY')).status, 200);
  await assert.rejects(client().register('js-mode-value', { schema: '"string"' }), status(422));
  assert.equal((await put('READWRITE')).status, 200);
  await client().register('js-mode-value', { schema: '"string"' });
});

test('keeps contexts apart', async () => {
  const registry = client();
  await registry.register(':.js:orders-value', { schema: '"long"' });
  const inContext = client({ baseURLs: [`${open}/contexts/.js`] });
  assert.equal((await inContext.getLatestSchemaMetadata('orders-value')).schema, '"long"');
  const subjects = await registry.getAllSubjects();
  assert.ok(subjects.includes(':.js:orders-value'));
  assert.ok(!subjects.includes('orders-value'));
});

const secured = (config) =>
  client({
    baseURLs: [guarded],
    createAxiosDefaults: { httpsAgent: new https.Agent({ ca: authority }) },
    ...config,
  });

test('speaks TLS and says who it is with a password', async () => {
  const userInfo = `${user.name}:${user.password}`;
  const known = secured({ basicAuthCredentials: { credentialsSource: 'USER_INFO', userInfo } });
  await known.register('js-basic-value', { schema: '"string"' });
  const wrong = { credentialsSource: 'USER_INFO', userInfo: `${user.name}:wrong` };
  await assert.rejects(secured({ basicAuthCredentials: wrong }).getAllSubjects(), status(401));
  await assert.rejects(secured({}).getAllSubjects(), status(401));
});

test('says who it is with a token', async () => {
  const bearer = (claims) =>
    secured({
      bearerAuthCredentials: {
        credentialsSource: 'STATIC_TOKEN',
        token: token(claims),
        logicalCluster: 'lsrc-1',
        identityPoolId: 'pool-1',
      },
    });
  const writer = bearer({ sub: 'ci', roles: ['reader', 'writer(js-)'] });
  await writer.register('js-bearer-value', { schema: '"string"' });
  await assert.rejects(writer.register('other-value', { schema: '"string"' }), status(403));
});

test('does not trust a certificate that it was not told of', async () => {
  await assert.rejects(client({ baseURLs: [guarded] }).getAllSubjects());
});
