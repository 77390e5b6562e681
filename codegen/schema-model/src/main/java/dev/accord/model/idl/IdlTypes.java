package dev.accord.model.idl;

import static dev.accord.model.idl.IdlFileReader.member;
import static dev.accord.model.idl.IdlFileReader.name;

import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonNull;
import dev.accord.model.json.JsonValue.JsonNumber;
import dev.accord.model.json.JsonValue.JsonObject;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.avro.idl.IdlParser;
import org.apache.avro.idl.IdlParser.EnumDeclarationContext;
import org.apache.avro.idl.IdlParser.FieldDeclarationContext;
import org.apache.avro.idl.IdlParser.FixedDeclarationContext;
import org.apache.avro.idl.IdlParser.FullTypeContext;
import org.apache.avro.idl.IdlParser.IdentifierContext;
import org.apache.avro.idl.IdlParser.NamedSchemaDeclarationContext;
import org.apache.avro.idl.IdlParser.NullableTypeContext;
import org.apache.avro.idl.IdlParser.PrimitiveTypeContext;
import org.apache.avro.idl.IdlParser.ProtocolDeclarationContext;
import org.apache.avro.idl.IdlParser.RecordDeclarationContext;
import org.apache.avro.idl.IdlParser.SchemaPropertyContext;
import org.apache.avro.idl.IdlParser.VariableDeclarationContext;

/** Turns declarations and types of the parse tree into the tree of the same {@code .avsc}. */
final class IdlTypes {
  private final TokenPlaces places;
  private final IdlJson json;
  private final String namespace;
  private final boolean qualifying;

  IdlTypes(TokenPlaces places, String namespace) {
    this(places, namespace, false);
  }

  private IdlTypes(TokenPlaces places, String namespace, boolean qualifying) {
    this.places = places;
    this.json = new IdlJson(places);
    this.namespace = namespace;
    this.qualifying = qualifying;
  }

  /** The schema after {@code schema}: no declaration around it gives its names a namespace. */
  JsonValue mainType(FullTypeContext full) {
    return new IdlTypes(places, namespace, true).type(full);
  }

  static IdlTypes inProtocol(TokenPlaces places, ProtocolDeclarationContext protocol) {
    String name = name(protocol.name);
    int dot = name.lastIndexOf('.');
    String namespace = dot < 0 ? "" : name.substring(0, dot);
    for (SchemaPropertyContext property : protocol.schemaProperties) {
      if (name(property.name).equals("namespace")
          && new IdlJson(places).value(property.value) instanceof JsonText text) {
        namespace = text.value();
      }
    }
    return new IdlTypes(places, namespace);
  }

  JsonObject declaration(NamedSchemaDeclarationContext named) {
    if (named.recordDeclaration() != null) {
      return record(named.recordDeclaration());
    }
    return named.enumDeclaration() != null
        ? enumeration(named.enumDeclaration())
        : fixed(named.fixedDeclaration());
  }

  private JsonObject record(RecordDeclarationContext record) {
    String kind = record.recordType.getType() == IdlParser.Error ? "error" : "record";
    var members =
        header(record, kind, places.of(record.recordType), record.name, record.schemaProperties);
    var fields = new ArrayList<JsonValue>();
    for (FieldDeclarationContext field : record.body.fields) {
      for (VariableDeclarationContext variable : field.variableDeclarations) {
        fields.add(field(field, variable));
      }
    }
    members.add(member("fields", new JsonArray(places.of(record.body), fields)));
    return new JsonObject(places.of(record), members);
  }

  private JsonObject field(FieldDeclarationContext field, VariableDeclarationContext variable) {
    var members = new ArrayList<Member>();
    members.add(named("name", variable.fieldName));
    JsonValue type = type(field.fieldType);
    if (variable.defaultValue != null) {
      JsonValue value = json.value(variable.defaultValue);
      type = value instanceof JsonNull ? type : nullLast(field.fieldType, type);
      members.add(member("default", value));
    }
    members.add(1, member("type", type));
    places
        .doc(variable)
        .or(() -> places.doc(field))
        .ifPresent(doc -> members.add(member("doc", doc.place(), doc.text())));
    annotations(variable.schemaProperties, members);
    Location place =
        field.variableDeclarations.size() == 1 ? places.of(field) : places.of(variable);
    return new JsonObject(place, members);
  }

  /** {@code string? x = "a"}: the default must fit the first branch. */
  private static JsonValue nullLast(FullTypeContext written, JsonValue type) {
    NullableTypeContext nullable = written.plainType().nullableType();
    if (nullable == null || nullable.optional == null || !(type instanceof JsonArray union)) {
      return type;
    }
    return new JsonArray(union.location(), List.of(union.items().get(1), union.items().get(0)));
  }

