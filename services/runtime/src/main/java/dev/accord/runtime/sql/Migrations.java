package dev.accord.runtime.sql;

/**
 * The versioned tables of one component, as {@code V<number>__<words>.sql} files on the class path.
 * Each component counts its own versions, so a service and the runtime it uses never clash.
 *
 * @param component names the history table {@code <component>_migrations}
 * @param folder class path folder, such as {@code dev/accord/order/migrations}
 */
public record Migrations(String component, String folder) {
  /** Checks the component's name. */
  public Migrations {
    SqlName.check("component", component);
    if (folder.isBlank() || folder.startsWith("/")) {
      throw new IllegalArgumentException("\"" + folder + "\" is no class path folder");
    }
  }

  String historyTable() {
    return component + "_migrations";
  }
}
