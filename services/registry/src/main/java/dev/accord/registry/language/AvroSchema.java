package dev.accord.registry.language;

import dev.accord.checks.compatibility.Compatibility;
import dev.accord.checks.compatibility.CompatibilityLevel;
import dev.accord.checks.compatibility.Release;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** An Avro schema and the schemas it refers to. */
final class AvroSchema implements ParsedSchema {
  private final Schema schema;
  private final List<Schema> referenced;
  private final SchemaLimits limits;
  // Made when it is asked for; whichever thread makes it, it is the same.
  private @Nullable String text;

  AvroSchema(Schema schema, List<Schema> referenced, SchemaLimits limits) {
    this.schema = schema;
    this.limits = limits;
    this.referenced = List.copyOf(referenced);
  }

  Schema schema() {
    return schema;
  }

  // Avro deprecates it without a successor that leaves referenced types out.
  @SuppressWarnings("deprecation")
  @Override
  public String text() {
    var known = text;
    if (known == null) {
      known = schema.toString(referenced, false);
      text = known;
    }
    return known;
  }

  @Override
  public String normalizedText() {
    return AvroNormalForm.of(text());
  }

  @Override
  public String resolvedText() {
    return schema.toString();
  }

  @Override
  public boolean sameAs(ParsedSchema other) {
    return other instanceof AvroSchema avro && schema.equals(avro.schema) && sameDocs(avro);
  }

  /** Avro's equality leaves out documentation, which is content all the same. */
  private boolean sameDocs(AvroSchema other) {
    return AvroNormalForm.of(resolvedText()).equals(AvroNormalForm.of(other.resolvedText()));
  }

  @Override
  public List<String> topLevelFields() {
    return schema.getType() == Schema.Type.RECORD
        ? schema.getFields().stream().map(Schema.Field::name).toList()
        : List.of();
  }

  @Override
  public List<EntityTags> tags() {
    return new AvroTags(text()).all();
  }

  @Override
  public boolean hasPartOf(EntityTags tags) {
    return new AvroTags(text()).hasPartOf(tags);
  }

  @Override
  public String withTags(List<EntityTags> added, List<EntityTags> removed) throws InvalidSchema {
    return new AvroTags(text()).changed(added, removed);
  }

  @Override
  public List<String> incompatibilities(CompatibilityLevel level, Earlier earlier)
      throws InvalidSchema {
    if (!(earlier.schema() instanceof AvroSchema avro)) {
      throw new IllegalArgumentException("compared with a schema of another type");
    }
    AvroSteps.requireComparison(schema, avro.schema, limits.comparisonStepsMax());
    var release = new Release(earlier.version(), earlier.text(), avro.schema);
    return Compatibility.check(level, schema, List.of(release)).messages();
  }
}