  private JsonObject enumeration(EnumDeclarationContext enumeration) {
    Location place = places.of(enumeration.Enum().getSymbol());
    var members =
        header(enumeration, "enum", place, enumeration.name, enumeration.schemaProperties);
    var symbols =
        enumeration.enumSymbols.stream()
            .<JsonValue>map(s -> new JsonText(places.of(s.name), name(s.name)))
            .toList();
    members.add(member("symbols", new JsonArray(places.of(enumeration), symbols)));
    if (enumeration.defaultSymbol != null) {
      members.add(named("default", enumeration.defaultSymbol.defaultSymbolName));
    }
    return new JsonObject(places.of(enumeration), members);
  }

  private JsonObject fixed(FixedDeclarationContext fixed) {
    Location place = places.of(fixed.Fixed().getSymbol());
    var members = header(fixed, "fixed", place, fixed.name, fixed.schemaProperties);
    members.add(member("size", json.integer(fixed.size)));
    return new JsonObject(places.of(fixed), members);
  }

  private List<Member> header(
      ParserRuleContext declaration,
      String kind,
      Location kindPlace,
      IdentifierContext name,
      List<SchemaPropertyContext> properties) {
    var members = new ArrayList<Member>();
    members.add(member("type", kindPlace, kind));
    members.add(named("name", name));
    places.doc(declaration).ifPresent(doc -> members.add(member("doc", doc.place(), doc.text())));
    annotations(properties, members);
    if (members.stream().noneMatch(m -> m.name().equals("namespace"))) {
      members.add(member("namespace", places.of(name), namespace));
    }
    return members;
  }

  private Member named(String member, IdentifierContext identifier) {
    return member(member, places.of(identifier), name(identifier));
  }

  private void annotations(List<SchemaPropertyContext> properties, List<Member> members) {
    for (SchemaPropertyContext property : properties) {
      String name = name(property.name);
      Location place = places.of(property.name);
      if (members.stream().anyMatch(m -> m.name().equals(name))) {
        throw new InvalidSourceException(
            place, "@" + name + " is given twice or has its own syntax");
      }
      members.add(new Member(name, place, json.value(property.value)));
    }
  }

  JsonValue type(FullTypeContext full) {
    var annotations = new ArrayList<Member>();
    annotations(full.schemaProperties, annotations);
    var plain = full.plainType();
    Location place = places.of(full);
    if (plain.arrayType() != null) {
      return container(place, "array", "items", plain.arrayType().elementType, annotations);
    }
    if (plain.mapType() != null) {
      return container(place, "map", "values", plain.mapType().valueType, annotations);
    }
    if (plain.unionType() != null) {
      refuse(annotations, "a union");
      return new JsonArray(place, plain.unionType().types.stream().map(this::type).toList());
    }
    NullableTypeContext nullable = plain.nullableType();
    JsonValue type =
        nullable.referenceName != null
            ? reference(nullable.referenceName, annotations)
            : primitive(nullable.primitiveType(), annotations);
    if (nullable.optional == null) {
      return type;
    }
    Location mark = places.of(nullable.optional);
    return new JsonArray(place, List.of(new JsonText(mark, "null"), type));
  }

  private JsonObject container(
      Location place, String kind, String member, FullTypeContext inner, List<Member> properties) {
    var members = new ArrayList<Member>();
    members.add(member("type", place, kind));
    members.add(member(member, type(inner)));
    members.addAll(properties);
    return new JsonObject(place, members);
  }

  private JsonText reference(IdentifierContext name, List<Member> annotations) {
    refuse(annotations, "a reference to a named type");
    String written = name(name);
    boolean bare = qualifying && !written.contains(".") && !namespace.isEmpty();
    return new JsonText(places.of(name), bare ? namespace + "." + written : written);
  }

  private static void refuse(List<Member> annotations, String what) {
    if (!annotations.isEmpty()) {
      throw new InvalidSourceException(
          annotations.get(0).nameLocation(), what + " cannot be annotated");
    }
  }

  private JsonValue primitive(PrimitiveTypeContext type, List<Member> annotations) {
    Location place = places.of(type);
    var members = new ArrayList<Member>();
    switch (type.typeName.getType()) {
      case IdlParser.Date -> logical(members, place, "int", "date");
      case IdlParser.Time -> logical(members, place, "int", "time-millis");
      case IdlParser.Timestamp -> logical(members, place, "long", "timestamp-millis");
      case IdlParser.LocalTimestamp -> logical(members, place, "long", "local-timestamp-millis");
      case IdlParser.UUID -> logical(members, place, "string", "uuid");
      case IdlParser.Decimal -> {
        logical(members, place, "bytes", "decimal");
        members.add(member("precision", json.integer(type.precision)));
        members.add(
            member(
                "scale",
                type.scale == null ? new JsonNumber(place, "0") : json.integer(type.scale)));
      }
      default -> members.add(member("type", place, type.typeName.getText()));
    }
    members.addAll(annotations);
    return members.size() == 1 ? members.get(0).value() : new JsonObject(place, members);
  }

  private static void logical(List<Member> members, Location place, String base, String logical) {
    members.add(member("type", place, base));
    members.add(member("logicalType", place, logical));
  }
}
