package dev.accord.versions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accord.embedded.ChildProcess;
import dev.accord.testbed.RunningService;
import dev.accord.testbed.Testbed;
import dev.accord.versions.VersionService.Met;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service with the client jar of one version, in a process of its own. */
final class VersionProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("is ready on (\\S+)");

  private final int version;
  private final Path output;
  private final ChildProcess process;

  VersionProcess(Testbed bed, int version, Path folder) throws IOException {
    this.version = version;
    output = folder.resolve(name() + ".log");
    process = ChildProcess.start(command(bed.room(name())), Map.of(), output);
  }

  /** Also its name in the events that it writes. */
  String name() {
    return "version" + version;
  }

  void place(UUID orderId, String amount) {
    var body = "{\"orderId\":\"" + orderId + "\",\"amount\":" + amount + "}";
    var answer = service().post("/orders", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** In the order in which it met them. */
  List<Met> met() {
    try {
      return new ObjectMapper()
          .readValue(service().get("/met").body(), new TypeReference<List<Met>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void untilReady() {
    Testbed.until(name() + " is ready, see " + output, () -> address().isPresent());
    service().untilReady();
  }

  @Override
  public void close() {
    process.close();
  }

  private RunningService service() {
    return new RunningService(address().orElseThrow());
  }

  private Optional<URI> address() {
    try {
      var ready = READY.matcher(Files.readString(output));
      return ready.find() ? Optional.of(URI.create(ready.group(1))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Map<String, String> settings) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.concat(
            Stream.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                VersionService.class.getName(),
                name()),
            settings.entrySet().stream().map(one -> "--" + one.getKey() + "=" + one.getValue()))
        .toList();
  }

  /** This test's, with the version's classes before those of version 1 and without today's. */
  private String classPath() {
    var own = Path.of("target", version == 1 ? "classes" : name()).toAbsolutePath();
    assertThat(own.resolve("dev/accord/shop/order/OrderCreated.class")).exists();
    var libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.contains("event-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    return own + File.pathSeparator + libraries;
  }
}
