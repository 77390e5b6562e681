package dev.accord.model.schema;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition.Alias;
import dev.accord.model.schema.Definition.EnumDefinition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.FixedDefinition;
import dev.accord.model.schema.Definition.RecordDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a type as one self-contained schema: each definition stands where it is first met. */
final class SchemaText {
  private final SchemaSet types;
  private final StringBuilder out = new StringBuilder();
  private final Set<String> written = new HashSet<>();

  private SchemaText(SchemaSet types) {
    this.types = types;
  }

  /** Compact JSON with members in a fixed order; equal for schemas that a registry calls equal. */
  static String selfContained(Type type, SchemaSet types) {
    var text = new SchemaText(types);
    text.type(type);
    return text.out.toString();
  }

  /** A definition's own text: the types it refers to are names in it. */
  static String own(Definition definition, SchemaSet types) {
    var text = new SchemaText(types);
    text.written.addAll(types.definitions().keySet());
    text.definition(definition);
    return text.out.toString();
  }

  private void type(Type type) {
    if (type instanceof Type.Reference reference) {
      if (written.add(reference.fullName())) {
        definition(types.get(reference));
      } else {
        quoted(reference.fullName());
      }
    } else if (type instanceof Type.Union union) {
      out.append('[');
      for (int i = 0; i < union.branches().size(); i++) {
        out.append(i == 0 ? "" : ",");
        type(union.branches().get(i));
      }
      out.append(']');
    } else if (type instanceof Type.ArrayOf array) {
      out.append("{\"type\":\"array\",\"items\":");
      type(array.items());
      close(array.properties());
    } else if (type instanceof Type.MapOf map) {
      out.append("{\"type\":\"map\",\"values\":");
      type(map.values());
      close(map.properties());
    } else if (type.properties().isEmpty()) {
      quoted(type.branchName());
    } else {
      out.append("{\"type\":");
      quoted(type.branchName());
      close(type.properties());
    }
  }

  private void definition(Definition definition) {
    boolean error = definition instanceof RecordDefinition record && record.error();
    out.append("{\"type\":\"").append(error ? "error" : definition.kind()).append("\",\"name\":");
    quoted(definition.simpleName());
    out.append(",\"namespace\":");
    quoted(definition.namespace());
    definition.header().doc().ifPresent(doc -> member("doc", doc));
    aliases(definition.header().aliases());
    if (definition instanceof RecordDefinition record) {
      out.append(",\"fields\":[");
      for (int i = 0; i < record.fields().size(); i++) {
        out.append(i == 0 ? "" : ",");
        field(record.fields().get(i));
      }
      out.append(']');
    } else if (definition instanceof EnumDefinition enumeration) {
      out.append(",\"symbols\":[");
      for (int i = 0; i < enumeration.symbols().size(); i++) {
        out.append(i == 0 ? "" : ",");
        enumeration.symbols().get(i).writeTo(out);
      }
      out.append(']');
      enumeration.defaultSymbol().ifPresent(symbol -> member("default", symbol));
    } else if (definition instanceof FixedDefinition fixed) {
      out.append(",\"size\":").append(fixed.size());
    }
    close(definition.header().properties());
  }

  private void field(Field field) {
    out.append("{\"name\":");
    quoted(field.name());
    out.append(",\"type\":");
    type(field.type());
    field.doc().ifPresent(doc -> member("doc", doc));
    field.defaultValue().ifPresent(value -> member("default", value));
    if (!field.order().equals("ascending")) {
      out.append(",\"order\":");
      quoted(field.order());
    }
    aliases(field.aliases());
    close(field.properties());
  }

  private void aliases(List<Alias> aliases) {
    if (aliases.isEmpty()) {
      return;
    }
    out.append(",\"aliases\":[");
    for (int i = 0; i < aliases.size(); i++) {
      out.append(i == 0 ? "" : ",");
      quoted(aliases.get(i).name());
    }
    out.append(']');
  }

  private void member(String name, JsonValue value) {
    out.append(",\"").append(name).append("\":");
    value.writeTo(out);
  }

  private void close(List<Member> properties) {
    for (Member property : properties) {
      out.append(',');
      quoted(property.name());
      out.append(':');
      property.value().writeTo(out);
    }
    out.append('}');
  }

  private void quoted(String text) {
    JsonText.quote(text, out);
  }
}
