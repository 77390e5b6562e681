package dev.accord.stack.process;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack says of itself to other processes. A file left behind by a killed stack is told from
 * a living one by process id and start time, since process ids are used again.
 *
 * @param processStart as the operating system gives it; the epoch where it gives none
 * @param ready whether every part has started
 * @param urls by service name
 * @param stopped services that were stopped while the rest goes on
 * @param kafka bootstrap servers
 * @param postgres address without password
 */
public record RunFile(
    long pid,
    Instant processStart,
    boolean ready,
    Map<String, String> urls,
    List<String> stopped,
    String kafka,
    String postgres) {
  // Linux derives the start time from the boot time, which it rounds anew on each read.
  private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

  /** Keeps the order of the addresses. */
  public RunFile {
    stopped = List.copyOf(stopped);
    urls = Collections.unmodifiableMap(new LinkedHashMap<>(urls));
  }

  /** Says it of the process that calls. */
  public static RunFile ofThisProcess(
      boolean ready,
      Map<String, String> urls,
      List<String> stopped,
      String kafka,
      String postgres) {
    var self = ProcessHandle.current();
    return new RunFile(self.pid(), start(self), ready, urls, stopped, kafka, postgres);
  }

  /** The process, while it lives. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                Duration.between(processStart, start(process)).abs().compareTo(START_TOLERANCE)
                    <= 0);
  }

  /** {@code state}, then the addresses; the form that {@code accord status --json} prints. */
  public JsonObject status() {
    return new JsonObject()
        .put("state", ready ? "up" : "starting")
        .put("urls", new JsonObject(new LinkedHashMap<>(urls)))
        .put("stopped", new JsonArray(stopped))
        .put("kafka", kafka)
        .put("postgres", postgres);
  }

  /** One line an address, for people. */
  public List<String> addresses() {
    var lines = new ArrayList<String>();
    urls.forEach((name, url) -> lines.add(line(name, stopped.contains(name) ? "stopped" : url)));
    lines.add(line("kafka", kafka));
    lines.add(line("postgres", postgres));
    return lines;
  }

  private static String line(String name, String address) {
    return String.format(Locale.ROOT, "  %-12s %s", name, address);
  }

  static Optional<RunFile> read(Path file) throws CannotRunException {
    try {
      return Optional.of(parse(new JsonObject(Files.readString(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | DecodeException | ClassCastException | NullPointerException e) {
      throw new CannotRunException(
          "cannot read " + file + " (" + e + "): delete it when no stack runs", e);
    }
  }

  /** Replaces the file in one step: a reader sees the old or the new one. */
  void write(Path file) throws IOException {
    var json =
        status().put("pid", pid).put("processStart", processStart.toString()).encodePrettily();
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, json + "\n", StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static RunFile parse(JsonObject json) {
    var urls = new LinkedHashMap<String, String>();
    json.getJsonObject("urls")
        .forEach(entry -> urls.put(entry.getKey(), (String) entry.getValue()));
    return new RunFile(
        json.getLong("pid"),
        json.getInstant("processStart"),
        json.getString("state").equals("up"),
        urls,
        json.getJsonArray("stopped").stream().map(String.class::cast).toList(),
        json.getString("kafka"),
        json.getString("postgres"));
  }

  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
