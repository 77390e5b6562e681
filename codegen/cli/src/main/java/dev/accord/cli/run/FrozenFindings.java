package dev.accord.cli.run;

import dev.accord.checks.finding.Finding;
import dev.accord.checks.finding.Fingerprint;
import dev.accord.cli.source.UnreadableException;
import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Lint findings that a late adopter froze: one line each, the fingerprint first. */
public final class FrozenFindings {
  static final String FILE = "accord-baseline.txt";

  private FrozenFindings() {}

  /** Nothing if the folder has no such file. */
  static List<Fingerprint> in(Path folder) {
    Path file = folder.resolve(FILE);
    var frozen = new ArrayList<Fingerprint>();
    if (!Files.exists(file)) {
      return frozen;
    }
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String word = lines.get(i).split("\\s", 2)[0];
        if (!word.isEmpty() && !word.startsWith("#")) {
          frozen.add(fingerprint(word, file, i + 1));
        }
      }
    } catch (IOException e) {
      throw new UnreadableException("cannot read " + file + ": " + e, e);
    }
    return frozen;
  }

  private static Fingerprint fingerprint(String word, Path file, int line) {
    try {
      return new Fingerprint(word);
    } catch (IllegalArgumentException e) {
      throw new InvalidSourceException(
          new Location(file.toString(), line, 1, line, 1 + word.length()),
          String.valueOf(e.getMessage()));
    }
  }

  /** Writes today's findings over whatever was frozen; the file that holds them. */
  public static Path freeze(Path folder, List<Finding> findings) throws IOException {
    var lines = new TreeSet<String>();
    for (Finding finding : findings) {
      lines.add(finding.fingerprint() + " " + finding.rule().id() + " " + finding.path());
    }
    var text = new ArrayList<String>();
    text.add("# Findings of accord lint from before it was adopted. Remove a line to mend it.");
    text.addAll(lines);
    return Files.write(folder.resolve(FILE), text);
  }
}
