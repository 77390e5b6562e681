package dev.accord.event.generator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/**
 * Writes what a client jar holds beside its classes: a {@code package-info} for each package, the
 * schemas as {@code META-INF/accord/schemas/<full name>.avsc} and {@code
 * META-INF/accord/events.json}, which lists for each event its topic with partitions and cleanup,
 * key field, subject, version and schema. A file is written only when its content changes, so an
 * unchanged build stays one.
 */
public final class ClientJar {
  private static final String PLACE = "META-INF/accord/";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path contracts;
  private final Path resources;
  private final Path sources;

  private ClientJar(Path contracts, Path resources, Path sources) {
    this.contracts = contracts;
    this.resources = resources;
    this.sources = sources;
  }

  /** Takes the contracts folder, the folder for resources and the folder for sources. */
  public static void main(String[] args) throws IOException {
    new ClientJar(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).write();
  }

  private void write() throws IOException {
    var contract = Contract.in(contracts);
    var events = new ArrayList<Map<String, Object>>();
    var packages = new TreeSet<String>();
    for (var schema : schemas()) {
      if (schema.getNamespace() != null) {
        packages.add(schema.getNamespace());
      }
      if (contract.isEvent(schema)) {
        var resource = PLACE + "schemas/" + schema.getFullName() + ".avsc";
        events.add(entry(contract, schema, resource));
        write(resources.resolve(resource), schema.toString());
      }
    }
    write(resources.resolve(PLACE + "events.json"), JSON.writeValueAsString(events) + "\n");
    for (var name : packages) {
      write(sources.resolve(name.replace('.', '/')).resolve("package-info.java"), front(name));
    }
  }

  private Map<String, Object> entry(Contract contract, Schema schema, String resource)
      throws IOException {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("event", schema.getFullName());
    entry.put("topic", contract.topic(schema));
    entry.put("partitions", contract.route(schema).partitions());
    entry.put("cleanup", contract.route(schema).cleanup());
    entry.put("key", contract.keyField(schema).name());
    entry.put("subject", contract.subject(schema));
    entry.put("version", version(contract.subject(schema), schema.toString()));
    entry.put("schema", resource);
    return entry;
  }

  /** The version the text has, or the next one where it is not released yet. */
  private int version(String subject, String text) throws IOException {
    var version = 1;
    while (true) {
      var file = contracts.resolve("released").resolve(subject).resolve(version + ".avsc");
      if (!Files.exists(file) || Files.readString(file).equals(text)) {
        return version;
      }
      version++;
    }
  }

  private List<Schema> schemas() throws IOException {
    try (var walk = Files.walk(contracts.resolve("schemas"))) {
      var parser = new SchemaParser();
      for (var file : walk.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
        var unused = parser.parse(file);
      }
      return parser.getParsedNamedSchemas();
    }
  }

  private static String front(String name) {
    return """
        /**
         * Events and their parts, generated from the contracts in the namespace PACKAGE.
         *
         * <p>Records are immutable once built; builders belong to one thread.
         */
        @NullMarked
        package PACKAGE;

        import org.jspecify.annotations.NullMarked;
        """
        .replace("PACKAGE", name);
  }

  private static void write(Path file, String content) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(content)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
