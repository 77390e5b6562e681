package dev.accord.registry.subject;

import dev.accord.registry.problem.ErrorCode;
import java.util.Comparator;

/**
 * A name that versions are counted under, within a context that ids are counted under. An empty
 * name stands for the whole context, where settings are concerned.
 *
 * @param context with its leading full stop; {@code .} is the default context
 * @param name without the context
 */
public record Subject(String context, String name) implements Comparable<Subject> {
  /** The context of unqualified names. */
  public static final String DEFAULT_CONTEXT = ".";

  /** Settings of every context. */
  public static final Subject EVERY_CONTEXT = new Subject(".__GLOBAL", "");

  /** Settings of the default context, which the interface calls global. */
  public static final Subject GLOBAL = new Subject(DEFAULT_CONTEXT, "");

  private static final Comparator<Subject> ORDER =
      Comparator.<Subject, String>comparing(Subject::context).thenComparing(Subject::name);

  /**
   * Reads {@code name}, {@code :.context:name} or {@code :.context:}. What does not look like a
   * context is part of the name.
   */
  public static Subject parse(String qualified) {
    if (qualified.startsWith(":.")) {
      var end = qualified.indexOf(':', 2);
      if (end > 0) {
        return new Subject(qualified.substring(1, end), qualified.substring(end + 1));
      }
    }
    return new Subject(DEFAULT_CONTEXT, qualified);
  }

  /** Reads a name as seen from a context: a qualified one keeps its own. */
  public static Subject parse(String qualified, String context) {
    var subject = parse(qualified);
    return subject.context.equals(DEFAULT_CONTEXT) && !qualified.startsWith(":.")
        ? new Subject(context, subject.name)
        : subject;
  }

  /** Reads the three spellings of a context, {@code ctx}, {@code .ctx} and {@code :.ctx:}. */
  public static String context(String spelled) {
    var inner =
        spelled.startsWith(":") && spelled.endsWith(":") && spelled.length() > 1
            ? spelled.substring(1, spelled.length() - 1)
            : spelled;
    return inner.startsWith(".") ? inner : "." + inner;
  }

  /** How the interface and the log write it. */
  public String qualified() {
    return context.equals(DEFAULT_CONTEXT) ? name : ":" + context + ":" + name;
  }

  /** True for the settings of the default context. */
  public boolean isGlobal() {
    return equals(GLOBAL);
  }

  /** The whole context of this subject. */
  public Subject ofContext() {
    return new Subject(context, "");
  }

  /**
   * Refuses names that no schema may be registered under.
   *
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SUBJECT
   */
  public void requireUsable() {
    requireConfigurable();
    if (context.equals(EVERY_CONTEXT.context)) {
      throw ErrorCode.INVALID_SUBJECT.with(qualified());
    }
  }

  /**
   * Refuses names that nothing may be set for.
   *
   * @throws dev.accord.registry.problem.RegistryProblem INVALID_SUBJECT
   */
  public void requireConfigurable() {
    if (name.equals("__GLOBAL")
        || name.equals("__EMPTY")
        || qualified().chars().anyMatch(Character::isISOControl)) {
      throw ErrorCode.INVALID_SUBJECT.with(qualified());
    }
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return qualified();
  }
}
