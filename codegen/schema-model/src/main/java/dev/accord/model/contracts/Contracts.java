package dev.accord.model.contracts;

import dev.accord.model.config.AccordConfig;
import dev.accord.model.config.AccordConfig.Topic;
import dev.accord.model.config.AccordConfig.TypeName;
import dev.accord.model.schema.Definition;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.schema.Type;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The current contracts: what {@code accord.yaml} says and what the schema files hold.
 *
 * <p>An event is a type that a topic lists, or that stands at the top of a file and no other type
 * refers to; all other types are shared parts of events.
 */
public final class Contracts {
  private final AccordConfig config;
  private final SchemaSet types;
  private final List<EventSchema> events;

  private Contracts(AccordConfig config, SchemaSet types, List<EventSchema> events) {
    this.config = config;
    this.types = types;
    this.events = List.copyOf(events);
  }

  public static Contracts of(AccordConfig config, SchemaSet types) {
    Set<String> used = usedNames(types);
    Set<String> listed = new HashSet<>();
    config.topics().forEach(topic -> listed.addAll(topic.events()));
    Map<String, EventSchema> events = new TreeMap<>();
    for (SchemaSet.Root root : types.roots()) {
      String name =
          root.type() instanceof Type.Reference named ? named.fullName() : stem(root.file());
      Optional<Topic> keyOf =
          config.topics().stream().filter(t -> t.keySchema().equals(name)).findFirst();
      if (keyOf.isPresent() || listed.contains(name) || !used.contains(name)) {
        boolean key = keyOf.isPresent() || looksLikeKey(name, root.file());
        String subject = keyOf.map(t -> t.name() + "-key").orElse(config.subjectOf(name));
        events.put(name, new EventSchema(name, subject, key, types, root.type()));
      }
    }
    return new Contracts(config, types, new ArrayList<>(events.values()));
  }

  public AccordConfig config() {
    return config;
  }

  public SchemaSet types() {
    return types;
  }

  /** By name. */
  public List<EventSchema> events() {
    return events;
  }

  /**
   * The same contracts, in which a type that was an event stays one although another type refers to
   * it by now: whoever reads it does so still.
   */
  public Contracts withEventsOf(Collection<Baseline> older) {
    Map<String, EventSchema> all = new TreeMap<>();
    events.forEach(event -> all.put(event.name(), event));
    Set<String> used = usedNames(types);
    older.stream()
        .flatMap(baseline -> baseline.versions().stream())
        .map(Baseline.Version::schema)
        .filter(event -> used.contains(event.name()))
        .forEach(
            event ->
                types
                    .find(event.name())
                    .ifPresent(type -> all.computeIfAbsent(event.name(), n -> as(event, type))));
    return new Contracts(config, types, new ArrayList<>(all.values()));
  }

  private EventSchema as(EventSchema older, Definition type) {
    var root = new Type.Reference(type.header().nameLocation(), type.fullName());
    String subject = config.subjectOf(type.fullName());
    return new EventSchema(type.fullName(), subject, older.key(), types, root);
  }

  /**
   * The names in {@code accord.yaml} that no schema has: what stands beside them would hold for
   * nothing.
   */
  public List<Problem> unknownNames() {
    Set<String> known = new TreeSet<>(types.definitions().keySet());
    events.forEach(event -> known.add(event.name()));
    var unknown = new ArrayList<Problem>();
    for (TypeName name : config.names()) {
      boolean primitive = Type.Kind.of(name.fullName()).isPresent();
      if (!primitive && !known.contains(name.fullName())) {
        unknown.add(
            new Problem(
                name.location(),
                "no schema here is called "
                    + name.fullName()
                    + Nearest.hint(name.fullName(), known)));
      }
    }
    return unknown;
  }

  /** How Confluent's tools and most teams name a key's file or record. */
  private static boolean looksLikeKey(String name, String file) {
    return name.endsWith("Key") || stem(file).endsWith("-key");
  }

  private static String stem(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
  }

  /** Every type that another type's fields refer to. */
  private static Set<String> usedNames(SchemaSet types) {
    Set<String> used = new HashSet<>();
    for (Definition definition : types.definitions().values()) {
      if (definition instanceof RecordDefinition record) {
        Set<String> own = new HashSet<>();
        record.fields().forEach(field -> collect(field.type(), own));
        own.remove(record.fullName());
        used.addAll(own);
      }
    }
    return used;
  }

  private static void collect(Type type, Set<String> names) {
    if (type instanceof Type.Reference reference) {
      names.add(reference.fullName());
    } else if (type instanceof Type.ArrayOf array) {
      collect(array.items(), names);
    } else if (type instanceof Type.MapOf map) {
      collect(map.values(), names);
    } else if (type instanceof Type.Union union) {
      union.branches().forEach(branch -> collect(branch, names));
    }
  }
}
