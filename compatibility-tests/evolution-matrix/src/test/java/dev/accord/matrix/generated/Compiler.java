package dev.accord.matrix.generated;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** One Java compiler, from memory to memory; its view of the class path is shared by all runs. */
final class Compiler implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of("--release", "17", "-proc:none", "-implicit:none", "-nowarn", "-XDuseUnsharedTable");

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files;

  /** Sees only what generated classes need. */
  Compiler(Class<?>... libraries) throws IOException {
    files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    files.setLocation(
        StandardLocation.CLASS_PATH, Stream.of(libraries).map(Compiler::home).toList());
  }

  private static File home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What a run made of its sources.
   *
   * @param errors what the compiler says; empty if it is content
   * @param classes by name
   */
  record Compiled(String errors, Map<String, byte[]> classes) {

    /** The classes, beside those of this test. */
    ClassLoader load() {
      return new ClassLoader(Compiler.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          byte[] bytes = classes.get(name);
          if (bytes == null) {
            throw new ClassNotFoundException(name);
          }
          return defineClass(name, bytes, 0, bytes.length);
        }
      };
    }
  }

  /** Compiles sources by class name. */
  Compiled compile(Map<String, String> sources) throws IOException {
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    var errors = new StringWriter();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    try (var memory = new Memory(files, written)) {
      boolean content = javac.getTask(errors, memory, null, OPTIONS, null, units).call();
      String said = content ? "" : errors.toString();
      return new Compiled(
          said,
          written.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toByteArray())));
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps classes instead of writing them; the shared manager stays open. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written;

    Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> written) {
      super(files);
      this.written = written;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(name, n -> new ByteArrayOutputStream());
        }
      };
    }

    @Override
    public void close() {}
  }
}
