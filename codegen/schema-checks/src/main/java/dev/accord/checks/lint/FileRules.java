package dev.accord.checks.lint;

import static dev.accord.checks.lint.LintRule.standard;
import static dev.accord.checks.lint.LintRule.strict;

import dev.accord.checks.edit.Edit;
import dev.accord.checks.finding.Axis;
import dev.accord.checks.lint.LintRule.Found;
import dev.accord.model.contracts.EventSchema;
import java.util.List;

/** Where schema files are and what they are called. An {@code .avdl} may hold many types: free. */
final class FileRules {
  static final List<LintRule> ALL =
      List.of(
          standard(
              "FILE_NAMED_AFTER_EVENT",
              Axis.DESIGN,
              "A file is not named after the event it holds.",
              "People look for OrderCreated in OrderCreated.avsc.",
              FileRules::fileName),
          strict(
              "NAMESPACE_MATCHES_FOLDER",
              Axis.DESIGN,
              "A file's folders are not the end of its event's namespace.",
              "order/OrderCreated.avsc holds com.example.order.OrderCreated. Schemas that are all"
                  + " in one folder are left alone.",
              FileRules::folder));

  private FileRules() {}

  private static void fileName(LintScope scope, Found found) {
    for (var event : single(scope)) {
      var name = event.definition().orElseThrow().simpleName();
      var file = event.location().file();
      var wanted = folderOf(file) + name + ".avsc";
      if (!file.equals(wanted)) {
        found.add(
            name,
            event.location(),
            name + " is in a file of another name",
            "rename the file to " + name + ".avsc",
            List.of(new Edit.Move(file, wanted)));
      }
    }
  }

  private static void folder(LintScope scope, Found found) {
    var root = commonFolder(scope);
    for (var event : single(scope)) {
      var file = event.location().file();
      var inside = folderOf(file).substring(root.length()).replaceFirst("/$", "").replace('/', '.');
      var namespace = event.definition().orElseThrow().namespace();
      var plain = namespace.replaceFirst("\\.v\\d+$", "");
      if (inside.isEmpty() || ends(namespace, inside) || ends(plain, inside)) {
        continue;
      }
      var folder = plain.substring(plain.lastIndexOf('.') + 1);
      var wanted = root + folder + file.substring(file.lastIndexOf('/'));
      found.add(
          event.definition().orElseThrow().simpleName(),
          event.location(),
          "namespace " + namespace + " does not end with the folder " + inside.replace('.', '/'),
          "move the file to " + wanted,
          List.of(new Edit.Move(file, wanted)));
    }
  }

  /** Events that have an {@code .avsc} file to themselves. */
  private static List<EventSchema> single(LintScope scope) {
    return scope.events().stream()
        .filter(event -> event.definition().isPresent())
        .filter(event -> event.location().file().endsWith(".avsc"))
        .toList();
  }

  private static boolean ends(String namespace, String folders) {
    return namespace.equals(folders) || namespace.endsWith("." + folders);
  }

  private static String folderOf(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /** The folder that holds all schema files, with a slash at its end. */
  private static String commonFolder(LintScope scope) {
    return folderOf(
        scope.files().stream().map(FileRules::folderOf).reduce(FileRules::shared).orElse(""));
  }

  private static String shared(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return folderOf(a.substring(0, same));
  }
}
