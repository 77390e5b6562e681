package dev.accord.checks.edit;

import dev.accord.model.source.InvalidSourceException;
import dev.accord.model.source.Location;
import dev.accord.model.source.SourceFile;
import java.util.Comparator;
import java.util.List;

/** Applies replacements to a file. */
public final class Edits {
  private Edits() {}

  /**
   * The file's text with the replacements made; the rest stays as it is, byte for byte. Of two that
   * overlap the earlier one is made: run again for the other. A result that would not be JSON any
   * more is not given; the file stays as it was.
   *
   * @param edits of any files; those of other files are passed over
   */
  public static String apply(SourceFile file, List<Edit.Replace> edits) {
    var sorted =
        edits.stream()
            .filter(edit -> edit.at().file().equals(file.path()))
            .distinct()
            .sorted(Comparator.comparing(Edit.Replace::at))
            .toList();
    var out = new StringBuilder();
    int done = 0;
    for (var edit : sorted) {
      int start = start(file, edit.at());
      if (start >= done) {
        out.append(file.text(), done, start).append(edit.text());
        done = end(file, edit.at());
      }
    }
    var edited = out.append(file.text().substring(done)).toString();
    return readable(new SourceFile(file.path(), edited)) ? edited : file.text();
  }

  /** A comment where no edit expects one may have come between; then a person has to do it. */
  private static boolean readable(SourceFile edited) {
    try {
      return SchemaEdits.of(edited).isPresent() || edited.path().endsWith(".avdl");
    } catch (InvalidSourceException e) {
      return false;
    }
  }

  static int start(SourceFile file, Location place) {
    return file.offset(place.line(), place.column());
  }

  static int end(SourceFile file, Location place) {
    return file.offset(place.endLine(), place.endColumn());
  }
}
