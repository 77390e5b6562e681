package dev.accord.matrix.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accord.checks.finding.SourceEffect;
import dev.accord.checks.generated.ApiChange;
import dev.accord.checks.generated.GeneratedApi;
import dev.accord.event.ContractType;
import dev.accord.event.generator.Contract;
import dev.accord.event.generator.JavaText;
import dev.accord.matrix.generated.Compiler.Compiled;
import dev.accord.model.config.AccordConfig;
import dev.accord.model.contracts.Contracts;
import dev.accord.model.contracts.EventSchema;
import dev.accord.model.schema.SchemaSet;
import dev.accord.model.source.SourceFile;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the gate says about callers is what a compiler and a run say: both versions of each case are
 * generated with our templates, and a program that uses all of one version meets the other.
 */
final class GeneratedApiTest {
  private static final Path CASES =
      Path.of("../../codegen/schema-checks/src/main/resources/dev/accord/checks/cases");

  /** Avro's decoder stops at its records, whatever the classes are. */
  private static final String NOT_THE_CLASSES = "CHECK_DISAGREES_WITH_DECODER";

  @TempDir private static Path folder;
  private static Compiler compiler;

  @BeforeAll
  static void start() throws IOException {
    compiler = new Compiler(SpecificRecordBase.class, ContractType.class, NullMarked.class);
  }

  @AfterAll
  static void stop() throws IOException {
    compiler.close();
  }

  /** A version of an event as classes, and the program that uses them. */
  private record Generation(Map<String, String> classes, String caller) {
    Map<String, String> with(String program) {
      Map<String, String> sources = new LinkedHashMap<>(classes);
      sources.put(Caller.NAME, program);
      return sources;
    }
  }

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(f -> Files.exists(f.resolve("old.avsc")) && !f.endsWith(NOT_THE_CLASSES))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theComparisonSaysWhatACompilerAndARunSay(Path folder) throws Exception {
    List<EventSchema> old = events(folder.resolve("old.avsc"));
    List<EventSchema> now = events(folder.resolve("new.avsc"));
    for (EventSchema before : old) {
      for (EventSchema after : now) {
        boolean pair = before.name().equals(after.name()) || old.size() + now.size() == 2;
        if (pair && before.types().flaws().isEmpty() && after.types().flaws().isEmpty()) {
          List<ApiChange> changes = GeneratedApi.between(before, after);
          assertThat(GeneratedApi.gravest(changes))
              .as("%s: %s", before.name(), changes)
              .isEqualTo(observed(before, after));
        }
      }
    }
  }

  private static SourceEffect observed(EventSchema before, EventSchema after) throws Exception {
    Generation old = generated(before);
    Generation now = generated(after);
    Compiled then = compiler.compile(old.with(old.caller()));
    assertThat(then.errors()).isEmpty();
    Compiled upgraded = compiler.compile(now.with(old.caller()));
    if (!upgraded.errors().isEmpty()) {
      boolean gone = !now.classes().keySet().containsAll(old.classes().keySet());
      return gone ? SourceEffect.CLASS : SourceEffect.EDIT;
    }
    SourceEffect felt = felt(run(then), run(upgraded));
    boolean more = !compiler.compile(old.with(now.caller())).errors().isEmpty();
    return felt.or(more ? SourceEffect.ADD : SourceEffect.NONE);
  }

  /** What was refused and is accepted now is an addition; all else behaves differently. */
  private static SourceEffect felt(Map<String, String> then, Map<String, String> now) {
    var effect = SourceEffect.NONE;
    for (Map.Entry<String, String> line : then.entrySet()) {
      boolean same = line.getValue().equals(now.get(line.getKey()));
      boolean accepted = line.getValue().equals("throws");
      effect =
          effect.or(same ? SourceEffect.NONE : accepted ? SourceEffect.ADD : SourceEffect.SILENT);
    }
    return effect;
  }

  /** With a context loader that Avro finds the classes through, as it does in an application. */
  @SuppressWarnings("unchecked")
  private static Map<String, String> run(Compiled program) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    ClassLoader classes = program.load();
    thread.setContextClassLoader(classes);
    try {
      Method run = classes.loadClass(Caller.NAME).getMethod("run");
      return (Map<String, String>) run.invoke(null);
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private static Generation generated(EventSchema event) throws IOException {
    Schema schema = event.types().toAvro(event.root());
    var avro = new SpecificCompiler(List.of(schema));
    avro.setTemplateDir("/dev/accord/event/templates/");
    avro.setStringType(GenericData.StringType.String);
    avro.setEnableDecimalLogicalType(true);
    avro.setAdditionalVelocityTools(List.of(new Contract(), new JavaText()));
    Path sources = Files.createTempDirectory(folder, "sources");
    avro.compileToDestination(null, sources.toFile());
    Map<String, String> classes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = sources.relativize(file).toString().replaceFirst("\\.java$", "");
        classes.put(name.replace('/', '.'), Files.readString(file));
      }
    }
    return new Generation(classes, Caller.of(schema, avro));
  }

  private static List<EventSchema> events(Path file) throws IOException {
    var sources = new ArrayList<SourceFile>();
    for (String part : Files.readString(file).split("(?m)^---\\n", -1)) {
      sources.add(new SourceFile(sources.size() + ".avsc", part));
    }
    return Contracts.of(AccordConfig.defaults(), SchemaSet.read(sources, SchemaSet.empty()))
        .events();
  }
}
