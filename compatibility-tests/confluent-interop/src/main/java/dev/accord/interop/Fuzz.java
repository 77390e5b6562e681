package dev.accord.interop;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The fuzz as a command. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = {
      "Malformed, huge, deep and badly encoded requests: never a 5xx, no change by a refused one,",
      "and the registry's heap, after a collection, does not grow. Exit code 0 if all that held."
    })
public final class Fuzz implements Callable<Integer> {
  private static final int SAMPLES = 10;
  private static final double GROWTH_MAX_MIB = 8;
  private static final Pattern USED = Pattern.compile("generation.* used (\\d+)K");

  @Option(names = "--requests", defaultValue = "100000", description = "default ${DEFAULT-VALUE}")
  private int requests;

  @Option(names = "--seed", description = "of what is random; default: the clock")
  private @Nullable Long seed;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private Fuzz() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Fuzz()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    var folder = Files.createTempDirectory("accord-fuzz");
    try (var servers = Servers.start(folder)) {
      if (!holds(servers)) {
        return 1;
      }
    } catch (AssertionError e) {
      out.println(e.getMessage() + "; what the registry printed is in " + folder);
      return 1;
    }
    JavaScriptClients.delete(folder);
    return 0;
  }

  private boolean holds(Servers servers) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var run = new FuzzRun(servers.openUrl(), seed == null ? System.currentTimeMillis() : seed);
    var heap = new ArrayList<Double>();
    for (int i = 0; i < SAMPLES; i++) {
      run.run(requests / SAMPLES);
      heap.add(usedMebibytes(servers.openProcess()));
      out.printf(Locale.ROOT, "%s, heap %.1f MiB%n", run.counts(), heap.get(i));
    }
    var growth = growth(heap);
    out.printf(
        Locale.ROOT,
        "no 5xx, no change by a refused request; heap %+.1f MiB in the second half; %d s%n",
        growth,
        Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    return growth <= GROWTH_MAX_MIB;
  }

  /** The first half warms caches up. */
  private static double growth(List<Double> heap) {
    return heap.get(heap.size() - 1) - heap.get(heap.size() / 2);
  }

  /** What is alive after a collection. */
  private static double usedMebibytes(ProcessHandle process) throws IOException {
    var unused = jcmd(process, "GC.run");
    var used = USED.matcher(jcmd(process, "GC.heap_info")).results();
    return used.mapToLong(found -> Long.parseLong(found.group(1))).sum() / 1024.0;
  }

  private static String jcmd(ProcessHandle process, String command) throws IOException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var running =
        new ProcessBuilder(program, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (running.onExit().join().exitValue() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }
}
