package dev.accord.registry.log;

import java.time.Clock;

class InMemorySchemaLogTest extends SchemaLogContractTest {
  private final InMemorySchemaLog.Topic topic = new InMemorySchemaLog.Topic(Clock.systemUTC());

  @Override
  SchemaLog another() {
    return new InMemorySchemaLog(topic);
  }
}
