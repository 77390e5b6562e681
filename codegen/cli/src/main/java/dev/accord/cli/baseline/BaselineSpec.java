package dev.accord.cli.baseline;

import dev.accord.model.source.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code --against} names. */
public sealed interface BaselineSpec {

  /** The forms, for help texts and messages. */
  String FORMS =
      "released, git:<ref>, <folder>, <file>.jar, gav:<group>:<artifact>:<version>,"
          + " registry:<url>";

  /** What reports call it: as the user wrote it, without credentials. */
  String label();

  /** The released history beside the current contracts. */
  record Released() implements BaselineSpec {
    @Override
    public String label() {
      return "released";
    }
  }

  /** The contracts folder at a commit of its repository. */
  record Git(String ref) implements BaselineSpec {
    @Override
    public String label() {
      return "git:" + ref;
    }
  }

  /** Another contracts folder. */
  record Folder(Path path) implements BaselineSpec {
    @Override
    public String label() {
      return path.toString();
    }
  }

  /** A contracts jar or a client jar. */
  record Jar(Path path) implements BaselineSpec {
    @Override
    public String label() {
      return path.toString();
    }
  }

  /** The same, by its Maven coordinates. */
  record Gav(String group, String artifact, String version) implements BaselineSpec {
    String coordinates() {
      return group + ":" + artifact + ":" + version;
    }

    @Override
    public String label() {
      return "gav:" + coordinates();
    }
  }

  /** Every version of our subjects in a Confluent-compatible registry. */
  record Registry(URI url) implements BaselineSpec {
    @Override
    public String label() {
      return "registry:" + withoutCredentials(url);
    }
  }

  /**
   * Reads what the user wrote.
   *
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  static BaselineSpec parse(String text) {
    if (text.equals("released")) {
      return new Released();
    }
    if (text.startsWith("git:")) {
      return git(text.substring("git:".length()));
    }
    if (text.startsWith("gav:")) {
      return gav(text.substring("gav:".length()));
    }
    if (text.startsWith("registry:")) {
      return registry(text.substring("registry:".length()));
    }
    var scheme = Pattern.compile("([a-z]{2,}):.*").matcher(text);
    if (scheme.matches()) {
      throw new IllegalArgumentException(
          "unknown baseline \""
              + text
              + "\""
              + Nearest.hint(scheme.group(1), List.of("git", "gav", "registry"))
              + "; expected one of "
              + FORMS);
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("an empty baseline; expected one of " + FORMS);
    }
    return text.endsWith(".jar") ? new Jar(Path.of(text)) : new Folder(Path.of(text));
  }

  private static BaselineSpec git(String ref) {
    if (ref.isBlank() || ref.startsWith("-")) {
      throw new IllegalArgumentException(
          "expected a branch, tag or commit after \"git:\", such as git:main or git:HEAD~1");
    }
    if (ref.contains(":") || ref.contains("..") || ref.contains(" ")) {
      throw new IllegalArgumentException(
          "\"git:"
              + ref
              + "\": name one commit alone; the folder is that of the current contracts");
    }
    return new Git(ref);
  }

  private static BaselineSpec gav(String coordinates) {
    var parts = coordinates.split(":", -1);
    if (parts.length != 3 || !List.of(parts).stream().allMatch(p -> p.matches("[\\w.-]+"))) {
      throw new IllegalArgumentException(
          "expected gav:<group>:<artifact>:<version>, found \"gav:" + coordinates + "\"");
    }
    return new Gav(parts[0], parts[1], parts[2]);
  }

  private static BaselineSpec registry(String text) {
    try {
      var url = new URI(text.replaceFirst("/+$", ""));
      if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null) {
        return new Registry(url);
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the registry's address is not a URL: "
              + e.getReason()
              + ", at character "
              + e.getIndex(),
          e);
    }
    throw new IllegalArgumentException(
        "expected registry:http://<host>:<port> or registry:https://<host>");
  }

  private static String withoutCredentials(URI url) {
    return url.toString().replaceFirst("//[^/@]*@", "//");
  }
}
