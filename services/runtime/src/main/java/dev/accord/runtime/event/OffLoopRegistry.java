package dev.accord.runtime.event;

import com.fasterxml.jackson.core.type.TypeReference;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.vertx.core.Context;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The official client's HTTP layer, refusing to block an event loop: a cached answer costs no call,
 * so whoever asks for a schema first must do it on a worker thread.
 */
final class OffLoopRegistry extends RestService {
  private static final int SCHEMAS_PER_SUBJECT_MAX = 1000;
  private static final int TIMEOUT_MILLIS = 5_000;

  private OffLoopRegistry(String urls) {
    super(urls);
    setHttpConnectTimeoutMs(TIMEOUT_MILLIS);
    setHttpReadTimeoutMs(TIMEOUT_MILLIS);
  }

  static SchemaRegistryClient client(String urls) {
    return new CachedSchemaRegistryClient(
        new OffLoopRegistry(urls), SCHEMAS_PER_SUBJECT_MAX, Map.of());
  }

  @Override
  public <T> T httpRequest(
      String path,
      String method,
      byte @Nullable [] body,
      Map<String, String> requestProperties,
      TypeReference<T> responseFormat)
      throws IOException, RestClientException {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException(
          method
              + " "
              + path
              + " would block an event loop: resolve the schema before its first use");
    }
    return super.httpRequest(path, method, body, requestProperties, responseFormat);
  }
}
