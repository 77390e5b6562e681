package dev.accord.registry.schema;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes two registered schemas the same one: equal contents share an id within a
 * context.
 *
 * @param type the language, as in {@code schemaType}
 * @param text canonical text
 * @param references in the order given
 * @param metadata null if none
 * @param ruleSet null if none
 */
public record SchemaContent(
    String type,
    String text,
    List<Reference> references,
    @Nullable Metadata metadata,
    @Nullable RuleSet ruleSet) {

  /** Copies; empty metadata and rule sets count as none. */
  public SchemaContent {
    references = List.copyOf(references);
    metadata = metadata == null || metadata.isEmpty() ? null : metadata;
    ruleSet = ruleSet == null || ruleSet.isEmpty() ? null : ruleSet;
  }

  /** A schema with nothing beside its text. */
  public static SchemaContent of(String type, String text) {
    return new SchemaContent(type, text, List.of(), null, null);
  }

  /** The metadata, empty if there is none. */
  public Metadata metadataOrEmpty() {
    return metadata == null ? Metadata.empty() : metadata;
  }

  /** The same with other metadata. */
  public SchemaContent withMetadata(@Nullable Metadata other) {
    return new SchemaContent(type, text, references, other, ruleSet);
  }

  /**
   * The identity that is the same in every context and registry: MD5 over text, references,
   * metadata and rule set.
   */
  public UUID guid() {
    var md5 = md5();
    md5.update(text.getBytes(StandardCharsets.UTF_8));
    for (var reference : references) {
      md5.update(reference.name().getBytes(StandardCharsets.UTF_8));
      md5.update(reference.subject().getBytes(StandardCharsets.UTF_8));
      md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(reference.version()).array());
    }
    if (metadata != null) {
      md5.update((byte) 1);
      metadata.digest(part -> md5.update(part.getBytes(StandardCharsets.UTF_8)));
    }
    if (ruleSet != null) {
      md5.update((byte) 1);
      ruleSet.digest(part -> md5.update(part.getBytes(StandardCharsets.UTF_8)));
    }
    var bytes = ByteBuffer.wrap(md5.digest());
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
