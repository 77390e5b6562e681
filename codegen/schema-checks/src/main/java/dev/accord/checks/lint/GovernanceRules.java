package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.minimal;
import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.checks.lint.LintScope.FieldOf;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.json.JsonValue.JsonArray;
import dev.accord.model.json.JsonValue.JsonBoolean;
import dev.accord.model.json.JsonValue.Member;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.Type;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Owners, personal data, envelopes, keys, subjects and agreement between events. */
final class GovernanceRules {
  private static final Set<String> PERSONAL =
      Set.of(
          "email",
          "phone",
          "mobile",
          "fax",
          "surname",
          "firstname",
          "lastname",
          "fullname",
          "birthdate",
          "birthday",
          "dateofbirth",
          "ssn",
          "passport",
          "iban",
          "address",
          "street",
          "ipaddress",
          "taxid",
          "customername",
          "username",
          "gender",
          "nationality");
  private static final Map<String, String> ENVELOPE =
      Map.of(
          "eventId", "which event this is",
          "occurredAt", "when it happened",
          "source", "who says so",
          "correlationId", "which flow it belongs to");
  private static final Set<String> KNOWN_PROPERTIES =
      Set.of(
          "logicalType",
          "precision",
          "scale",
          "pii",
          "classification",
          "owner",
          "contentType",
          "deprecated",
          "removeAfter",
          "stability",
          "unit",
          "default",
          "java-class",
          "java-element-class",
          "java-key-class",
          "javaAnnotation");

  static final List<LintRule> ALL =
      List.of(
          standard(
              "OWNER_REQUIRED",
              Axis.DESIGN,
              "Nobody answers for an event, though topics have owners.",
              "List it below a topic with an owner in accord.yaml, or say \"owner\" in the schema.",
              GovernanceRules::owner),
          strict(
              "PII_TAGGED",
              Axis.DESIGN,
              "A field named like personal data does not say whether it is.",
              "Erasure and masking find personal data by its tag: \"pii\": true, or false where the"
                  + " name misleads.",
              GovernanceRules::personal),
          strict(
              "CLASSIFICATION_ON_SENSITIVE",
              Axis.DESIGN,
              "Personal data has no classification.",
              "\"classification\" on the field or its record says who may read it, such as"
                  + " confidential.",
              GovernanceRules::classification),
          standard(
              "ENVELOPE_PRESENT",
              Axis.DESIGN,
              "An event lacks a field of the envelope, though the policy puts it into the value.",
              "lint.envelope: fields in accord.yaml asks for eventId, occurredAt, source and"
                  + " correlationId in each event; headers asks for nothing.",
              GovernanceRules::envelope),
          standard(
              "KEY_IS_PRIMITIVE_OR_FROZEN",
              Axis.IDENTITY,
              "A key's schema is a record that is not declared frozen.",
              "Any edit, even of a doc, gives the schema a new id, and with it other key bytes and"
                  + " another partition. Use a primitive, or promise \"accord.frozen\": true.",
              GovernanceRules::frozenKey),
          minimal(
              "SUBJECT_STRATEGY_CONSISTENT",
              Axis.IDENTITY,
              "Two events have the same subject.",
              "A registry would take one for a version of the other. Use topic-record-name where"
                  + " a topic carries several events.",
              GovernanceRules::sameSubject),
          minimal(
              "RESERVED_NOT_REUSED",
              Axis.BINARY,
              "A field has a name that was reserved when its predecessor went.",
              "Stored records still hold the old one under that name, with its old meaning.",
              GovernanceRules::reserved),
          strict(
              "SAME_NAME_SAME_TYPE",
              Axis.DESIGN,
              "Fields of one name have different types in different events.",
              "Consumers join events by such fields: one name, one type.",
              GovernanceRules::sameType),
          strict(
              "CUSTOM_PROP_NAMESPACED",
              Axis.DESIGN,
              "A property that Avro does not know has no prefix.",
              "A later specification, or another tool, may give the bare name a meaning. Write"
                  + " acme.retention.",
              GovernanceRules::property));

  private GovernanceRules() {}

  private static void owner(LintScope scope, Found found) {
    if (scope.config().topics().isEmpty()) {
      return;
    }
    for (var event : scope.events()) {
      var topic = scope.config().topicOf(event.name());
      boolean byTopic = topic.filter(t -> !t.owner().isEmpty()).isPresent();
      boolean bySchema = event.definition().flatMap(d -> d.property("owner")).isPresent();
      if (!event.key() && !byTopic && !bySchema) {
        found.add(
            LintScope.path(event),
            event.location(),
            "nobody owns " + LintScope.path(event),
            topic
                .map(t -> "set \"owner\" of topic " + t.name() + " in accord.yaml")
                .orElse("list it below a topic in accord.yaml"));
      }
    }
  }

