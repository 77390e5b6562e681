package dev.accord.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An expected text in a file beside the test. Running with {@code -Daccept} writes what the code
 * gives instead of comparing; the diff is then for a person to judge.
 */
public final class GoldenFile {
  private GoldenFile() {}

  /**
   * Fails unless the file holds exactly {@code actual}.
   *
   * @param file relative to the module, where Maven and IDEs run tests
   */
  public static void assertHolds(Path file, String actual) {
    try {
      if (Boolean.getBoolean("accept")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, actual);
        return;
      }
      var expected = Files.exists(file) ? Files.readString(file) : "";
      if (!expected.equals(actual)) {
        throw new AssertionError(
            file
                + " expects other text; run with -Daccept and judge the diff.\nexpected:\n"
                + expected
                + "\nactual:\n"
                + actual);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
