package dev.accord.drills.order;

import dev.accord.drills.verdict.OrderHistory.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the services' processes have printed as a warning or worse. */
record Logs(Path folder, List<String> processes) {
  private static final Pattern LINE = Pattern.compile("\\S+ (WARN|ERROR) +(.*)");

  List<LogLine> lines() throws IOException {
    var lines = new ArrayList<LogLine>();
    for (var process : processes) {
      for (var text : Files.readAllLines(folder.resolve(process + ".log"))) {
        var line = LINE.matcher(text);
        if (line.matches()) {
          lines.add(new LogLine(process, line.group(1), line.group(2)));
        }
      }
    }
    return lines;
  }
}