  private static void personal(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean tagged =
          field.field().property("pii").isPresent()
              || field.field().properties().stream().anyMatch(p -> p.name().endsWith(".pii"));
      if (namedLikePerson(field.field().name()) && !tagged) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " looks like personal data",
            "add \"pii\": true, or \"pii\": false if it is none");
      }
    }
  }

  /** Whether a field is tagged as personal data or, without a tag, named like it. */
  static boolean isPersonal(Field field) {
    return field
        .property("pii")
        .map(tag -> !(tag instanceof JsonBoolean flag) || flag.value())
        .orElse(namedLikePerson(field.name()));
  }

  private static boolean namedLikePerson(String name) {
    var words = NameWords.of(name);
    return words.stream().anyMatch(PERSONAL::contains) || PERSONAL.contains(String.join("", words));
  }

  private static void classification(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean tagged = field.field().property("pii").isPresent() && isPersonal(field.field());
      boolean classified =
          field.field().property("classification").isPresent()
              || field.owner().property("classification").isPresent();
      if (tagged && !classified) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " is personal data without a classification",
            "add \"classification\", such as confidential, here or on "
                + field.owner().simpleName());
      }
    }
  }

  private static void envelope(LintScope scope, Found found) {
    if (!scope.settings().envelope().equals("fields")) {
      return;
    }
    for (EventSchema event : scope.events()) {
      if (event.key() || !(event.definition().orElse(null) instanceof RecordDefinition record)) {
        continue;
      }
      var present = record.fields().stream().map(Field::name).map(NameWords::of).toList();
      new TreeMap<>(ENVELOPE)
          .forEach(
              (name, why) -> {
                if (!present.contains(NameWords.of(name))) {
                  found.add(
                      record.simpleName() + "." + name,
                      event.location(),
                      record.simpleName() + " does not say " + why,
                      "add a field " + name + ", or send it as a header and say so in accord.yaml");
                }
              });
    }
  }

  private static void frozenKey(LintScope scope, Found found) {
    for (var event : scope.events()) {
      var frozen = event.definition().flatMap(d -> d.property("accord.frozen"));
      boolean promised =
          frozen.filter(value -> value instanceof JsonBoolean flag && flag.value()).isPresent();
      if (event.key() && event.definition().isPresent() && !promised) {
        found.add(
            LintScope.path(event),
            event.location(),
            "key "
                + LintScope.path(event)
                + " is a record: every edit moves keys to other partitions",
            "use a primitive key, or promise \"accord.frozen\": true");
      }
    }
  }

  private static void sameSubject(LintScope scope, Found found) {
    var first = new HashMap<String, EventSchema>();
    for (var event : scope.events()) {
      var earlier = first.putIfAbsent(event.subject(), event);
      if (earlier != null) {
        found.add(
            LintScope.path(event),
            event.location(),
            LintScope.path(event)
                + " and "
                + LintScope.path(earlier)
                + " share the subject "
                + event.subject(),
            "set naming: topic-record-name in accord.yaml, or another topic for one of them");
      }
    }
  }

  private static void reserved(LintScope scope, Found found) {
    for (var field : scope.fields()) {
      boolean inConfig =
          scope
              .config()
              .reserved()
              .getOrDefault(field.owner().fullName(), List.of())
              .contains(field.field().name());
      boolean inSchema =
          field.owner().property("accord.reserved").orElse(null) instanceof JsonArray names
              && names.items().stream()
                  .anyMatch(item -> item.text().equals("\"" + field.field().name() + "\""));
      if (inConfig || inSchema) {
        found.add(
            field.path(),
            field.place(),
            field.path() + " reuses a reserved name",
            "choose another name");
      }
    }
  }

  private static void sameType(LintScope scope, Found found) {
    var byName =
        scope.fields().stream()
            .filter(field -> LintScope.value(field.field().type()) instanceof Type.Primitive)
            .collect(
                Collectors.groupingBy(
                    field -> field.field().name(), TreeMap::new, Collectors.toList()));
    byName.values().forEach(fields -> sameType(fields, found));
  }

  private static void sameType(List<FieldOf> fields, Found found) {
    Function<FieldOf, String> type = field -> described(LintScope.value(field.field().type()));
    var byType =
        fields.stream().collect(Collectors.groupingBy(type, TreeMap::new, Collectors.toList()));
    // The usual type is the most frequent one; of equals the one that came first by name.
    var usual =
        byType.entrySet().stream()
            .max(
                Comparator.comparingInt((Map.Entry<String, List<FieldOf>> e) -> e.getValue().size())
                    .thenComparing(e -> -fields.indexOf(e.getValue().get(0))))
            .orElseThrow();
    for (var field : fields) {
      if (!type.apply(field).equals(usual.getKey())) {
        found.add(
            field.path(),
            field.place(),
            field.path()
                + " is "
                + type.apply(field)
                + ", but "
                + usual.getKey()
                + " in "
                + usual.getValue().get(0).path(),
            "use one type, or two names");
      }
    }
  }

  /** {@code bytes decimal(12,2)}. */
  private static String described(Type type) {
    return type.branchName()
        + type.logical()
            .map(
                l ->
                    " "
                        + l.name()
                        + (l.precision() > 0 ? "(" + l.precision() + "," + l.scale() + ")" : ""))
            .orElse("");
  }

  private static void property(LintScope scope, Found found) {
    for (Definition type : scope.definitions()) {
      type.header().properties().forEach(p -> property(found, type.simpleName(), p));
    }
    for (var field : scope.fields()) {
      field.field().properties().forEach(p -> property(found, field.path(), p));
    }
  }

  private static void property(Found found, String path, Member property) {
    var name = property.name();
    if (!KNOWN_PROPERTIES.contains(name) && !name.matches(".*[.:/].*")) {
      found.add(
          path + "." + name,
          property.nameLocation(),
          "property " + name + " of " + path + " has no prefix",
          "write it as <organisation>." + name);
    }
  }
}
