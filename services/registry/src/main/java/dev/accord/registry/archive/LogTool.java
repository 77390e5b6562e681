package dev.accord.registry.archive;

import dev.accord.registry.log.KafkaLogConfig;
import dev.accord.registry.log.KafkaSchemaLog;
import dev.accord.registry.log.LogException;
import dev.accord.registry.log.LogRecord;
import dev.accord.runtime.launch.Launcher;
import dev.accord.runtime.launch.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The tools for a whole log: {@code dump}, {@code verify} and {@code restore}. */
public final class LogTool {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RESTORE_MAX = Duration.ofMinutes(1);
  private static final int FOUND_FAULTS = 1;

  private enum Format {
    TEXT,
    JSON
  }

  private LogTool() {}

  /** Writes every record, by default as lines that {@link #restore} reads. */
  public static Launcher.Task dump(KafkaLogConfig config, Settings settings) {
    var format = settings.choice("format", Format.JSON);
    var output = settings.text("output", "");
    return out -> {
      var lines = new ArrayList<String>();
      for (var record : readTopic(config).records()) {
        lines.add(format == Format.JSON ? LogLine.write(record) : LogLine.show(record));
      }
      if (output.isEmpty()) {
        lines.forEach(line -> print(out, line));
      } else {
        Files.write(Path.of(output), lines, StandardCharsets.UTF_8);
        print(out, lines.size() + " records written to " + output);
      }
      return 0;
    };
  }

  /** Says what is wrong with the topic, or with a dump of it; exit code 1 if anything is. */
  public static Launcher.Task verify(KafkaLogConfig config, Settings settings) {
    var format = settings.choice("format", Format.TEXT);
    var input = settings.text("input", "");
    return out -> {
      var faults = new ArrayList<LogCheck.Fault>();
      List<LogRecord> records;
      if (input.isEmpty()) {
        var topic = readTopic(config);
        records = topic.records();
        faults.addAll(topic.faults());
      } else {
        records = readFile(input);
      }
      faults.addAll(LogCheck.check(records));
      faults.forEach(fault -> print(out, format == Format.JSON ? json(fault) : text(fault)));
      if (format == Format.TEXT) {
        print(out, "records: " + records.size() + ", faults: " + faults.size());
      }
      return faults.isEmpty() ? 0 : FOUND_FAULTS;
    };
  }

  /** Fills an empty topic from a dump, in one transaction, and reads it back. */
  public static Launcher.Task restore(KafkaLogConfig config, Settings settings) {
    var input = settings.requiredText("input");
    return out -> {
      var records = readFile(input);
      // All at once may take longer than a change does.
      try (var log = new KafkaSchemaLog(config.withTimeout(RESTORE_MAX))) {
        log.open();
        requireEmpty(config, log);
        log.claim();
        // Again: what another node had under way is finished only now.
        requireEmpty(config, log);
        if (!records.isEmpty()) {
          var unused = log.copy(records);
        }
        requireSame(records, readAll(log));
      }
      print(out, records.size() + " records restored to topic " + config.topic());
      return 0;
    };
  }

  private static void requireEmpty(KafkaLogConfig config, KafkaSchemaLog log)
      throws LogException, IOException {
    var end = log.end();
    if (end > 0) {
      throw new IOException(
          "topic "
              + config.topic()
              + " is not empty (it ends at offset "
              + end
              + "): restore into a new one, named by --registry.topic");
    }
  }

  private static void requireSame(List<LogRecord> wanted, List<LogRecord> found)
      throws IOException {
    var same =
        wanted.size() == found.size()
            && IntStream.range(0, wanted.size()).allMatch(i -> same(wanted.get(i), found.get(i)));
    if (!same) {
      throw new IOException("what was restored does not read back as it was: do not use the topic");
    }
  }

  private static boolean same(LogRecord one, LogRecord other) {
    return one.timestamp() == other.timestamp()
        && Arrays.equals(one.key(), other.key())
        && Arrays.equals(one.value(), other.value());
  }

  private record Topic(List<LogRecord> records, List<LogCheck.Fault> faults) {}

  private static Topic readTopic(KafkaLogConfig config) throws LogException {
    try (var log = new KafkaSchemaLog(config)) {
      var faults =
          log.openAsItIs()
              .map(why -> List.of(new LogCheck.Fault(LogCheck.Rule.TOPIC_UNFIT, -1, why)))
              .orElse(List.of());
      return new Topic(readAll(log), faults);
    }
  }

  private static List<LogRecord> readAll(KafkaSchemaLog log) throws LogException {
    var end = log.end();
    var records = new ArrayList<LogRecord>();
    while (log.position() < end) {
      records.addAll(log.poll(POLL));
    }
    return records;
  }

  private static List<LogRecord> readFile(String input) throws IOException {
    var records = new ArrayList<LogRecord>();
    for (var line : Files.readAllLines(Path.of(input), StandardCharsets.UTF_8)) {
      records.add(LogLine.read(records.size() + 1, line));
    }
    return records;
  }

  private static String text(LogCheck.Fault fault) {
    var where = fault.offset() < 0 ? "topic" : "offset " + fault.offset();
    return where + ": " + fault.message() + " [" + fault.rule() + "]";
  }

  private static String json(LogCheck.Fault fault) {
    return new JsonObject()
        .put("rule", fault.rule().name())
        .put("offset", fault.offset())
        .put("message", fault.message())
        .encode();
  }

  /** In UTF-8 whatever the terminal's encoding: the bytes count. */
  private static void print(PrintStream out, String line) {
    out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
