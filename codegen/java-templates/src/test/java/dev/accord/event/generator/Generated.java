package dev.accord.event.generator;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;

/** Event classes made by our templates from one schema text, in a folder of their own. */
record Generated(Path sources, Path classes) {
  static Generated from(Path folder, String schema) throws IOException {
    var generated = new Generated(folder.resolve("sources"), folder.resolve("classes"));
    Files.createDirectories(generated.classes());
    Collection<Schema> schemas = List.of(new SchemaParser().parse(schema).mainSchema());
    var compiler = new SpecificCompiler(schemas);
    compiler.setTemplateDir("/dev/accord/event/templates/");
    compiler.setStringType(GenericData.StringType.String);
    compiler.setEnableDecimalLogicalType(true);
    compiler.setAdditionalVelocityTools(List.of(new Contract(), new JavaText()));
    compiler.compileToDestination(null, generated.sources().toFile());
    return generated;
  }

  /** Compiles them together with more classes; the answer is the errors and warnings. */
  List<String> compileWith(Path... more) throws IOException {
    var files = new ArrayList<Path>(List.of(more));
    try (var walk = Files.walk(sources)) {
      walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
    }
    var problems = new DiagnosticCollector<JavaFileObject>();
    var javac = ToolProvider.getSystemJavaCompiler();
    try (var manager = javac.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
      var options =
          List.of(
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path") + File.pathSeparator + classes,
              "-Xlint:all,-processing,-classfile,-serial",
              "-Xdoclint:all/protected",
              "--release",
              "17");
      var unused =
          javac
              .getTask(
                  null,
                  manager,
                  problems,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
    }
    return problems.getDiagnostics().stream().map(Generated::line).toList();
  }

  private static String line(Diagnostic<?> problem) {
    return problem.getKind() + " " + problem.getMessage(Locale.ROOT);
  }
}
