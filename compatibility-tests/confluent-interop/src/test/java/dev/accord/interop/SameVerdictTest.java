package dev.accord.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accord.checks.compatibility.Compatibility;
import dev.accord.checks.compatibility.Incompatibility;
import dev.accord.checks.compatibility.Release;
import dev.accord.registry.language.SchemaLimits;
import dev.accord.registry.language.SchemaTypes;
import dev.accord.registry.schema.Metadata;
import dev.accord.registry.schema.RuleSet;
import dev.accord.registry.schema.SchemaContent;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Verdict, messages, canonical and normal form equal those of the official client's classes on
 * random schemas; {@code -Daccord.pairs=50000} for the long run, {@code -Daccord.seed=N} to replay.
 */
class SameVerdictTest {
  private static final int PAIRS = Integer.getInteger("accord.pairs", 2_000);

  private final long seed = Long.getLong("accord.seed", System.nanoTime());
  private final RandomSchemas schemas = new RandomSchemas(new Random(seed));
  private final SchemaTypes types = new SchemaTypes(SchemaLimits.DEFAULT);

  @Test
  void judgesAsTheOfficialClassesDo() {
    var levels = CompatibilityLevel.values();
    for (int i = 0; i < PAIRS; i++) {
      var candidate = new AvroSchema(schemas.next());
      var history = List.of(new AvroSchema(schemas.next()), new AvroSchema(schemas.next()));
      var level = levels[i % levels.length];

      var theirs = new ArrayList<ParsedSchemaHolder>();
      var ours = new ArrayList<Release>();
      for (int version = 0; version < history.size(); version++) {
        var old = history.get(version);
        theirs.add(new SimpleParsedSchemaHolder(old.copy(version + 1)));
        ours.add(new Release(version + 1, old.canonicalString(), old.rawSchema()));
      }
      Collections.reverse(ours);
      var verdict =
          Compatibility.check(
              dev.accord.checks.compatibility.CompatibilityLevel.valueOf(level.name()),
              candidate.rawSchema(),
              ours);
      // Which schema refused is told in some cases and not in others by this release.
      var expected =
          candidate.isCompatible(level, theirs).stream()
              .filter(message -> !message.startsWith("{oldSchema"))
              .toList();
      assertThat(verdict.incompatibilities().stream().map(Incompatibility::message))
          .as("seed=%d (-Daccord.seed=%d to replay), pair %d, %s", seed, seed, i, level)
          .containsExactlyElementsOf(expected);
    }
  }

  @Test
  void readsAndNormalizesAsTheOfficialClassesDo() throws Exception {
    for (int i = 0; i < PAIRS; i++) {
      var text = schemas.next();
      var official = new AvroSchema(text);
      var parsed = types.parse("AVRO", text, List.of(), true);
      assertThat(parsed.text()).as("seed=%d", seed).isEqualTo(official.canonicalString());
      assertThat(parsed.normalizedText())
          .as("seed=%d (-Daccord.seed=%d to replay), schema %d", seed, seed, i)
          .isEqualTo(official.normalize().canonicalString());
    }
  }

  @Test
  void theIdentityOfMetadataAndRulesIsTheOfficialOne() throws Exception {
    var metadata =
        new JsonObject(
            "{\"tags\":{\"a.b\":[\"Y\",\"X\"]},\"properties\":{\"k\":\"v\",\"b\":\"w\"},"
                + "\"sensitive\":[\"k\"]}");
    var rules =
        new JsonObject(
            "{\"domainRules\":[{\"name\":\"n\",\"doc\":\"d\",\"kind\":\"CONDITION\","
                + "\"mode\":\"WRITE\",\"type\":\"CEL\",\"tags\":[\"T\"],\"params\":{\"p\":\"q\"},"
                + "\"expr\":\"e\",\"onSuccess\":\"NONE\",\"onFailure\":\"ERROR\","
                + "\"disabled\":true}]}");
    var content =
        new SchemaContent(
            "AVRO", "\"string\"", List.of(), Metadata.fromJson(metadata), RuleSet.fromJson(rules));

    var mapper = new ObjectMapper();
    var md5 = MessageDigest.getInstance("MD5");
    md5.update("\"string\"".getBytes(StandardCharsets.UTF_8));
    md5.update((byte) 1);
    mapper
        .readValue(
            metadata.encode(),
            io.confluent.kafka.schemaregistry.client.rest.entities.Metadata.class)
        .updateHash(md5);
    md5.update((byte) 1);
    mapper
        .readValue(
            rules.encode(), io.confluent.kafka.schemaregistry.client.rest.entities.RuleSet.class)
        .updateHash(md5);
    assertThat(content.guid().toString().replace("-", ""))
        .isEqualTo(HexFormat.of().formatHex(md5.digest()));
  }
}
