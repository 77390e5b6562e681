// What one client produces, each other client consumes; JavaScriptClients is the Java side.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import confluent from '@confluentinc/schemaregistry';
import registryOfKafkajs from '@kafkajs/confluent-schema-registry';
import kafkajs from 'kafkajs';
import { field, kafka, open, record } from './places.mjs';

const schema = record(
  'Exchanged',
  field('id', 'string'),
  field('amount', 'long'),
  field('note', ['null', 'string'], null),
);
const value = { id: 'o-1', amount: 4200, note: 'ünï' };
const transport = new kafkajs.Kafka({ brokers: [kafka], logLevel: kafkajs.logLevel.ERROR });
const producer = transport.producer();
const official = new confluent.SchemaRegistryClient({ baseURLs: [open] });
const community = new registryOfKafkajs.SchemaRegistry({ host: open });

before(() => producer.connect());
after(() => producer.disconnect());

/** The one record of a topic, as bytes. */
const first = async (topic) => {
  const consumer = transport.consumer({ groupId: `${topic}-${process.pid}-${Math.random()}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    return await new Promise((resolve, reject) => {
      const eachMessage = async ({ message }) => resolve(message.value);
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
};

const plain = (read) => ({ id: read.id, amount: Number(read.amount), note: note(read.note) });
/** avsc shows a union's value bare or with its branch. */
const note = (shown) => shown?.string ?? shown;

const byOfficial = (topic, bytes) =>
  new confluent.AvroDeserializer(official, confluent.SerdeType.VALUE, {}).deserialize(topic, bytes);

const everyoneReads = async (topic) => {
  const bytes = await first(topic);
  assert.deepEqual(plain(await byOfficial(topic, bytes)), value);
  assert.deepEqual(plain(await community.decode(bytes)), value);
};

test('both read what Java wrote', () => everyoneReads('from-java'));

test('both read what the official client wrote', async () => {
  const topic = 'from-official';
  const settings = { autoRegisterSchemas: false, useLatestVersion: true };
  await official.register(`${topic}-value`, { schema });
  const serializer = new confluent.AvroSerializer(official, confluent.SerdeType.VALUE, settings);
  const bytes = await serializer.serialize(topic, value);
  await producer.send({ topic, messages: [{ value: bytes }] });
  await everyoneReads(topic);
});

test('both read what the community client wrote', async () => {
  const topic = 'from-community';
  const told = { type: registryOfKafkajs.SchemaType.AVRO, schema };
  const { id } = await community.register(told, { subject: `${topic}-value` });
  await producer.send({ topic, messages: [{ value: await community.encode(id, value) }] });
  await everyoneReads(topic);
});
