package dev.accord.model.schema;

import dev.accord.model.idl.IdlFileReader;
import dev.accord.model.json.JsonReader;
import dev.accord.model.json.JsonValue;
import dev.accord.model.json.JsonValue.JsonText;
import dev.accord.model.schema.Definition.Field;
import dev.accord.model.schema.Definition.RecordDefinition;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Nearest;
import dev.accord.model.source.Problem;
import dev.accord.model.source.SourceFile;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All named types of some files, and what each file's root is. Every reference in it resolves, so a
 * set in hand is a valid one; files may name each other's types in any order and in cycles.
 */
public final class SchemaSet {
  private final Map<String, Definition> definitions;
  private final Map<String, SourceFile> files;
  private final List<Root> roots;
  private final List<Problem> flaws;
  // Weak: a long history has thousands of sets, and what Avro keeps for a schema outweighs ours.
  private final IdentityHashMap<Type, WeakReference<Rendered>> rendered = new IdentityHashMap<>();

  private SchemaSet(
      Map<String, Definition> definitions,
      Map<String, SourceFile> files,
      List<Root> roots,
      List<Problem> flaws) {
    this.definitions = Collections.unmodifiableMap(definitions);
    this.files = Map.copyOf(files);
    this.roots = List.copyOf(roots);
    this.flaws = List.copyOf(flaws);
  }

  /** A schema that stands at the top of a file: of an {@code .avdl}, each declaration is one. */
  public record Root(String file, Type type) {}

  /** No types at all. */
  public static SchemaSet empty() {
    return new SchemaSet(Map.of(), Map.of(), List.of(), List.of());
  }

  /**
   * Reads {@code .avsc} and {@code .avdl} files, in any order.
   *
   * @param library types from elsewhere, such as a contracts jar, that the files may refer to
   * @throws InvalidSourceException with every problem of every file
   */
  public static SchemaSet read(Collection<SourceFile> files, SchemaSet library) {
    var problems = new ArrayList<Problem>();
    Map<String, List<JsonValue>> trees = new LinkedHashMap<>();
    Map<String, SourceFile> byPath = new LinkedHashMap<>();
    var imports = new ArrayList<JsonText>();
    for (SourceFile file : files) {
      byPath.put(file.path(), file);
      try {
        trees.put(file.path(), trees(file, imports));
      } catch (InvalidSourceException e) {
        problems.addAll(e.problems());
      }
    }
    refuseMissingImports(imports, byPath, problems);
    throwIfAny(problems);
    var names = new DeclaredNames(library.definitions.keySet(), problems);
    trees.values().forEach(list -> list.forEach(names::collect));
    Map<String, Definition> definitions = new TreeMap<>(library.definitions);
    var reader = new SchemaReader(names, d -> definitions.put(d.fullName(), d), problems);
    var roots = new ArrayList<Root>();
    trees.forEach((path, list) -> list.forEach(t -> roots.add(new Root(path, reader.read(t)))));
    var fatal = problems.stream().filter(p -> p.rule().isEmpty()).toList();
    throwIfAny(fatal);
    throwIfAny(EndlessRecords.in(definitions));
    DeepReferences.refuse(roots, definitions);
    byPath.putAll(library.files);
    var unchecked = new SchemaSet(definitions, byPath, roots, problems);
    unchecked.ownFields(library).forEach(f -> unchecked.defaultFlaw(f).ifPresent(problems::add));
    return new SchemaSet(definitions, byPath, roots, problems);
  }

  private static List<JsonValue> trees(SourceFile file, List<JsonText> imports) {
    if (!file.path().endsWith(".avdl")) {
      return List.of(JsonReader.read(file));
    }
    var content = IdlFileReader.read(file);
    imports.addAll(content.imports());
    var trees = new ArrayList<JsonValue>(content.declarations());
    trees.addAll(content.main());
    return trees;
  }

  /** Types are found by name over all files, so an import only has to be among them. */
  private static void refuseMissingImports(
      List<JsonText> imports, Map<String, SourceFile> files, List<Problem> problems) {
    for (JsonText imported : imports) {
      String name = imported.value().replaceFirst("^(\\.{1,2}/)+", "");
      if (files.keySet().stream().noneMatch(path -> ("/" + path).endsWith("/" + name))) {
        problems.add(
            new Problem(
                imported.location(),
                "no file "
                    + imported.text()
                    + " among the schemas"
                    + Nearest.hint(
                        stem(name), files.keySet().stream().map(SchemaSet::stem).toList())));
      }
    }
  }

  private static String stem(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
  }

  private static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidSourceException(problems);
    }
  }

  private List<Field> ownFields(SchemaSet library) {
    return definitions.values().stream()
        .filter(d -> library.definitions.get(d.fullName()) != d)
        .filter(RecordDefinition.class::isInstance)
        .flatMap(d -> ((RecordDefinition) d).fields().stream())
        .toList();
  }

  private Optional<Problem> defaultFlaw(Field field) {
    return field.defaultValue().flatMap(value -> defaults().refused(field.type(), value));
  }

  /** All named types, by full name. */
  public Map<String, Definition> definitions() {
    return definitions;
  }

  public Optional<Definition> find(String fullName) {
    return Optional.ofNullable(definitions.get(fullName));
  }

  /** The type a reference of this set names. */
  public Definition get(Type.Reference reference) {
    return find(reference.fullName())
        .orElseThrow(() -> new IllegalArgumentException("not of this set: " + reference));
  }

  /** In the order of the files and of the declarations within them. */
  public List<Root> roots() {
    return roots;
  }

  /** The text behind a location's file, if this set was read from it. */
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Faults that break a rule but leave the rest readable: defaults that Avro refuses. */
  public List<Problem> flaws() {
    return flaws;
  }

  public Defaults defaults() {
    return new Defaults(this);
  }

  /** The type as one self-contained {@code .avsc} text, equal for schemas that mean the same. */
  public String selfContained(Type type) {
    return rendered(type).text;
  }

  /** A definition of this set alone, equal for those that say the same; others are names in it. */
  public String ownText(Definition definition) {
    return SchemaText.own(definition, this);
  }

  /**
   * What Avro makes of the type.
   *
   * @throws org.apache.avro.AvroRuntimeException if {@link #flaws} touch it, or Avro is stricter
   */
  public Schema toAvro(Type type) {
    return rendered(type).schema();
  }

  private Rendered rendered(Type type) {
    synchronized (rendered) {
      WeakReference<Rendered> kept = rendered.get(type);
      Rendered known = kept == null ? null : kept.get();
      if (known != null) {
        return known;
      }
      var fresh = new Rendered(SchemaText.selfContained(type, this));
      rendered.put(type, new WeakReference<>(fresh));
      return fresh;
    }
  }

  /** A type as text, and as Avro's schema once that was asked for. */
  private static final class Rendered {
    private final String text;
    private @Nullable Schema schema;

    Rendered(String text) {
      this.text = text;
    }

    synchronized Schema schema() {
      if (schema == null) {
        schema = new Schema.Parser().parse(text);
      }
      return schema;
    }
  }
}
