package dev.accord.stack.contracts;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;

/** Registers released schemas with Confluent's client. */
public final class ReleasedSchemas implements AutoCloseable {
  private static final int CACHE_MAX = 1_000;

  private final SchemaRegistryClient client;

  /** Connects on the first request. */
  public ReleasedSchemas(String registryUrl) {
    client = new CachedSchemaRegistryClient(registryUrl, CACHE_MAX, Map.of());
  }

  /**
   * Succeeds if the registry answers.
   *
   * @throws IOException if it is away or answers as no registry does
   */
  public void ask() throws IOException {
    try {
      var unused = client.getAllSubjects();
    } catch (RestClientException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Registers every release in the order of its versions; what is registered keeps its id. A new
   * subject is held to the contracts' compatibility level from its first version on.
   *
   * @throws RestClientException if the registry refuses one
   * @throws IOException if it is away
   */
  public void register(ContractFolder contracts) throws IOException, RestClientException {
    var subjects = client.getAllSubjects();
    for (var release : contracts.releases()) {
      if (release.version() == 1 && !subjects.contains(release.subject())) {
        var unused = client.updateCompatibility(release.subject(), contracts.compatibility());
      }
      var unusedId = client.register(release.subject(), new AvroSchema(release.schema()));
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
